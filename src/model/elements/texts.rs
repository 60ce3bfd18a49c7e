use super::node::Node;
use super::roots::ITEM;
use super::walk::{Role, Walk};
use crate::model::ServiceItem;
use crate::path::PathStep;

/// Visits every non-blank text of the item, with the steps that lead to it.
pub(crate) fn each_text<'a>(
    item: &'a ServiceItem,
    mut visit: impl FnMut(Role, &'a str, &[PathStep]),
) {
    // Structs ignore the field through which they are reached, so any field will do.
    if let Some(field) = ITEM.fields.first() {
        item.texts(field, &mut Walk::new(&mut visit));
    }
}

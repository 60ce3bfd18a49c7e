use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use validator::Validate;

use super::shape;

/// The state of one element of an item: given, not applicable, not collected or missing.
///
/// ```
/// use shixiang::model::{Element, ServiceItem};
///
/// let item = ServiceItem::default();
/// let element = Element::of(item.summary.as_ref(), &item.not_applicable, &[], "summary");
/// assert_eq!(element, Element::Missing);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Element<'a, T: ?Sized> {
    /// The item states a value.
    Given(&'a T),
    /// The element does not apply to this item, for this reason.
    NotApplicable(&'a str),
    /// The source of the catalogue does not collect the element.
    NotCollected,
    /// No value is given although one is expected.
    Missing,
}

impl<'a, T: ?Sized> Element<'a, T> {
    /// The state of the element at `path` (dotted, without indexes), given the value found there.
    ///
    /// The lists are those of the item (`ServiceItem::not_applicable`) and of its catalogue
    /// (`Catalogue::not_collected`).
    pub fn of(
        value: Option<&'a T>,
        not_applicable: &'a [NotApplicable],
        not_collected: &[String],
        path: &str,
    ) -> Self {
        if let Some(value) = value {
            return Self::Given(value);
        }
        if let Some(entry) = (not_applicable.iter()).find(|entry| covers(&entry.element, path)) {
            return Self::NotApplicable(&entry.reason);
        }
        if not_collected.iter().any(|element| covers(element, path)) {
            return Self::NotCollected;
        }
        Self::Missing
    }

    /// The value, if one is given.
    pub fn given(self) -> Option<&'a T> {
        match self {
            Self::Given(value) => Some(value),
            _ => None,
        }
    }
}

/// Whether a statement about `element` applies to `path`: the same element or one within it.
pub(crate) fn covers(element: &str, path: &str) -> bool {
    path.strip_prefix(element)
        .is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
}

/// An element that does not apply to this item, with the reason.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema, Validate)]
#[non_exhaustive]
pub struct NotApplicable {
    /// Dotted path of the element from the item, without indexes: `guide.special_procedures`.
    #[serde(default)]
    #[schemars(extend("x-required" = true, "pattern" = shape::SAYS_SOMETHING))]
    #[validate(custom(function = "shape::not_blank"))]
    pub element: String,
    /// The reason, in words an applicant understands.
    #[serde(default)]
    #[schemars(extend("x-required" = true, "pattern" = shape::SAYS_SOMETHING))]
    #[validate(custom(function = "shape::not_blank"))]
    pub reason: String,
}

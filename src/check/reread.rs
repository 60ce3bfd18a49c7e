//! Fixes for findings of the reader: a value in another form than the model's, a misspelt key.

use crate::dialect::{Reread, reread};
use crate::engine::{Fix, Raised};
use crate::path::PathStep;
use crate::source::{NoticeCode, Origins, literal};

/// The fix for a reader's notice about an item in the model's own format.
///
/// The model could not take the words of the source, but the readers for other systems may understand them.
pub(super) fn fix(raised: &Raised, origins: &Origins) -> Option<Fix> {
    let noticed = raised.noticed.as_ref()?;
    let subject = raised.subject();
    if !origins.is_own(subject.item) {
        return None;
    }
    match noticed.code {
        NoticeCode::UnknownKey => noticed.meant.map(Fix::key),
        NoticeCode::WrongType if subject.item.is_some() => {
            // An entry of a list is not a value of the list's element.
            let Some(PathStep::Key(_)) = subject.path.steps().last() else {
                return None;
            };
            let text = literal::text(origins.text_at(noticed.span)?)?;
            let Reread { value, is_certain } = reread(&subject.path.element(), &text)?;
            Some(if is_certain {
                Fix::safe(value)
            } else {
                Fix::doubtful(value)
            })
        }
        _ => None,
    }
}

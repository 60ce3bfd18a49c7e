//! Long review criteria that tell nothing of the matter.

use crate::engine::Context;
use crate::i18n::Text;
use crate::model::ServiceItem;
use crate::prose::{first_chars, is_longer, sentences, slice, text_key};
use crate::words;

/// Whether each sentence only says how papers are filled in, printed, bound and signed.
pub(super) fn is_of_papers(text: &str) -> bool {
    let mut told = sentences(text).filter(|sentence| is_longer(&text_key(sentence), 3));
    let of_papers = |sentence: &str| words::LOOK_OF_PAPERS.occurs_in(sentence);
    told.next().is_some_and(of_papers) && told.next().is_some_and(of_papers) && told.all(of_papers)
}

pub(super) const ANYTHING: Text = Text::new(
    "没有写本事项审什么，放在哪个事项上都适用",
    "which fits any matter and nowhere tells what is examined in this one",
);

/// Whether nothing of the item's name, no material of it and no law is in a standard: it is that of any matter.
pub(super) fn of_no_matter(text: &str, item: &ServiceItem, cx: &Context<'_>) -> bool {
    // One that does not even speak of an application is about something else.
    if text.contains('《') || !words::PART_OF_ANY_APPLICATION.occurs_in(text) {
        return false;
    }
    // Any matter is applied for, changed and registered.
    let subject = words::DECIDED_MATTER.each_removed_from(text_key(&item.name));
    let pairs = subject.char_indices().filter_map(|(at, _)| {
        let pair = first_chars(slice(&subject, at..subject.len()), 2);
        (is_longer(pair, 1) && !words::SUBJECT_OF_MANY.is(pair)).then_some(pair)
    });
    is_longer(&subject, MIN_SUBJECT_CHARS - 1)
        && !pairs.into_iter().any(|pair| text.contains(pair))
        && !cx
            .material_cores()
            .any(|core| is_longer(core, MIN_SUBJECT_CHARS - 1) && text.contains(core))
}

/// In fewer characters nothing is named.
const MIN_SUBJECT_CHARS: usize = 4;

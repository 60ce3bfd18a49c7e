//! Long review criteria that say nothing about the matter.

use crate::engine::Context;
use crate::i18n::Text;
use crate::model::ServiceItem;
use crate::prose::{first_chars, is_longer, sentences, slice, text_key};
use crate::words;

/// Whether each sentence is about how papers are filled in, printed, bound and signed.
pub(super) fn is_of_papers(text: &str) -> bool {
    let mut remaining = sentences(text).filter(|sentence| is_longer(&text_key(sentence), 3));
    let of_papers = |sentence: &str| words::LOOK_OF_PAPERS.occurs_in(sentence);
    remaining.next().is_some_and(of_papers)
        && remaining.next().is_some_and(of_papers)
        && remaining.all(of_papers)
}

pub(super) const ANYTHING: Text = Text::new(
    "没有写本事项审什么，放在哪个事项上都适用",
    "which fits any matter and nowhere tells what is examined in this one",
);

/// Whether a standard fits any matter: it contains nothing of the item's name, no material of the item and no
/// law.
pub(super) fn of_no_matter(text: &str, item: &ServiceItem, cx: &Context<'_>) -> bool {
    // A standard that does not even mention an application is about something else.
    if text.contains('《') || !words::PART_OF_ANY_APPLICATION.occurs_in(text) {
        return false;
    }
    // Every matter may be applied for, changed and registered, so these words are no subject.
    let subject = words::DECIDED_MATTER.each_removed_from(text_key(&item.name));
    let pairs = subject.char_indices().filter_map(|(at, _)| {
        let pair = first_chars(slice(&subject, at..subject.len()), 2);
        (is_longer(pair, 1) && !words::SUBJECT_OF_MANY.is(pair)).then_some(pair)
    });
    is_longer(&subject, MIN_NAME_CHARS - 1)
        && !pairs.into_iter().any(|pair| text.contains(pair))
        && !cx
            .material_cores()
            .any(|core| is_longer(core, MIN_NAME_CHARS - 1) && text.contains(core))
}

/// Minimum length of a subject or a material, in characters; shorter ones name nothing.
const MIN_NAME_CHARS: usize = 4;

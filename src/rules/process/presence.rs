//! Texts and places of an item that require the applicant's presence.

use crate::analysis::{TextKind, TextNode};
use crate::model::ServiceItem;
use crate::path;
use crate::path::Path;
use crate::prose::{clauses, sentences, slice};
use crate::words::{self, Set};

/// The path and the words that require presence.
pub(super) struct Presence<'a> {
    pub(super) path: Path,
    pub(super) words: &'a str,
}

/// The first text or place that requires the applicant's presence.
pub(super) fn required_presence<'a>(
    item: &'a ServiceItem,
    texts: &[TextNode<'a>],
) -> Option<Presence<'a>> {
    let own = texts.iter().filter(|node| {
        node.is_own
            && matches!(
                node.kind,
                TextKind::Step
                    | TextKind::StepOutput
                    | TextKind::MaterialNote
                    | TextKind::Condition
            )
            && (node.hits.any(Set::ON_THE_SPOT)
                || node.hits.any(Set::FETCHED)
                || node.kind == TextKind::MaterialNote && node.contains("原件"))
    });
    let mut found_nodes = own.filter_map(|node| {
        let words =
            sentences(node.text).find_map(|one| clause_requiring_presence(one, node.kind))?;
        Some(Presence {
            path: node.path(),
            words,
        })
    });
    found_nodes
        .next()
        .or_else(|| examination_place(item))
        .or_else(|| face_to_face_name(item))
}

/// A matter that by its name is settled face to face.
fn face_to_face_name(item: &ServiceItem) -> Option<Presence<'_>> {
    let met = words::FACE_TO_FACE.occurs_in(&item.name);
    met.then(|| Presence {
        path: path!["name"],
        words: &item.name,
    })
}

/// The clause of a sentence that requires presence, if the sentence offers no alternative.
fn clause_requiring_presence(sentence: &str, kind: TextKind) -> Option<&str> {
    if words::ANOTHER_WAY.occurs_in(sentence) {
        return None;
    }
    clauses(sentence)
        .flat_map(|clause| clause.split(['（', '(', '）', ')', '：', ':']))
        .map(str::trim)
        // Every office states that its staff check originals, and in steps the staff visit the site.
        .filter(|clause| !clause.contains("人员") || is_check_of_original(clause, kind))
        .find(|clause| {
            let found = words::ON_THE_SPOT.find(clause);
            found.is_some_and(|found| {
                let of_step = matches!(kind, TextKind::Step | TextKind::StepOutput);
                !of_step || found.word.contains('面')
            }) || fetches(clause)
                || is_shown(clause, sentence, kind)
        })
}

/// Whether the copy is compared with the original on the spot, which requires bringing the original.
fn is_check_of_original(clause: &str, kind: TextKind) -> bool {
    kind == TextKind::MaterialNote && clause.contains("原件") && clause.contains("现场核")
}

/// Whether an original is shown and given back: 提供原件仅为核查，不收取.
fn is_shown(clause: &str, sentence: &str, kind: TextKind) -> bool {
    kind == TextKind::MaterialNote
        && clause.contains("原件")
        && words::PAPER_LOOKED_AT.occurs_in(clause)
        && words::PAPER_GIVEN_BACK.occurs_in(sentence)
}

/// Whether something is fetched from a place: 去扣证单位取回驾驶证.
fn fetches(clause: &str) -> bool {
    let went = ["去", "到"].iter().filter_map(|go| clause.find(go)).min();
    went.is_some_and(|at| words::FETCHED.occurs_in(slice(clause, at..clause.len())))
}

/// A place of an examination, which can only be taken there.
fn examination_place(item: &ServiceItem) -> Option<Presence<'_>> {
    let places = &item.guide.as_ref()?.places;
    places.iter().enumerate().find_map(|(at, place)| {
        [("name", &place.name), ("address", &place.address)]
            .into_iter()
            .find_map(|(key, text)| {
                let words = text.as_deref().filter(|text| is_examination(text))?;
                Some(Presence {
                    path: path!["guide", "places", at, key],
                    words,
                })
            })
    })
}

/// Whether the place is where an examination is taken; 教考场 is the name of a site that also houses an office.
fn is_examination(text: &str) -> bool {
    text.replace("教考场", "").contains("考场")
}

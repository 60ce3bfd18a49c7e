//! Actions that need somebody on the spot, in the texts and places of an item.

use crate::analysis::{TextKind, TextNode};
use crate::model::ServiceItem;
use crate::path;
use crate::path::Path;
use crate::prose::{clauses, sentences, slice};
use crate::words::{self, Set};

/// The place and the words that tell it.
pub(super) struct Presence<'a> {
    pub(super) path: Path,
    pub(super) words: &'a str,
}

/// The first text or place by which the applicant has to be there.
pub(super) fn told<'a>(item: &'a ServiceItem, texts: &[TextNode<'a>]) -> Option<Presence<'a>> {
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
                || node.kind == TextKind::MaterialNote && node.text.contains("原件"))
    });
    let mut said = own.filter_map(|node| {
        let words = sentences(node.text).find_map(|one| in_sentence(one, node.kind))?;
        Some(Presence {
            path: node.path(),
            words,
        })
    });
    said.next().or_else(|| examined(item)).or_else(|| met(item))
}

/// A matter that by its name is settled face to face.
fn met(item: &ServiceItem) -> Option<Presence<'_>> {
    let met = words::FACE_TO_FACE.occurs_in(&item.name);
    met.then(|| Presence {
        path: path!["name"],
        words: &item.name,
    })
}

/// The clause of a sentence that asks somebody there, if nothing else will do.
fn in_sentence(sentence: &str, kind: TextKind) -> Option<&str> {
    if words::ANOTHER_WAY.occurs_in(sentence) {
        return None;
    }
    clauses(sentence)
        .flat_map(|clause| clause.split(['（', '(', '）', ')', '：', ':']))
        .map(str::trim)
        // Every office says that its people look at originals, and in steps they go to the site.
        .filter(|clause| !clause.contains("人员") || is_check_of_original(clause, kind))
        .find(|clause| {
            let told = words::ON_THE_SPOT.find(clause);
            told.is_some_and(|told| {
                let of_step = matches!(kind, TextKind::Step | TextKind::StepOutput);
                !of_step || told.word.contains('面')
            }) || fetches(clause)
                || is_shown(clause, sentence, kind)
        })
}

/// Whether somebody holds the copy against the original on the spot, which has to be brought there.
fn is_check_of_original(clause: &str, kind: TextKind) -> bool {
    kind == TextKind::MaterialNote && clause.contains("原件") && clause.contains("现场核")
}

/// Whether an original is looked at and given back: 提供原件仅为核查，不收取.
fn is_shown(clause: &str, sentence: &str, kind: TextKind) -> bool {
    kind == TextKind::MaterialNote
        && clause.contains("原件")
        && words::PAPER_LOOKED_AT.occurs_in(clause)
        && words::PAPER_GIVEN_BACK.occurs_in(sentence)
}

/// Whether something is fetched from where it lies: 去扣证单位取回驾驶证.
fn fetches(clause: &str) -> bool {
    let went = ["去", "到"].iter().filter_map(|go| clause.find(go)).min();
    went.is_some_and(|at| words::FETCHED.occurs_in(slice(clause, at..clause.len())))
}

/// A place of an examination, which nobody sits elsewhere.
fn examined(item: &ServiceItem) -> Option<Presence<'_>> {
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

/// Whether it is where an examination is sat; 教考场 is the name of a ground with an office on it.
fn is_examination(text: &str) -> bool {
    text.replace("教考场", "").contains("考场")
}

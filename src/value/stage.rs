//! The stages of handling that names of steps indicate.

use std::sync::LazyLock;

use crate::prose::{is_longer, text_key, trimmed, unmarked};
use crate::vocabulary::{Stage, Vocabulary};
use crate::words::WordMap;

/// Maximum length of a step's name, in characters.
const MAX_NAME_CHARS: usize = 20;

/// The words for stages, each with its rank in the vocabulary and the stage.
static STAGE_WORDS: LazyLock<WordMap<(usize, Stage)>> = LazyLock::new(|| {
    let mut words: Vec<(&str, (usize, Stage))> = Vec::new();
    for stage in Stage::listed() {
        let Some(entry) = stage.entry() else {
            continue;
        };
        for word in entry.aliases.iter().copied().chain([entry.term]) {
            // 审查与决定 is listed under one stage but names two.
            if !word.contains(['与', '和']) {
                words.push((word, (words.len(), stage.clone())));
            }
        }
    }
    WordMap::of(words)
});

/// A word for a stage in a text.
struct Hit {
    start: usize,
    end: usize,
    /// Rank of the word in the vocabulary.
    word: usize,
    stage: &'static Stage,
}

/// Every word for a stage in the key of a text; none if there is a denial (不予受理).
fn hits(key: &str) -> Vec<Hit> {
    if key.contains(['不', '未']) {
        return Vec::new();
    }
    let hits = STAGE_WORDS.every(key).map(|(found, (word, stage))| Hit {
        start: found.start,
        end: found.start + found.word.len(),
        word: *word,
        stage,
    });
    let mut hits: Vec<Hit> = hits.collect();
    // In the order of the vocabulary.
    hits.sort_unstable_by_key(|hit| hit.word);
    hits
}

/// The stages of the words found, each once.
///
/// Beside another stage, 申请 is the object rather than a stage: 受理申请.
fn stages_of<'h>(hits: impl Iterator<Item = &'h Hit>) -> Vec<Stage> {
    let mut found: Vec<Stage> = Vec::new();
    for stage in hits.map(|hit| hit.stage) {
        if !found.contains(stage) {
            found.push(stage.clone());
        }
    }
    if found.len() > 1 {
        found.retain(|stage| *stage != Stage::Application);
    }
    found
}

/// The one stage that the name of a step belongs to.
///
/// The name is looked up in the vocabulary as a whole, then by the words in it. A name with words
/// of several stages, or with a denial, has none.
pub(crate) fn stage(name: &str) -> Option<Stage> {
    let name = trimmed(unmarked(name));
    let name = name
        .strip_suffix("环节")
        .or_else(|| name.strip_suffix("阶段"))
        .unwrap_or(name);
    if let Some(stage) = Stage::recognise(name) {
        return Some(stage);
    }
    let key = text_key(name);
    if is_longer(&key, MAX_NAME_CHARS) {
        return None;
    }
    let hits = hits(&key);
    // A word inside a longer word does not count.
    let outer = hits.iter().filter(|inner| {
        let length = |hit: &Hit| hit.end - hit.start;
        !hits.iter().any(|hit| {
            hit.start <= inner.start && inner.end <= hit.end && length(hit) > length(inner)
        })
    });
    match stages_of(outer).as_slice() {
        [stage] => Some(stage.clone()),
        _ => None,
    }
}

/// Every stage whose words are in a text: 审查与决定 has two.
pub(crate) fn stages(text: &str) -> Vec<Stage> {
    let key = text_key(text);
    let hits = hits(&key);
    let mut found = stages_of(hits.iter());
    if !hits.is_empty() && key.contains("审批") && !found.contains(&Stage::Review) {
        found.push(Stage::Review);
    }
    found
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_name_belongs_to_one_stage() {
        assert_eq!(stage("收件与受理"), Some(Stage::Acceptance));
        assert_eq!(stage("市局审查"), Some(Stage::Review));
        assert_eq!(stage("（二）受理环节"), Some(Stage::Acceptance));
        assert_eq!(stage("受理申请"), Some(Stage::Acceptance));
        assert_eq!(stage("不予受理"), None);
        assert_eq!(stage("受理后送达"), None);
    }

    #[test]
    fn a_name_may_tell_two_stages() {
        assert_eq!(stages("审查与决定"), [Stage::Review, Stage::Decision]);
        assert_eq!(stages("收件与受理"), [Stage::Receipt, Stage::Acceptance]);
        assert_eq!(stages("受理申请"), [Stage::Acceptance]);
        assert!(stages("不予受理").is_empty());
    }

    proptest! {
        #[test]
        fn one_stage_is_among_all(name in "[受理审查批决定送达申请0-9、]{0,8}") {
            let all = stages(&name);
            if let [only] = all.as_slice() {
                prop_assert!(stage(&name).is_none_or(|stage| stage == *only));
            }
        }
    }
}

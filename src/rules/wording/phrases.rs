//! Phrases of the word sets and their meaning in context: vague wording by element, instructions of templates,
//! typos.

use std::cell::LazyCell;

use crate::analysis::{TextKind, TextNode};
use crate::prose::{sentences, slice, text_key};
use crate::words::Set;
use crate::words::phrases::{Meaning, found};

/// A vague phrase found in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Vague<'a> {
    /// The words found.
    pub(crate) words: &'a str,
    /// Whether it is only worth a hint.
    pub(crate) hint: bool,
    /// The advice in Chinese.
    pub(crate) zh: &'static str,
    /// The advice in English.
    pub(crate) en: &'static str,
}

/// A typo found in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Slip {
    /// The wrong text.
    pub(crate) wrong: &'static str,
    /// The intended text.
    pub(crate) right: &'static str,
}

/// The name of the element in the table.
const fn element(kind: TextKind) -> &'static str {
    match kind {
        TextKind::MaterialName => "material",
        TextKind::MaterialNote => "note",
        TextKind::Condition => "condition",
        TextKind::Name => "name",
        TextKind::Step | TextKind::Narrative => "step",
        TextKind::LimitNote => "limit",
        TextKind::Visit => "visit",
        TextKind::Fee => "fee",
        TextKind::Answer => "answer",
        _ => "",
    }
}

/// The vague phrases of a text, each once.
pub(crate) fn vague<'a>(node: &TextNode<'a>) -> Vec<Vague<'a>> {
    let mut all: Vec<Vague<'_>> = Vec::new();
    let name = element(node.kind);
    if name.is_empty() || !node.hits.any(Set::PHRASE) {
        return all;
    }
    let text = node.text;
    let key = LazyCell::new(|| text_key(text));
    // Phrases are found from left to right, and so are their sentences. For each sentence, the presence of a
    // word that makes a phrase harmless is determined only once, however often the phrase occurs.
    let mut sentences = sentences(text).peekable();
    let mut cache: Vec<(&str, bool)> = Vec::new();
    for (found, meaning) in found(text) {
        let Meaning::Phrase(phrase) = meaning else {
            continue;
        };
        let (words, start) = (found.word, found.start);
        while sentences
            .peek()
            .is_some_and(|sentence| end_of(sentence, text) <= start)
        {
            sentences.next();
            cache.clear();
        }
        let mut sentence_contains = |word: &'static str| {
            if let Some((_, known)) = cache.iter().find(|(cached, _)| *cached == word) {
                return *known;
            }
            let is_present = sentences.peek().unwrap_or(&text).contains(word);
            cache.push((word, is_present));
            is_present
        };
        let here = phrase.is_in(name)
            && !is_negated(text, start)
            && !announces_text(text, start + words.len())
            && (!phrase.whole || *key == text_key(words))
            && !phrase.harmless.iter().any(|word| sentence_contains(word));
        if here && all.iter().all(|known| known.words != words) {
            all.push(Vague {
                words,
                hint: phrase.hint,
                zh: phrase.zh,
                en: phrase.en,
            });
        }
    }
    all
}

/// Words that a template left in a text, and whether they are only worth a hint.
pub(crate) fn template<'a>(node: &TextNode<'a>) -> impl Iterator<Item = (&'a str, bool)> {
    let text = node.hits.any(Set::TEMPLATE).then_some(node.text);
    text.into_iter()
        .flat_map(found)
        .filter_map(|(found, meaning)| {
            let Meaning::Phrase(phrase) = meaning else {
                return None;
            };
            phrase
                .is_in("template")
                .then_some((found.word, phrase.hint))
        })
}

/// The typos in a text, each once.
pub(crate) fn slips(node: &TextNode<'_>) -> Vec<Slip> {
    let mut all: Vec<Slip> = Vec::new();
    if !node.hits.any(Set::SLIP) {
        return all;
    }
    for (_, meaning) in found(node.text) {
        if let Some(slip) = slip(meaning).filter(|slip| !all.contains(slip)) {
            all.push(slip);
        }
    }
    all
}

/// The text with its typos fixed.
pub(crate) fn with_slips_fixed(text: &str) -> String {
    let mut better = String::with_capacity(text.len());
    let mut done = 0;
    for (found, meaning) in found(text) {
        if let Some(slip) = slip(meaning) {
            better.push_str(slice(text, done..found.start));
            better.push_str(slip.right);
            done = found.start + found.word.len();
        }
    }
    better.push_str(slice(text, done..text.len()));
    better
}

fn slip(meaning: Meaning) -> Option<Slip> {
    let Meaning::Typo(typo) = meaning else {
        return None;
    };
    Some(Slip {
        wrong: typo.wrong,
        right: typo.right,
    })
}

/// Whether the words at this position are negated: 仍不符合相关规定 says when something is refused.
fn is_negated(text: &str, at: usize) -> bool {
    slice(text, 0..at).trim_end().ends_with(['不', '未'])
}

/// Whether the words before this position announce the text after them: 具备相应条件：（一）….
fn announces_text(text: &str, end: usize) -> bool {
    let rest = slice(text, end..text.len()).trim_start();
    rest.strip_prefix(['：', ':'])
        .is_some_and(|said| !said.trim().is_empty())
}

/// The end of a part of a text, as an offset in the text.
fn end_of(part: &str, text: &str) -> usize {
    part.as_ptr() as usize - text.as_ptr() as usize + part.len()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::{Paths, Texts};
    use crate::model::{Guide, Material, ServiceItem};
    use crate::reference::searched;
    use crate::words::OwnWords;

    /// Asks about a text as a name of a material or as conditions.
    fn ask<T>(kind: TextKind, text: &str, asked: impl Fn(&TextNode<'_>) -> T) -> T {
        let mut guide = Guide::default();
        match kind {
            TextKind::MaterialName => guide.materials.push(Material {
                name: Some(text.to_owned()),
                ..Material::default()
            }),
            _ => guide.conditions = Some(text.to_owned()),
        }
        let item = ServiceItem {
            guide: Some(guide),
            ..ServiceItem::default()
        };
        let (paths, own) = (Paths::new(), OwnWords::default());
        let texts = Texts::of(&item, own.lexicon(searched), &paths);
        let [node] = texts.all.as_slice() else {
            panic!("{texts:?}");
        };
        assert_eq!(node.kind, kind);
        asked(node)
    }

    fn slips_of(text: &str) -> Vec<Slip> {
        ask(TextKind::Condition, text, slips)
    }

    #[test]
    fn a_longer_word_is_right() {
        assert!(slips_of("户口薄弱的地区，年末经营情况；见附录。。。。。。").is_empty());
        assert_eq!(slips_of("户口薄弱，交户口薄").len(), 1);
        assert_eq!(
            with_slips_fixed("户口薄弱，交户口薄、、"),
            "户口薄弱，交户口簿、"
        );
    }

    #[test]
    fn the_longer_phrase_counts_and_context_excuses() {
        let words = |kind, text: &str| {
            ask(kind, text, |node| {
                let words = vague(node).iter().map(|one| one.words.to_owned()).collect();
                let words: Vec<String> = words;
                words
            })
        };
        assert_eq!(
            words(TextKind::MaterialName, "合同等相关材料"),
            ["等相关材料"]
        );
        assert_eq!(words(TextKind::MaterialName, "身份证"), [""; 0]);
        assert_eq!(words(TextKind::Condition, "符合条件"), ["符合条件"]);
        assert!(words(TextKind::Condition, "符合条件的居民，年满18周岁").is_empty());
        assert!(words(TextKind::Condition, "符合有关规定（《某某条例》第五条）").is_empty());
        assert!(words(TextKind::Condition, "补正后仍不符合相关规定的，不予登记").is_empty());
        assert!(words(TextKind::Condition, "未满足相关条件的").is_empty());
        assert_eq!(
            slips_of("北湖大道大道8号"),
            [Slip {
                wrong: "大道大道",
                right: "大道"
            }]
        );
    }
}

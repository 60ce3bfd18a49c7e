//! The phrases of `phrases.toml`: vague wording by element, and certain slips of the pen.

use std::collections::HashMap;
use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, Anchored, Input, MatchKind, StartKind};
use serde::Deserialize;

use crate::analysis::TextKind;
use crate::prose::{first_chars, is_longer, sentences, slice, text_key};
use crate::words::CharSet;

/// Vague phrases with one piece of advice.
#[derive(Debug, Deserialize)]
struct Phrase {
    words: Vec<String>,
    r#in: Vec<String>,
    #[serde(default)]
    whole: bool,
    #[serde(default)]
    harmless: Vec<String>,
    #[serde(default)]
    hint: bool,
    zh: String,
    en: String,
}

/// A slip of the pen, what was meant, and longer words in which it is right.
#[derive(Debug)]
struct Typo {
    wrong: String,
    right: String,
    unless: Vec<String>,
}

#[derive(Debug, Default, Deserialize)]
struct Table {
    /// Words that are never right twice on end.
    #[serde(default)]
    doubled: Vec<String>,
    #[serde(default)]
    slips: Vec<Vec<String>>,
    #[serde(default)]
    phrase: Vec<Phrase>,
}

impl Table {
    /// The slips of the table, and each doubled word.
    fn typos(&mut self) -> Vec<Typo> {
        let doubled = self.doubled.drain(..).map(|right| Typo {
            wrong: right.repeat(2),
            right,
            unless: Vec::new(),
        });
        let slips = self.slips.drain(..).filter_map(|row| {
            let mut words = row.into_iter();
            Some(Typo {
                wrong: words.next()?,
                right: words.next()?,
                unless: words.collect(),
            })
        });
        slips.chain(doubled).collect()
    }
}

/// What a pattern of the automaton stands for; both are numbers in the table.
#[derive(Debug, Clone, Copy)]
enum Meaning {
    Phrase(usize),
    Typo(usize),
}

struct Lexicon {
    phrases: Vec<Phrase>,
    typos: Vec<Typo>,
    automaton: Option<AhoCorasick>,
    beginnings: Beginnings,
    /// By pattern: the meanings of its words, for the same words may be vague in several elements.
    meanings: Vec<Vec<Meaning>>,
}

static LEXICON: LazyLock<Lexicon> = LazyLock::new(|| {
    // The table is part of the crate; a test reads it, so the default is never taken.
    let mut table: Table = toml::from_str(include_str!("phrases.toml")).unwrap_or_default();
    let typos = table.typos();
    let mut numbers: HashMap<&str, usize> = HashMap::new();
    let mut patterns: Vec<&str> = Vec::new();
    let mut meanings: Vec<Vec<Meaning>> = Vec::new();
    let phrases = (table.phrase.iter().enumerate()).flat_map(|(at, phrase)| {
        let words = phrase.words.iter();
        words.map(move |word| (word, Some(Meaning::Phrase(at))))
    });
    // The longer word counts, so a word that is right hides the slip in it.
    let wrong = (typos.iter().enumerate()).flat_map(|(at, typo)| {
        let slip = std::iter::once((&typo.wrong, Some(Meaning::Typo(at))));
        slip.chain(typo.unless.iter().map(|word| (word, None)))
    });
    for (word, meaning) in phrases.chain(wrong) {
        let number = *numbers.entry(word).or_insert_with(|| {
            patterns.push(word);
            meanings.push(Vec::new());
            patterns.len() - 1
        });
        if let Some(meanings) = meanings.get_mut(number) {
            meanings.extend(meaning);
        }
    }
    let automaton = AhoCorasick::builder()
        .match_kind(MatchKind::LeftmostLongest)
        .start_kind(StartKind::Anchored)
        .build(&patterns)
        .ok();
    let beginnings = Beginnings::of(&patterns);
    Lexicon {
        phrases: table.phrase,
        typos,
        automaton,
        beginnings,
        meanings,
    }
});

/// The first three characters of every pattern (of a short one, both).
///
/// The automaton takes a step for each byte, this a look for each character; the automaton then runs
/// only from where a pattern may begin. Measured: an eighth of the automaton's time by itself.
struct Beginnings {
    /// Patterns of one character.
    single: CharSet,
    first: CharSet,
    second: CharSet,
    /// Bits under a hash of the three.
    three: Vec<u64>,
}

impl Beginnings {
    /// Bits, a power of two: few enough for the cache, many for some hundred patterns.
    const BITS: usize = 1 << 17;

    fn of(patterns: &[&str]) -> Self {
        let mut three = vec![0; Self::BITS / 64];
        for pattern in patterns {
            let bit = Self::bit(pattern);
            if let Some(word) = three.get_mut(bit / 64) {
                *word |= 1 << (bit % 64);
            }
        }
        let nth = |n| CharSet::of(patterns.iter().filter_map(move |text| text.chars().nth(n)));
        let (first, second) = (nth(0), nth(1));
        let short = patterns.iter().filter(|text| !is_longer(text, 1));
        Self {
            single: CharSet::of(short.filter_map(|text| text.chars().next())),
            first,
            second,
            three,
        }
    }

    /// The bit of the first three characters, each of which has 21 bits.
    fn bit(text: &str) -> usize {
        let three = text.chars().take(3);
        let all = three.fold(0, |all: u64, c| all << 21 | u64::from(u32::from(c)));
        // Fibonacci hashing: the upper bits of the product are well mixed.
        let mixed = all.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 40;
        usize::try_from(mixed).unwrap_or_default() % Self::BITS
    }

    /// Whether some pattern may stand at the start of the text.
    fn may_begin(&self, text: &str) -> bool {
        if !(text.chars().nth(1)).is_some_and(|c| self.second.holds(c)) {
            return false;
        }
        let begins = |text: &str| {
            let bit = Self::bit(text);
            (self.three.get(bit / 64)).is_some_and(|word| word >> (bit % 64) & 1 == 1)
        };
        begins(text) || is_longer(text, 2) && begins(first_chars(text, 2))
    }

    /// Where in the text some pattern may begin.
    fn places<'t>(&self, text: &'t str) -> impl Iterator<Item = usize> + use<'_, 't> {
        text.char_indices()
            .filter(|(at, c)| {
                let longer = || self.may_begin(slice(text, *at..text.len()));
                self.first.holds(*c) && (self.single.holds(*c) || longer())
            })
            .map(|(at, _)| at)
    }
}

/// One phrase found in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Vague<'a> {
    /// The words found.
    pub(crate) words: &'a str,
    /// Whether it is only worth a hint.
    pub(crate) hint: bool,
    /// What to write instead, in Chinese.
    pub(crate) zh: &'static str,
    /// And in English.
    pub(crate) en: &'static str,
}

/// One slip of the pen found in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Slip {
    /// What is written.
    pub(crate) wrong: &'static str,
    /// What was meant.
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

/// The patterns in a text, leftmost and longest, with what they mean and where they begin.
fn found(text: &str) -> impl Iterator<Item = (&str, Meaning, usize)> {
    let lexicon = &*LEXICON;
    let mut done = 0;
    let hits = lexicon.beginnings.places(text).filter_map(move |at| {
        if at < done {
            return None;
        }
        let here = Input::new(text).range(at..).anchored(Anchored::Yes);
        let hit = lexicon.automaton.as_ref()?.find(here)?;
        done = hit.end();
        Some(hit)
    });
    hits.flat_map(move |hit| {
        let words = text.get(hit.range()).unwrap_or_default();
        (lexicon.meanings.get(hit.pattern().as_usize()).into_iter())
            .flatten()
            .map(move |meaning| (words, *meaning, hit.start()))
    })
}

/// The vague phrases of a text, each once.
pub(crate) fn vague(kind: TextKind, text: &str) -> Vec<Vague<'_>> {
    let name = element(kind);
    let mut all: Vec<Vague<'_>> = Vec::new();
    if name.is_empty() {
        return all;
    }
    for (words, meaning, start) in found(text) {
        let Meaning::Phrase(at) = meaning else {
            continue;
        };
        let Some(phrase) = LEXICON.phrases.get(at) else {
            continue;
        };
        let is_in = |name: &str| phrase.r#in.iter().any(|element| element == name);
        let here = is_in(name)
            && !denied(text, start)
            && !announces(text, start + words.len())
            && (!phrase.whole || text_key(text) == text_key(words))
            && !phrase
                .harmless
                .iter()
                .any(|word| sentence_at(text, start).contains(word.as_str()));
        if here && all.iter().all(|known| known.words != words) {
            all.push(Vague {
                words,
                hint: phrase.hint,
                zh: &phrase.zh,
                en: &phrase.en,
            });
        }
    }
    all
}

/// Words that a template left in a text, and whether they are only worth a hint.
pub(crate) fn template(text: &str) -> impl Iterator<Item = (&str, bool)> {
    found(text).filter_map(|(words, meaning, _)| {
        let Meaning::Phrase(at) = meaning else {
            return None;
        };
        let phrase = LEXICON.phrases.get(at)?;
        let here = phrase.r#in.iter().any(|element| element == "template");
        here.then_some((words, phrase.hint))
    })
}

/// The slips of the pen in a text, each once.
pub(crate) fn slips(text: &str) -> Vec<Slip> {
    let mut all: Vec<Slip> = Vec::new();
    for (_, meaning, _) in found(text) {
        if let Some(slip) = slip(meaning).filter(|slip| !all.contains(slip)) {
            all.push(slip);
        }
    }
    all
}

/// The text with its slips of the pen mended.
pub(crate) fn mended(text: &str) -> String {
    let mut better = String::with_capacity(text.len());
    let mut done = 0;
    for (words, meaning, start) in found(text) {
        if let Some(slip) = slip(meaning) {
            better.push_str(slice(text, done..start));
            better.push_str(slip.right);
            done = start + words.len();
        }
    }
    better.push_str(slice(text, done..text.len()));
    better
}

fn slip(meaning: Meaning) -> Option<Slip> {
    let Meaning::Typo(at) = meaning else {
        return None;
    };
    let typo = LEXICON.typos.get(at)?;
    Some(Slip {
        wrong: &typo.wrong,
        right: &typo.right,
    })
}

/// Whether the words at this place are denied: 仍不符合相关规定 says when something is refused.
fn denied(text: &str, at: usize) -> bool {
    (slice(text, 0..at).trim_end()).ends_with(['不', '未'])
}

/// Whether the words before this place announce what follows them: 具备相应条件：（一）….
fn announces(text: &str, end: usize) -> bool {
    let rest = slice(text, end..text.len()).trim_start();
    (rest.strip_prefix(['：', ':'])).is_some_and(|said| !said.trim().is_empty())
}

/// The sentence that holds this place.
fn sentence_at(text: &str, at: usize) -> &str {
    let base = text.as_ptr() as usize;
    sentences(text)
        .find(|sentence| {
            let start = sentence.as_ptr() as usize - base;
            (start..start + sentence.len()).contains(&at)
        })
        .unwrap_or(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_read_and_its_elements_are_known() {
        let table: Table = toml::from_str(include_str!("phrases.toml")).unwrap();
        assert!(table.phrase.len() > 8 && LEXICON.typos.len() > 99);
        assert!(table.slips.iter().all(|row| row.len() > 1));
        for phrase in &table.phrase {
            for element in &phrase.r#in {
                assert!(
                    [
                        "name",
                        "template",
                        "material",
                        "note",
                        "condition",
                        "step",
                        "limit",
                        "visit",
                        "fee",
                        "answer"
                    ]
                    .contains(&element.as_str()),
                    "{element}"
                );
            }
            assert!(!phrase.en.contains(crate::prose::is_han));
        }
        assert!(LEXICON.automaton.is_some());
        let words = table.phrase.iter().flat_map(|phrase| &phrase.words);
        for words in words.chain(LEXICON.typos.iter().map(|typo| &typo.wrong)) {
            let text = format!("按{words}办");
            assert!(
                LEXICON.beginnings.places(&text).any(|at| at == 3),
                "{words}"
            );
        }
        assert_eq!(LEXICON.beginnings.places("甲乙丙丁").count(), 0);
        for typo in &LEXICON.typos {
            let longer = |word: &String| word.contains(&typo.wrong) && *word != typo.wrong;
            assert!(typo.wrong != typo.right, "{}", typo.wrong);
            assert!(typo.unless.iter().all(longer), "{}", typo.wrong);
            assert_eq!(mended(&typo.right), typo.right);
        }
    }

    #[test]
    fn a_longer_word_is_right() {
        assert!(slips("户口薄弱的地区，年末经营情况；见附录。。。。。。").is_empty());
        assert_eq!(slips("户口薄弱，交户口薄").len(), 1);
        assert_eq!(mended("户口薄弱，交户口薄、、"), "户口薄弱，交户口簿、");
    }

    #[test]
    fn the_longer_phrase_counts_and_context_excuses() {
        let words =
            |kind, text| -> Vec<&str> { vague(kind, text).iter().map(|one| one.words).collect() };
        assert_eq!(
            words(TextKind::MaterialName, "合同等相关材料"),
            ["等相关材料"]
        );
        assert_eq!(words(TextKind::MaterialName, "身份证"), Vec::<&str>::new());
        assert_eq!(words(TextKind::Condition, "符合条件"), ["符合条件"]);
        assert!(words(TextKind::Condition, "符合条件的居民，年满18周岁").is_empty());
        assert!(words(TextKind::Condition, "符合有关规定（《某某条例》第五条）").is_empty());
        assert!(words(TextKind::Address, "其他材料").is_empty());
        assert!(words(TextKind::Condition, "补正后仍不符合相关规定的，不予登记").is_empty());
        assert!(words(TextKind::Condition, "未满足相关条件的").is_empty());
        assert_eq!(
            slips("北湖大道大道8号"),
            [Slip {
                wrong: "大道大道",
                right: "大道"
            }]
        );
    }
}

use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;

use super::index::Match;
use super::lexicon::{Hits, Set};
use super::list::{ALL, FILES, OPEN, PLACEHOLDER};
use super::load::{self, Entry, sets, sets_in};
use super::own::{OwnWords, WordChange, words};
use super::set::WordSet;
use crate::reference::searched;

/// Maximum number of words that two sets may share before one of them should include a common set.
const MAX_SHARED_WORDS: usize = 5;

/// Pairs of sets that share more words than [`MAX_SHARED_WORDS`], with the reason why neither includes a
/// common set.
const SHARED_FOR_A_REASON: &[(&str, &str, &str)] = &[
    ("address_label_part", "filler_condition", OF_OFFICES),
    ("address_label_part", "filler_item_name", OF_OFFICES),
    ("address_label_part", "hours_label", OF_OFFICES),
    ("filler_condition", "subject_of_many", OF_NAMES),
    ("of_any_paper", "subject_of_many", OF_NAMES),
    ("some_body", "subject_of_many", OF_NAMES),
    (
        "material_heading_ending",
        "of_any_paper",
        "headings end in whom papers are from, names of papers have these words anywhere",
    ),
];

const OF_NAMES: &str =
    "what many names hold is counted in pairs of characters, what fills a text is taken out of it";

const OF_OFFICES: &str = "the label of an address is made of whatever offices do; a word of one of them is none of the others";

/// The sets that a set includes directly or indirectly, starting with itself.
fn closure<'n>(sets: &'n BTreeMap<String, Entry>, name: &'n str) -> Vec<&'n str> {
    fn walk<'n>(
        sets: &'n BTreeMap<String, Entry>,
        name: &'n str,
        above: &mut Vec<&'n str>,
        all: &mut Vec<&'n str>,
    ) {
        assert!(!above.contains(&name), "{name} includes itself");
        if all.contains(&name) {
            return;
        }
        all.push(name);
        above.push(name);
        let entry = sets.get(name).unwrap_or_else(|| panic!("no set {name}"));
        for included in &entry.includes {
            walk(sets, included, above, all);
        }
        above.pop();
    }
    let (mut above, mut all) = (Vec::new(), Vec::new());
    walk(sets, name, &mut above, &mut all);
    all
}

#[test]
fn the_files_and_the_list_name_the_same_sets() {
    let written: Vec<(String, Vec<String>)> = load::files()
        .into_iter()
        .map(|(file, text)| {
            let names: Vec<String> = sets_in(&text).into_keys().collect();
            let order: Vec<&str> = text
                .lines()
                .filter_map(|line| line.strip_prefix('[')?.strip_suffix(']'))
                .collect();
            assert_eq!(order, names, "{file}.toml is not in the order of the names");
            (file, names)
        })
        .collect();
    let listed = FILES.iter().map(|(file, names)| {
        let mut names: Vec<String> = names.iter().map(|name| name.to_lowercase()).collect();
        names.sort();
        ((*file).to_owned(), names)
    });
    assert_eq!(listed.collect::<Vec<_>>(), written);
    assert!(ALL.iter().enumerate().all(|(at, set)| set.id == at));
}

#[test]
fn every_set_says_what_it_is_and_has_words() {
    for (name, entry) in &sets() {
        assert!(
            entry.about.ends_with('.') && entry.about.len() > 10,
            "{name}: {}",
            entry.about
        );
        for word in entry.words.iter().chain(&entry.without) {
            assert!(!word.is_empty() && word.trim() == word, "{name}: {word:?}");
        }
        let open = OPEN.iter().any(|set| set.0.key() == *name);
        assert_eq!(
            entry.zh.is_some(),
            open,
            "{name}: a user reads its Chinese name"
        );
        assert!(
            open || !entry.words.is_empty() || entry.includes.len() > 1,
            "{name} is another set by a second name"
        );
    }
}

#[test]
fn no_word_is_written_twice_in_a_set() {
    let sets = sets();
    for name in sets.keys() {
        let mut seen = BTreeMap::new();
        for part in closure(&sets, name) {
            for word in &sets[part].words {
                if let Some(before) = seen.insert(word, part) {
                    panic!("{name}: {word} stands in {before} and in {part}");
                }
            }
        }
    }
}

#[test]
fn a_set_only_leaves_out_words_that_it_includes() {
    let sets = sets();
    for (name, entry) in &sets {
        let included: BTreeSet<&String> = entry
            .includes
            .iter()
            .flat_map(|part| closure(&sets, part))
            .flat_map(|part| &sets[part].words)
            .collect();
        for word in &entry.without {
            assert!(included.contains(word), "{name}: without {word}");
        }
    }
}

#[test]
fn sets_that_share_words_are_composed() {
    let sets = sets();
    let all: Vec<(&String, BTreeSet<&String>)> = sets
        .iter()
        .map(|(name, entry)| (name, entry.words.iter().collect()))
        .collect();
    let mut excused = Vec::new();
    for (at, (one, words)) in all.iter().enumerate() {
        for (other, others) in all.iter().skip(at + 1) {
            let shared: Vec<_> = words.intersection(others).collect();
            if shared.len() > MAX_SHARED_WORDS {
                let reason = SHARED_FOR_A_REASON
                    .iter()
                    .find(|(a, b, _)| a == one && b == other);
                assert!(
                    reason.is_some_and(|(.., why)| !why.is_empty()),
                    "{one} and {other} share {shared:?}: let both include a set of them"
                );
                excused.push((one.as_str(), other.as_str()));
            }
        }
    }
    assert_eq!(
        excused.len(),
        SHARED_FOR_A_REASON.len(),
        "an excuse that nobody needs"
    );
}

#[test]
fn the_sets_that_a_user_may_change_are_in_the_documentation() {
    let page = include_str!("../_documentation/words.md");
    let rows: Vec<&str> = page
        .lines()
        .filter(|line| line.starts_with("| `"))
        .collect();
    let sets = sets();
    let mut open: Vec<String> = OPEN
        .iter()
        .map(|set| set.0.key())
        .map(|name| format!("| `{name}` | {} |", sets[&name].zh.as_deref().unwrap()))
        .collect();
    open.sort();
    assert_eq!(rows, open);
}

fn set(words: &[&str]) -> WordSet {
    static NONE: WordSet = WordSet::new(0, "NONE", &[]);
    let words: Vec<String> = words.iter().map(|&word| word.to_owned()).collect();
    NONE.changed(&words, &[])
}

#[test]
fn the_longest_word_is_meant() {
    let set = set(&["证", "证明", "身份证明", "表"]);
    assert!(set.is("证明") && !set.is("明") && !set.is("证明书") && !set.is(""));
    assert!(set.starts("证据") && !set.starts("凭证"));
    assert!(set.ends("身份证") && !set.ends("证书"));
    assert_eq!(set.start_of("证明书"), Some("证明"));
    assert_eq!(set.end_of("交身份证明"), Some("身份证明"));
    assert_eq!(set.strip_start("证明书"), Some("书"));
    assert_eq!(set.strip_end("交身份证明"), Some("交"));
    let found: Vec<Match<'_>> = set.find_all("填表，交身份证明").collect();
    assert_eq!(
        found,
        [
            Match {
                word: "表",
                start: 3
            },
            Match {
                word: "身份证明",
                start: 12
            }
        ]
    );
    assert!(!set.occurs_in("材料") && !set.occurs_in(""));
}

#[test]
fn changes_of_a_user_hold_for_one_run() {
    let change = |add: &[&str], remove: &[&str]| WordChange {
        add: add.iter().map(|&word| word.to_owned()).collect(),
        remove: remove.iter().map(|&word| word.to_owned()).collect(),
    };
    let mut own = OwnWords::default();
    assert!(own.of(&PLACEHOLDER).is("待补充") && !own.of(&PLACEHOLDER).is("见附表"));
    own.change("placeholder", &change(&["见附表"], &["待补充"]))
        .unwrap();
    own.change("placeholder", &change(&["略"], &[])).unwrap();
    let words = own.of(&PLACEHOLDER);
    assert!(words.is("见附表") && words.is("略") && words.is("待填写") && !words.is("待补充"));
    assert!(OwnWords::default().of(&PLACEHOLDER).is("待补充"));
    for (name, wrong) in [
        ("form_ending", change(&["表"], &[])),
        ("placeholder", change(&[], &["见附图"])),
        ("placeholder", change(&[" "], &[])),
    ] {
        assert!(own.change(name, &wrong).is_err(), "{name} {wrong:?}");
    }
}

#[test]
fn a_user_adds_words_and_takes_some_away() {
    let set = set(&["证", "表"]).changed(&["批复".to_owned()], &["表".to_owned()]);
    assert!(set.ends("关于某事的批复") && set.ends("许可证") && !set.ends("申请表"));
}

#[test]
fn every_word_is_found_in_a_text() {
    let own = OwnWords::default();
    let lexicon = own.lexicon(searched);
    for (word, set) in words(&OwnWords::default()) {
        for text in [format!("{word}"), format!("按{word}办")] {
            assert!(lexicon.hits(&text).any(set), "{text} {set:?}");
        }
    }
    assert_eq!(lexicon.hits("甲乙丙丁"), Hits::default());
    assert_eq!(lexicon.hits(""), Hits::default());
}

#[test]
fn the_words_of_a_user_are_found_whatever_their_length() {
    let mut own = OwnWords::default();
    let add = ["甲".to_owned(), "乙丙".to_owned()].to_vec();
    let change = WordChange {
        add,
        ..WordChange::default()
    };
    own.change("vague", &change).unwrap();
    for (text, holds) in [("写甲", true), ("乙丙", true), ("乙", false)] {
        assert_eq!(
            own.lexicon(searched).hits(text).any(Set::VAGUE),
            holds,
            "{text}"
        );
        assert!(
            !OwnWords::default()
                .lexicon(searched)
                .hits(text)
                .any(Set::VAGUE)
        );
    }
}

#[test]
fn phrases_are_in_known_elements_and_slips_are_none() {
    const ELEMENTS: [&str; 10] = [
        "name",
        "template",
        "material",
        "note",
        "condition",
        "step",
        "limit",
        "visit",
        "fee",
        "answer",
    ];
    let file = load::phrases();
    assert!(file.phrase.len() > 8 && file.slips.len() > 99);
    for phrase in &file.phrase {
        assert!(!phrase.words.is_empty() && !phrase.r#in.is_empty());
        for element in &phrase.r#in {
            assert!(ELEMENTS.contains(&element.as_str()), "{element}");
        }
        assert!(
            !phrase
                .en
                .contains(|c| ('\u{4E00}'..='\u{9FFF}').contains(&c))
        );
    }
    for row in &file.slips {
        let [wrong, right, unless @ ..] = row.as_slice() else {
            panic!("{row:?}");
        };
        let longer = |word: &String| word.contains(wrong.as_str()) && word != wrong;
        assert!(wrong != right && unless.iter().all(longer), "{wrong}");
    }
}

proptest! {
    #[test]
    fn a_set_answers_as_its_words_do(
        words in proptest::collection::vec("[证明书表a]{1,3}", 0..6),
        text in "[证明书表ab甲]{0,12}",
    ) {
        let set = set(&words.iter().map(String::as_str).collect::<Vec<_>>());
        let any = |says: &dyn Fn(&str) -> bool| words.iter().any(|word| says(word));
        prop_assert_eq!(set.is(&text), any(&|word| text == word));
        prop_assert_eq!(set.starts(&text), any(&|word| text.starts_with(word)));
        prop_assert_eq!(set.ends(&text), any(&|word| text.ends_with(word)));
        prop_assert_eq!(set.occurs_in(&text), any(&|word| text.contains(word)));
        let first = words.iter().filter_map(|word| text.find(word.as_str())).min();
        prop_assert_eq!(set.find(&text).map(|found| found.start), first);
        let rest = set.removed_from(&text);
        prop_assert_eq!(set.leaves(&text, |c| c == '甲'), rest.contains('甲'));
        prop_assert_eq!(set.leaves(&text, |_| true), !rest.is_empty());
        let mut one_by_one = text.clone();
        for word in &set {
            one_by_one = one_by_one.replace(word, "");
        }
        prop_assert_eq!(set.each_removed_from(text.clone()), one_by_one);
        let longest = |fits: &dyn Fn(&str) -> bool| {
            words.iter().filter(|word| fits(word)).map(String::len).max()
        };
        prop_assert_eq!(set.start_of(&text).map(str::len), longest(&|word| text.starts_with(word)));
        prop_assert_eq!(set.end_of(&text).map(str::len), longest(&|word| text.ends_with(word)));
    }

    #[test]
    fn it_answers_as_the_sets_do(text in "[材料相关等其他申请表提交、。应当]{0,30}") {
        let hits = OwnWords::default().lexicon(searched).hits(&text);
        let all = words(&OwnWords::default());
        let there = all.iter().filter(|(word, _)| text.contains(word.as_ref()));
        let there: Vec<Set> = there.map(|(_, set)| *set).collect();
        for (_, set) in &all {
            prop_assert_eq!(hits.any(*set), there.contains(set), "{:?}", set);
        }
    }
}

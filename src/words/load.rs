//! Loads the words of `sets/` and `phrases.toml`, and generates the table from them.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use serde::Deserialize;

use crate::testing::{fresh, quoted, read, rows};

/// A word set, as written in its file.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Entry {
    /// 名称 — shown to users who may change the set.
    pub(super) zh: Option<String>,
    /// A description of the words, for contributors who add one.
    pub(super) about: String,
    /// Names of the sets whose words also belong to this set.
    #[serde(default)]
    pub(super) includes: Vec<String>,
    /// Words of the included sets that do not belong to this set.
    #[serde(default)]
    pub(super) without: Vec<String>,
    /// The words of the set itself.
    #[serde(default)]
    pub(super) words: Vec<String>,
}

/// A row of vague phrases in `phrases.toml`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct PhraseRow {
    pub(super) words: Vec<String>,
    pub(super) r#in: Vec<String>,
    #[serde(default)]
    whole: bool,
    #[serde(default)]
    harmless: Vec<String>,
    #[serde(default)]
    hint: bool,
    zh: String,
    pub(super) en: String,
}

/// The content of `phrases.toml`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct PhraseFile {
    /// Words that are always a slip if they are written twice in a row.
    doubled: Vec<String>,
    /// Groups of characters that are taken for each other.
    alike: Vec<String>,
    /// Words in which a character that is exchanged for one of its group is always a slip.
    exchanged: Vec<String>,
    /// Slips: the wrong word, the intended word, and longer words in which the wrong word is correct.
    pub(super) slips: Vec<Vec<String>>,
    pub(super) phrase: Vec<PhraseRow>,
}

/// The names and texts of the files in `sets/`, sorted by name.
pub(super) fn files() -> Vec<(String, String)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/words/sets");
    let files = fs::read_dir(folder).unwrap();
    let mut files: Vec<(String, String)> = files
        .map(|file| {
            let path = file.unwrap().path();
            let name = path.file_stem().unwrap().to_str().unwrap().to_owned();
            (name, fs::read_to_string(path).unwrap())
        })
        .collect();
    files.sort();
    files
}

/// The sets in a file.
pub(super) fn sets_in(text: &str) -> BTreeMap<String, Entry> {
    toml::from_str(text).unwrap()
}

/// All sets by name.
pub(super) fn sets() -> BTreeMap<String, Entry> {
    files().iter().flat_map(|(_, text)| sets_in(text)).collect()
}

pub(super) fn phrases() -> PhraseFile {
    toml::from_str(&read("src/words/phrases.toml")).unwrap()
}

/// All words of a set: its own and those of the included sets.
fn composed<'s>(sets: &'s BTreeMap<String, Entry>, name: &str) -> Vec<&'s str> {
    let entry = &sets[name];
    let mut words: Vec<&str> = entry.words.iter().map(String::as_str).collect();
    for included in &entry.includes {
        let theirs = composed(sets, included).into_iter();
        words.extend(theirs.filter(|word| !entry.without.iter().any(|gone| gone == word)));
    }
    words
}

/// The slips in which one character of a word stands for another of its group, each with the word that is meant.
fn exchanges(file: &PhraseFile) -> Vec<Vec<String>> {
    let mut slips: BTreeMap<String, &str> = BTreeMap::new();
    for word in &file.exchanged {
        for (at, right) in word.char_indices() {
            let groups = file.alike.iter().filter(|group| group.contains(right));
            for wrong in groups.flat_map(|group| group.chars()) {
                let (before, after) = (&word[..at], &word[at + right.len_utf8()..]);
                slips.insert(format!("{before}{wrong}{after}"), word);
            }
        }
    }
    // What is listed with its exceptions needs no second entry.
    let is_listed = |slip: &String| file.slips.iter().any(|row| row.contains(slip));
    slips.retain(|slip, _| !file.exchanged.contains(slip) && !is_listed(slip));
    let rows = slips.into_iter();
    rows.map(|(wrong, right)| vec![wrong, right.to_owned()])
        .collect()
}

/// Generates the source of `table.rs`.
fn table() -> String {
    let mut out =
        "//! The words of `sets/*.toml`, composed, and of `phrases.toml`; the longest first.\n\
        //!\n\
        //! Generated from them: `UPDATE=1 cargo test --all-features --lib table`.\n\n\
        use super::phrase::{Meaning, Phrase, Typo};\n\n\
        /// Every set by the name of its static.\n\
        pub(super) static SETS: &[(&str, &[&str])] = &[\n"
            .to_owned();
    let sets = sets();
    let longest_first = |word: &&str| std::cmp::Reverse(word.len());
    for name in sets.keys() {
        let mut words = composed(&sets, name);
        words.sort_by_key(longest_first);
        let name = name.to_uppercase();
        writeln!(out, "({name:?}, {}),", quoted(words)).unwrap();
    }
    out.push_str("];\n\n");
    let file = phrases();
    let mut meanings: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for (at, row) in file.phrase.iter().enumerate() {
        let texts = |list: &[String]| quoted(list.iter().map(String::as_str));
        let (elements, harmless) = (texts(&row.r#in), texts(&row.harmless));
        let PhraseRow {
            whole,
            hint,
            zh,
            en,
            ..
        } = row;
        writeln!(
            out,
            "static PHRASE_{at}: Phrase = Phrase {{ elements: {elements}, whole: {whole}, harmless: \
             {harmless}, hint: {hint}, zh: {zh:?}, en: {en:?} }};"
        )
        .unwrap();
        for word in &row.words {
            let known = meanings.entry(word.clone()).or_default();
            known.push(format!("Meaning::Phrase(&PHRASE_{at})"));
        }
    }
    let doubled = file
        .doubled
        .iter()
        .map(|right| vec![right.repeat(2), right.clone()]);
    let exchanged = exchanges(&file);
    for row in file.slips.into_iter().chain(doubled).chain(exchanged) {
        let typo = format!("Typo {{ wrong: {:?}, right: {:?} }}", row[0], row[1]);
        let known = meanings.entry(row[0].clone()).or_default();
        known.push(format!("Meaning::Typo(&{typo})"));
        for right in row.into_iter().skip(2) {
            meanings.entry(right).or_default();
        }
    }
    out.push_str(
        "\n/// Every word of a phrase or slip with its meanings; none for longer words in which a slip is \
         right.\npub(super) static PHRASES: &[(&str, &[Meaning])] = &[\n",
    );
    let mut meanings: Vec<(String, Vec<String>)> = meanings.into_iter().collect();
    meanings.sort_by_key(|(word, _)| std::cmp::Reverse(word.len()));
    let words = meanings.iter();
    out.push_str(&rows(
        words.map(|(word, known)| format!("({word:?}, &[{}])", known.join(", "))),
    ));
    out.push_str("];\n");
    out
}

#[test]
fn the_table_of_words_is_fresh() {
    fresh("src/words/table.rs", &table());
}

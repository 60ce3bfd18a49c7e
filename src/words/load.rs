//! Loads word sets from the files in `sets/`.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::OnceLock;

use serde::Deserialize;

/// One set as its file defines it.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Entry {
    /// 名称 — shown to users who may change the set.
    #[cfg_attr(not(test), expect(dead_code, reason = "the documentation has it"))]
    pub(super) zh: Option<String>,
    /// A description of the words, for whoever adds one.
    #[cfg_attr(not(test), expect(dead_code, reason = "the documentation has it"))]
    pub(super) about: String,
    /// Names of the sets whose words belong to this one, too.
    #[serde(default)]
    pub(super) includes: Vec<String>,
    /// Words of those sets that do not belong to this one.
    #[serde(default)]
    pub(super) without: Vec<String>,
    /// Its own words.
    #[serde(default)]
    pub(super) words: Vec<String>,
}

/// The files of the sets.
#[derive(Debug)]
pub(super) struct Files {
    /// Names and texts.
    pub(super) texts: &'static [(&'static str, &'static str)],
    entries: OnceLock<BTreeMap<String, Entry>>,
}

/// The name of a set in the data files, from the name of its static.
pub(super) fn key(name: &str) -> String {
    name.to_ascii_lowercase()
}

impl Files {
    pub(super) const fn new(texts: &'static [(&'static str, &'static str)]) -> Self {
        Self {
            texts,
            entries: OnceLock::new(),
        }
    }

    /// All sets by name. The files are embedded and a test reads each, so none is left out.
    pub(super) fn entries(&self) -> &BTreeMap<String, Entry> {
        self.entries.get_or_init(|| {
            (self.texts.iter())
                .filter_map(|(_, text)| toml::from_str::<BTreeMap<String, Entry>>(text).ok())
                .flatten()
                .collect()
        })
    }

    /// All words of a set: its own and those of the included sets.
    pub(super) fn composed(&'static self, name: &str) -> Vec<Cow<'static, str>> {
        let mut words = Vec::new();
        self.collect(name, &mut words);
        words.into_iter().map(Cow::Borrowed).collect()
    }

    fn collect(&'static self, name: &str, words: &mut Vec<&'static str>) {
        let Some(entry) = self.entries().get(&key(name)) else {
            return;
        };
        words.extend(entry.words.iter().map(String::as_str));
        for included in &entry.includes {
            let from = words.len();
            self.collect(included, words);
            let theirs = words.split_off(from);
            words.extend(
                (theirs.into_iter()).filter(|word| !entry.without.iter().any(|gone| gone == word)),
            );
        }
    }
}

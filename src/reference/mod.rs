//! Dated facts as data: repealed laws and documents, and outdated names of bodies and certificates.
//!
//! `repealed.toml` and `renamed.toml` hold the built-in facts with dates and sources; a user's
//! `shixiang.toml` can add more.

#[cfg(test)]
mod tests;

use std::collections::HashMap;
use std::sync::LazyLock;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::i18n::Argument;
use crate::words::WordMap;

/// Laws and other documents that were repealed on one day.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[schemars(title = "废止的文件")]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct RepealedNorms {
    /// Their titles, without 《》 and 中华人民共和国.
    #[schemars(title = "名称")]
    pub names: Vec<String>,
    /// The first day on which they are no longer in force, such as `2022-03-01`.
    #[schemars(title = "废止日期")]
    pub on: String,
    /// The title of the document to cite instead.
    #[schemars(title = "替代文件")]
    pub successor: String,
    /// The document that repeals them.
    #[schemars(title = "依据")]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
}

/// Bodies or certificates whose names have changed.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[schemars(title = "更名")]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct Renamed {
    /// The current name.
    #[schemars(title = "现名")]
    pub now: String,
    /// The outdated names.
    #[schemars(title = "原名")]
    pub names: Vec<String>,
}

/// Renamings with the same cause.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct Change {
    zh: String,
    en: String,
    #[cfg_attr(not(test), expect(dead_code, reason = "for whoever keeps the table"))]
    on: Option<String>,
    #[cfg_attr(not(test), expect(dead_code, reason = "for whoever keeps the table"))]
    source: Option<String>,
    renamed: Vec<Renamed>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct RepealedFile {
    repealed: Vec<RepealedNorms>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct RenamedFile {
    still_right: Vec<String>,
    change: Vec<Change>,
}

/// An outdated name found in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct FormerName {
    /// The outdated name.
    pub(crate) name: String,
    /// The current name.
    pub(crate) now: String,
    /// What happened, for the message.
    pub(crate) why: Argument,
}

/// A repealed document, by one of its titles.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Repeal<'r> {
    /// The title without 中华人民共和国.
    pub(crate) title: &'r str,
    /// The first day on which it is no longer in force, such as `2022-03-01`.
    pub(crate) on: &'r str,
    /// What replaces it.
    pub(crate) successor: &'r str,
}

/// The dated facts of one run.
#[derive(Debug, Clone)]
pub(crate) struct Reference {
    repealed: Vec<RepealedNorms>,
    /// Index in `repealed` by title.
    titles: HashMap<String, usize>,
    /// The outdated names, and longer names that contain them but are still correct.
    names: WordMap<Option<FormerName>>,
}

/// The built-in facts; the files are embedded, and a test reads them.
static BUILT_IN: LazyLock<Reference> = LazyLock::new(|| Reference::of(Vec::new(), &[]));

impl Reference {
    /// The built-in facts.
    pub(crate) fn built_in() -> &'static Self {
        &BUILT_IN
    }

    /// The built-in facts with a user's additions, which take precedence.
    pub(crate) fn with(repealed: &[RepealedNorms], renamed: &[Renamed]) -> Self {
        Self::of(repealed.to_vec(), renamed)
    }

    fn of(mut repealed: Vec<RepealedNorms>, renamed: &[Renamed]) -> Self {
        let known: RepealedFile = toml::from_str(include_str!("repealed.toml")).unwrap_or_default();
        let file: RenamedFile = toml::from_str(include_str!("renamed.toml")).unwrap_or_default();
        repealed.extend(known.repealed);
        let mut titles = HashMap::new();
        for (at, norms) in repealed.iter().enumerate() {
            for name in &norms.names {
                titles.entry(bare(name).to_owned()).or_insert(at);
            }
        }
        let own = Argument::Both {
            zh: "是旧名称".to_owned(),
            en: "is a former name".to_owned(),
        };
        let theirs = renamed.iter().map(|row| (row, own.clone()));
        let ours = file.change.iter().flat_map(|change| {
            let why = Argument::Both {
                zh: change.zh.clone(),
                en: change.en.clone(),
            };
            change.renamed.iter().map(move |row| (row, why.clone()))
        });
        let former = theirs.chain(ours).flat_map(|(row, why)| {
            let former = move |name: &String| FormerName {
                name: name.clone(),
                now: row.now.clone(),
                why: why.clone(),
            };
            (row.names.iter()).map(move |name| (name.clone(), Some(former(name))))
        });
        let right = file.still_right.iter().map(|name| (name.clone(), None));
        let names = WordMap::of(former.chain(right));
        Self {
            repealed,
            titles,
            names,
        }
    }

    /// The repeal of a document by its full title, if it is no longer in force `today`; without a
    /// date, any known repeal.
    pub(crate) fn repeal(&self, title: &str, today: Option<&str>) -> Option<Repeal<'_>> {
        let (title, norms) = self.norms(title)?;
        let gone = |norms: &RepealedNorms| today.is_none_or(|today| norms.on.as_str() <= today);
        if !gone(norms) {
            return None;
        }
        let mut successor = norms.successor.as_str();
        // A successor may be repealed, too. The bound ends cycles in a user's rows.
        for _ in 0..self.repealed.len() {
            let next = self.norms(successor).filter(|(_, norms)| gone(norms));
            let Some((_, norms)) = next else { break };
            successor = norms.successor.as_str();
        }
        Some(Repeal {
            title,
            on: &norms.on,
            successor,
        })
    }

    fn norms(&self, title: &str) -> Option<(&str, &RepealedNorms)> {
        let (title, at) = self.titles.get_key_value(bare(title))?;
        Some((title, self.repealed.get(*at)?))
    }

    /// The outdated names in a text, with their byte ranges.
    pub(crate) fn former_names<'s>(
        &'s self,
        text: &'s str,
    ) -> impl Iterator<Item = (&'s FormerName, usize, usize)> {
        self.names.find_all(text).filter_map(|(found, former)| {
            let end = found.start + found.word.len();
            Some((former.as_ref()?, found.start, end))
        })
    }
}

/// The title without title marks and 中华人民共和国.
fn bare(title: &str) -> &str {
    let title = title.trim().trim_matches(['《', '》']);
    title.trim_start_matches("中华人民共和国")
}

/// Formats a day such as `2022-03-01` in Chinese: 2022年3月1日.
pub(crate) fn chinese_day(day: &str) -> String {
    let mut parts = day.split('-').map(|part| part.trim_start_matches('0'));
    match (parts.next(), parts.next(), parts.next()) {
        (Some(year), Some(month), Some(date)) => format!("{year}年{month}月{date}日"),
        _ => day.to_owned(),
    }
}

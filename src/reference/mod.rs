//! Dated facts as data: norms that are no longer in force, and offices and papers under former names.
//!
//! `repealed.toml` and `renamed.toml` hold what the crate knows, with days and sources; a user's
//! `shixiang.toml` adds to it.

#[cfg(test)]
mod tests;

use std::collections::HashMap;
use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, MatchKind};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::i18n::Argument;

/// Laws and other norms that one day took out of force.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[schemars(title = "废止的文件")]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct RepealedNorms {
    /// Their titles, without 《》 and 中华人民共和国.
    #[schemars(title = "名称")]
    pub names: Vec<String>,
    /// The first day on which they are not in force, as `2022-03-01`.
    #[schemars(title = "废止日期")]
    pub on: String,
    /// The title of what is cited in their place.
    #[schemars(title = "替代文件")]
    pub successor: String,
    /// What repeals them.
    #[schemars(title = "依据")]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
}

/// Offices or papers that are called otherwise now.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[schemars(title = "更名")]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct Renamed {
    /// What is written now.
    #[schemars(title = "现名")]
    pub now: String,
    /// What they were called.
    #[schemars(title = "原名")]
    pub names: Vec<String>,
}

/// Renamings with one cause.
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

/// What became of a former name that a text has.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct FormerName {
    /// The name.
    pub(crate) name: String,
    /// What is written now.
    pub(crate) now: String,
    /// What happened, for a message.
    pub(crate) why: Argument,
}

/// A repealed norm, by one of its titles.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Repeal<'r> {
    /// The title without 中华人民共和国.
    pub(crate) title: &'r str,
    /// The first day on which it is not in force, as `2022-03-01`.
    pub(crate) on: &'r str,
    /// What is in force in its place.
    pub(crate) successor: &'r str,
}

/// The dated facts of one run.
#[derive(Debug, Clone)]
pub(crate) struct Reference {
    repealed: Vec<RepealedNorms>,
    /// By title, the number in `repealed`.
    titles: HashMap<String, usize>,
    former: Vec<FormerName>,
    /// The former names, and behind them longer ones that are still right.
    names: Option<AhoCorasick>,
}

/// What the crate knows. Its files are part of the crate, and a test reads them.
static BUILT_IN: LazyLock<Reference> = LazyLock::new(|| Reference::of(Vec::new(), &[]));

impl Reference {
    /// What the crate knows by itself.
    pub(crate) fn built_in() -> &'static Self {
        &BUILT_IN
    }

    /// What the crate knows, and a user's additions, which count first.
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
        let former: Vec<FormerName> = (theirs.chain(ours))
            .flat_map(|(row, why)| {
                row.names.iter().map(move |name| FormerName {
                    name: name.clone(),
                    now: row.now.clone(),
                    why: why.clone(),
                })
            })
            .collect();
        let patterns = former.iter().map(|former| &former.name);
        let names = AhoCorasick::builder()
            .match_kind(MatchKind::LeftmostLongest)
            .build(patterns.chain(&file.still_right))
            .ok();
        Self {
            repealed,
            titles,
            former,
            names,
        }
    }

    /// The repeal of a norm by its whole title, where it is out of force `today`; without a date of
    /// today, wherever a repeal is known.
    pub(crate) fn repeal(&self, title: &str, today: Option<&str>) -> Option<Repeal<'_>> {
        let (title, norms) = self.norms(title)?;
        let gone = |norms: &RepealedNorms| today.is_none_or(|today| norms.on.as_str() <= today);
        if !gone(norms) {
            return None;
        }
        let mut successor = norms.successor.as_str();
        // A successor may be gone in its turn. The bound holds where a user's rows go in a circle.
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

    /// The former names in a text, with the bytes where each begins and ends.
    pub(crate) fn former_names<'s>(
        &'s self,
        text: &'s str,
    ) -> impl Iterator<Item = (&'s FormerName, usize, usize)> {
        (self.names.iter())
            .flat_map(move |names| names.find_iter(text))
            .filter_map(|hit| {
                let former = self.former.get(hit.pattern().as_usize())?;
                Some((former, hit.start(), hit.end()))
            })
    }
}

/// The title without marks and the name of the state.
fn bare(title: &str) -> &str {
    let title = title.trim().trim_matches(['《', '》']);
    title.trim_start_matches("中华人民共和国")
}

/// A day such as `2022-03-01` as Chinese writes it: 2022年3月1日.
pub(crate) fn chinese_day(day: &str) -> String {
    let mut parts = day.split('-').map(|part| part.trim_start_matches('0'));
    match (parts.next(), parts.next(), parts.next()) {
        (Some(year), Some(month), Some(date)) => format!("{year}年{month}月{date}日"),
        _ => day.to_owned(),
    }
}

//! Dated facts as data: repealed laws and documents, and outdated names of bodies and certificates.
//!
//! `repealed.toml` and `renamed.toml` hold the built-in facts with dates and sources, from which
//! `table.rs` is generated; a user's `shixiang.toml` can add more.

#[rustfmt::skip]
mod table;
#[cfg(test)]
mod tests;

use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::LazyLock;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::i18n::Text;
use crate::words::{Set, WordMap};

/// Laws and other documents that were repealed on one day.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[schemars(title = "废止的文件")]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct RepealedNorms {
    /// Their titles, without 《》 and 中华人民共和国.
    #[schemars(title = "名称", length(min = 1), inner(length(min = 1)))]
    pub names: Vec<String>,
    /// The first day on which they are no longer in force, such as `2022-03-01`.
    #[schemars(title = "废止日期", with = "chrono::NaiveDate")]
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
    #[schemars(title = "原名", length(min = 1), inner(length(min = 1)))]
    pub names: Vec<String>,
}

/// An outdated name found in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct FormerName {
    /// The outdated name.
    pub(crate) name: Cow<'static, str>,
    /// The current name.
    pub(crate) now: Cow<'static, str>,
    /// The reason why the name is outdated, for the message.
    pub(crate) why: Text,
}

/// The repeal of a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Repeal<'r> {
    /// The title without 中华人民共和国.
    pub(crate) title: &'r str,
    /// The first day on which it is no longer in force, such as `2022-03-01`.
    pub(crate) on: &'r str,
    /// The title of its replacement.
    pub(crate) successor: &'r str,
}

/// The first day on which a document is no longer in force, and its replacement.
#[derive(Debug, Clone)]
struct Repealed {
    on: Cow<'static, str>,
    successor: Cow<'static, str>,
}

/// The dated facts of one run.
#[derive(Debug, Clone)]
pub(crate) struct Reference {
    /// The day and the successor of each repealed document, by title.
    repealed: HashMap<Cow<'static, str>, Repealed>,
    /// The outdated names, and longer names that contain them but are still correct.
    names: WordMap<Option<FormerName>>,
}

static BUILT_IN: LazyLock<Reference> = LazyLock::new(|| Reference::with(&[], &[]));

impl Reference {
    /// The built-in facts.
    pub(crate) fn built_in() -> &'static Self {
        &BUILT_IN
    }

    /// The built-in facts with a user's additions, which take precedence.
    pub(crate) fn with(repealed: &[RepealedNorms], renamed: &[Renamed]) -> Self {
        let mut titles = HashMap::new();
        for norms in repealed {
            for name in &norms.names {
                let repealed = || Repealed {
                    on: norms.on.clone().into(),
                    successor: norms.successor.clone().into(),
                };
                let title = Cow::Owned(bare_title(name).to_owned());
                titles.entry(title).or_insert_with(repealed);
            }
        }
        for &(title, on, successor) in table::REPEALED {
            let (on, successor) = (on.into(), successor.into());
            let repealed = Repealed { on, successor };
            titles.entry(title.into()).or_insert(repealed);
        }
        let theirs = renamed.iter().flat_map(|row| {
            row.names.iter().map(move |name| FormerName {
                name: name.clone().into(),
                now: row.now.clone().into(),
                why: Text::new("是旧名称", "is a former name"),
            })
        });
        let ours = table::RENAMED.iter().map(|&(name, now, why)| FormerName {
            name: name.into(),
            now: now.into(),
            why: *why,
        });
        let former = theirs.chain(ours);
        let former = former.map(|former| (former.name.clone(), Some(former)));
        let right = table::STILL_RIGHT.iter().map(|name| ((*name).into(), None));
        Self {
            repealed: titles,
            names: WordMap::of(former.chain(right)),
        }
    }

    /// The repeal of a document by its full title, if it is no longer in force `today`; without a
    /// date, any known repeal.
    pub(crate) fn repeal(&self, title: &str, today: Option<&str>) -> Option<Repeal<'_>> {
        let (title, norms) = self.norms(title)?;
        let is_repealed = |norms: &Repealed| today.is_none_or(|today| norms.on.as_ref() <= today);
        if !is_repealed(norms) {
            return None;
        }
        let mut successor = norms.successor.as_ref();
        // A successor may be repealed as well. The bound ends cycles in a user's rows.
        for _ in 0..self.repealed.len() {
            let next = self
                .norms(successor)
                .filter(|(_, norms)| is_repealed(norms));
            let Some((_, norms)) = next else { break };
            successor = norms.successor.as_ref();
        }
        Some(Repeal {
            title,
            on: &norms.on,
            successor,
        })
    }

    fn norms(&self, title: &str) -> Option<(&str, &Repealed)> {
        let (title, norms) = self.repealed.get_key_value(bare_title(title))?;
        Some((title.as_ref(), norms))
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

/// The built-in outdated names, for the lexicon.
pub(crate) fn searched() -> Vec<(Cow<'static, str>, Set)> {
    let names = table::RENAMED.iter();
    names
        .map(|(name, ..)| ((*name).into(), Set::FORMER_NAME))
        .collect()
}

/// The title without title marks and 中华人民共和国.
pub(crate) fn bare_title(title: &str) -> &str {
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

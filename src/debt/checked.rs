//! The scope of a run: a known finding outside the scope does not count as fixed.

use std::collections::{BTreeMap, BTreeSet};

use crate::engine::{Check, Rule};
use crate::facts::{Facts, digest};
use crate::model::ServiceItem;
use crate::vocabulary::Profile;

/// The scope of a run: its rules, items and files, and everything else that decides whether the run could have
/// reported a known finding again.
#[derive(Debug, Clone, Default)]
pub(crate) struct Checked {
    pub(crate) profile: Profile,
    /// The names of the views that the run compared with.
    pub(crate) views: BTreeSet<String>,
    /// The rules that ran.
    rules: Vec<&'static Rule>,
    /// Sorted digests of the keys of the items; not the keys, because a province has a million items.
    items: Vec<u64>,
    files: BTreeSet<String>,
    /// The inputs as the user named them; empty if they are not known or too many.
    pub(super) inputs: BTreeSet<String>,
    /// Whether all items of the inputs were read.
    pub(crate) is_whole: bool,
}

/// Maximum number of inputs that a baseline lists; more are probably the files of one catalogue.
const MAX_INPUTS: usize = 100;

impl Checked {
    pub(crate) fn add_inputs(&mut self, names: impl IntoIterator<Item = String>) {
        let names = names.into_iter().map(|name| {
            let name = name.replace('\\', "/");
            let name = name.trim_end_matches('/');
            name.strip_prefix("./").unwrap_or(name).to_owned()
        });
        self.inputs.extend(names);
        if self.inputs.len() > MAX_INPUTS {
            self.inputs.clear();
        }
    }

    /// Whether these inputs were read completely, so that an absent item has been removed from them.
    pub(super) fn has_all_of(&self, inputs: &BTreeSet<String>) -> bool {
        self.is_whole && !inputs.is_empty() && inputs.is_subset(&self.inputs)
    }

    pub(crate) fn add_rules(&mut self, rules: impl Iterator<Item = &'static Rule>) {
        self.rules.reserve(rules.size_hint().1.unwrap_or_default());
        self.rules.extend(rules);
    }

    pub(crate) fn add_item(&mut self, item: &ServiceItem) {
        self.items.push(digest(&item.key().as_str()));
        self.items.sort_unstable();
    }

    pub(crate) fn add_items(&mut self, facts: &Facts) {
        self.items.reserve_exact(facts.len());
        let keys = facts.iter().map(|item| digest(&item.key().as_ref()));
        self.items.extend(keys);
        self.items.sort_unstable();
        self.items.dedup();
    }

    /// Adds a file by its name as the user gave it.
    pub(crate) fn add_file(&mut self, name: &str) {
        self.files.insert(file_name(name).to_owned());
    }

    /// The names of the files, without their directories.
    pub(crate) fn files(&self) -> impl Iterator<Item = &str> {
        self.files.iter().map(String::as_str)
    }

    pub(crate) fn has_item(&self, key: &str) -> bool {
        self.items.binary_search(&digest(&key)).is_ok()
    }

    pub(super) fn has_file(&self, name: &str) -> bool {
        self.files.contains(name)
    }

    /// Whether a rule with this code, name or theme ran.
    pub(crate) fn ran(&self, name: &str) -> bool {
        self.rules.iter().any(|rule| rule.goes_by(name))
    }

    /// Whether a rule of this kind ran.
    #[cfg_attr(
        not(feature = "html"),
        expect(dead_code, reason = "only the page asks")
    )]
    pub(crate) fn ran_any(&self, is_of_kind: impl Fn(&Rule) -> bool) -> bool {
        self.rules.iter().any(|rule| is_of_kind(rule))
    }

    /// Codes of the rules that ran, each with whether it compares several items.
    pub(super) fn rules(&self) -> BTreeMap<&'static str, bool> {
        let across = |rule: &Rule| matches!(rule.check, Check::Catalogue(_));
        let rules = self.rules.iter().map(|rule| (rule.code, across(rule)));
        rules.collect()
    }
}

/// The last component of a file's path: the rest depends on the directory that the tool is run in.
pub(super) fn file_name(name: &str) -> &str {
    name.rsplit(['/', '\\']).next().unwrap_or(name)
}

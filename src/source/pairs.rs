//! Fields written as pairs of a label and a value: `[{"label": "事项名称", "value": "…"}, …]`.

use std::borrow::Cow;
use std::collections::HashSet;

use super::attributes;
use super::labels::{LABELS, VALUES};
#[cfg(feature = "tables")]
pub(crate) use super::labels::{is_label, is_value};
use super::node::{Entry, Node, NodeKind};
use super::numbering::Numbering;

/// Maximum nesting depth that is searched for pairs.
const DEEPEST: u32 = 8;

impl Node<'_> {
    /// Turns pairs into fields, if at least half of their labels are `known`; returns the number of labels removed.
    pub(crate) fn pairs_to_fields(&mut self, known: &dyn Fn(&str) -> bool) -> usize {
        self.paired(known, DEEPEST)
    }

    fn paired(&mut self, known: &dyn Fn(&str) -> bool, depth: u32) -> usize {
        if let Some((label, value)) = self.pair_keys(known) {
            let NodeKind::List(nodes) = &mut self.kind else {
                return 0;
            };
            let nodes = std::mem::take(nodes);
            let mut labels = 0;
            let fields = nodes.into_iter().flat_map(|node| {
                let all = node.count_scalars();
                let fields = fields(node, &label, &value);
                let kept = fields.iter().map(|field| field.value.count_scalars());
                labels += all - kept.sum::<usize>();
                fields
            });
            self.kind = NodeKind::Table(fields.collect());
            return labels;
        }
        if let Some(long) = attributes::keys(self, known) {
            return attributes::gather(self, &long);
        }
        let inner = depth.saturating_sub(1);
        if let NodeKind::Table(entries) = &mut self.kind {
            let lifted = lift_groups(entries, known);
            if lifted > 0 {
                return lifted;
            }
        }
        match &mut self.kind {
            NodeKind::List(nodes) if depth > 0 => {
                nodes.iter_mut().map(|node| node.paired(known, inner)).sum()
            }
            NodeKind::Table(entries) if depth > 0 => (entries.iter_mut())
                .map(|entry| entry.value.paired(known, inner))
                .sum(),
            _ => 0,
        }
    }

    /// The keys of label and value, if this is a list of pairs.
    fn pair_keys(&self, known: &dyn Fn(&str) -> bool) -> Option<(String, String)> {
        let NodeKind::List(nodes) = &self.kind else {
            return None;
        };
        let first = nodes.first().filter(|_| nodes.len() > 1)?;
        let among = |names: &'static [&str]| {
            let keys = first.entries().iter().map(|entry| entry.key.as_ref());
            keys.filter(move |key| names.contains(&key.to_lowercase().as_str()))
        };
        // If the pairs have two labels, a machine name and one for people, the one with more known texts is used.
        let known = |label: &&str| known_labels(nodes, label, known);
        let all = || first.entries().iter().map(|entry| entry.key.as_ref());
        let label = among(LABELS)
            .filter(|label| known(label).is_some())
            .max_by_key(known)
            // Keys of other names count by their texts, if another key says that it is the value: `varinfo`, `varvalue`.
            .or_else(|| {
                let labels = all().filter(|label| known(label).is_some());
                labels.max_by_key(known)
            })?;
        let ends = |key: &&str| {
            let key = key.to_lowercase();
            VALUES
                .iter()
                .any(|value| value.len() > 3 && key.ends_with(value))
        };
        let value = among(VALUES)
            .find(|value| *value != label)
            .or_else(|| all().filter(ends).find(|value| *value != label))?;
        Some((label.to_owned(), value.to_owned()))
    }
}

/// Replaces a list of groups of pairs by the fields of these pairs; returns the number of labels removed.
fn lift_groups(entries: &mut Vec<Entry<'_>>, known: &dyn Fn(&str) -> bool) -> usize {
    let Some(at) = (entries.iter()).position(|entry| are_groups(&entry.value, known)) else {
        return 0;
    };
    let NodeKind::List(groups) = entries.remove(at).value.kind else {
        return 0;
    };
    let mut labels = 0;
    let mut numbering = Numbering::default();
    for mut group in groups {
        let name = group_name(&group, known);
        let at = pairs_at(&group, known);
        let NodeKind::Table(of_group) = &mut group.kind else {
            continue;
        };
        // A group with the name of an element holds the value of that element.
        if let Some(name) = name {
            let mut said = of_group.remove(1 - name);
            let Some(name) = of_group.pop() else {
                continue;
            };
            labels += 1 + paired_rows(&mut said.value, known);
            said.key = name.value.text().unwrap_or_default().to_owned().into();
            said.key_span = name.value.span;
            entries.push(said);
            continue;
        }
        if let Some(mut fields) = at.map(|at| of_group.remove(at).value) {
            labels += fields.paired(known, 0);
            if let NodeKind::Table(fields) = fields.kind {
                entries.extend(fields);
            }
        }
        // The name of a group is dropped, as its fields are known without it; its other entries are kept.
        let NodeKind::Table(beside) = group.kind else {
            continue;
        };
        for entry in beside {
            if is_own_name(&entry) {
                labels += 1;
            } else {
                numbering.push(entries, entry);
            }
        }
    }
    labels
}

/// Whether an entry of a group is its name or its number.
fn is_own_name(entry: &Entry<'_>) -> bool {
    const NAMES: &[&str] = &[
        "name", "title", "label", "sort", "seq", "order", "名称", "标题", "序号",
    ];
    let key = entry.key.to_lowercase();
    entry.value.is_scalar() && NAMES.iter().any(|name| key.ends_with(name))
}

/// Whether a list consists of groups of pairs. No label occurs in two groups, as it would in two records.
fn are_groups(node: &Node<'_>, known: &dyn Fn(&str) -> bool) -> bool {
    let NodeKind::List(groups) = &node.kind else {
        return false;
    };
    let mut seen = HashSet::new();
    let mut count = 0;
    let is_group = |group: &Node<'_>, seen: &mut HashSet<String>, count: &mut usize| {
        if group_name(group, known).is_some() {
            return true;
        }
        let Some(pairs) = pairs_at(group, known).and_then(|at| group.entries().get(at)) else {
            return false;
        };
        *count += 1;
        let (Some((label, _)), NodeKind::List(pairs)) =
            (pairs.value.pair_keys(known), &pairs.value.kind)
        else {
            return false;
        };
        let mut labels = pairs.iter().filter_map(|pair| pair.get(&label)?.text());
        labels.all(|label| seen.insert(label.to_owned()))
    };
    groups
        .iter()
        .all(|group| is_group(group, &mut seen, &mut count))
        && count > 0
}

/// The index of the entry of a group that holds its pairs.
fn pairs_at(group: &Node<'_>, known: &dyn Fn(&str) -> bool) -> Option<usize> {
    let mut entries = group.entries().iter();
    entries.position(|entry| entry.value.pair_keys(known).is_some())
}

/// The index of a group's name among its two entries, if the name is known: `{"tabName": "受理条件", "html": "…"}`.
fn group_name(group: &Node<'_>, known: &dyn Fn(&str) -> bool) -> Option<usize> {
    const NAMES: &[&str] = &["name", "title", "label", "名称", "标题"];
    let [first, second] = group.entries() else {
        return None;
    };
    let is_name = |entry: &Entry<'_>| {
        let key = entry.key.to_lowercase();
        NAMES.iter().any(|name| key.ends_with(name)) && entry.value.text().is_some_and(known)
    };
    [first, second].into_iter().position(is_name)
}

/// Turns pairs into fields, or lists of pairs into records; returns the number of labels removed.
fn paired_rows(node: &mut Node<'_>, known: &dyn Fn(&str) -> bool) -> usize {
    match &mut node.kind {
        NodeKind::List(rows) if rows.iter().all(|row| matches!(row.kind, NodeKind::List(_))) => {
            rows.iter_mut().map(|row| row.paired(&|_| true, 0)).sum()
        }
        _ => node.paired(known, 0),
    }
}

/// Suffixes of keys that hold the type of a list entry.
const TYPES: &[&str] = &[
    "type", "kind", "category", "scheme", "purpose", "类别", "类型", "种类",
];
/// Maximum length of a type, in bytes.
const LONGEST_TYPE: usize = 40;

impl Node<'_> {
    /// Turns lists of typed entries into fields, if all resulting names are `known`; returns the number of types.
    ///
    /// The entry `{类别: 法定, 数量: 20}` of the list 时限 becomes the field 法定时限.
    pub(crate) fn types_to_fields(&mut self, known: &dyn Fn(&str) -> bool) -> usize {
        let NodeKind::Table(entries) = &mut self.kind else {
            return match &mut self.kind {
                NodeKind::List(nodes) => nodes
                    .iter_mut()
                    .map(|node| node.types_to_fields(known))
                    .sum(),
                _ => 0,
            };
        };
        let mut types = 0;
        let mut at = 0;
        while let Some(entry) = entries.get_mut(at) {
            at += 1;
            let Some(names) = typed_names(entry, known) else {
                types += entry.value.types_to_fields(known);
                continue;
            };
            let NodeKind::List(nodes) = std::mem::replace(&mut entry.value.kind, NodeKind::Null)
            else {
                continue;
            };
            let key_span = entry.key_span;
            types += names.len();
            let fields = nodes
                .into_iter()
                .zip(names)
                .map(|(mut value, (kind, name))| {
                    value.take(&kind);
                    if let NodeKind::Table(inner) = &mut value.kind
                        && let [only] = inner.as_mut_slice()
                        && only.value.is_scalar()
                    {
                        value.span = only.value.span;
                        value.kind = std::mem::replace(&mut only.value.kind, NodeKind::Null);
                    }
                    Entry {
                        key: name.into(),
                        key_span,
                        value,
                    }
                });
            let fields: Vec<Entry<'_>> = fields.collect();
            let count = fields.len();
            entries.splice(at - 1..at, fields);
            at += count - 1;
        }
        types
    }
}

/// The key of the type in each entry of a list, and the name of the field made from the type and the list's name.
fn typed_names(entry: &Entry<'_>, known: &dyn Fn(&str) -> bool) -> Option<Vec<(String, String)>> {
    let NodeKind::List(nodes) = &entry.value.kind else {
        return None;
    };
    let list = entry.key.as_ref();
    let name = |node: &Node<'_>| {
        let is_type = |key: &str| TYPES.iter().any(|kind| key.to_lowercase().ends_with(kind));
        let typed = node.entries().iter().find(|entry| is_type(&entry.key))?;
        let kind = typed.value.text().map(str::trim)?;
        if kind.is_empty() || kind.len() > LONGEST_TYPE || node.entries().len() < 2 {
            return None;
        }
        let names = [
            format!("{kind}{list}"),
            format!("{kind}_{list}"),
            format!("{list}{kind}"),
        ];
        let name = names.into_iter().find(|name| known(name))?;
        Some((typed.key.to_string(), name))
    };
    let names: Vec<(String, String)> = nodes.iter().map(name).collect::<Option<_>>()?;
    let different: HashSet<&str> = names.iter().map(|(_, name)| name.as_str()).collect();
    (!names.is_empty() && different.len() == names.len()).then_some(names)
}

/// The number of known texts under `key`, if the texts of all nodes differ and at least half of them are known.
fn known_labels(nodes: &[Node<'_>], key: &str, known: &dyn Fn(&str) -> bool) -> Option<usize> {
    let mut labels = HashSet::new();
    let all_say = nodes.iter().all(|node| {
        let label = node.get(key).and_then(Node::text);
        label.is_some_and(|label| labels.insert(label)) && node.entries().len() > 1
    });
    let count = labels.iter().filter(|label| known(label)).count();
    (all_say && count > 1 && count * 2 >= labels.len()).then_some(count)
}

/// The field of a pair, and its other entries as fields `label.key`.
fn fields<'a>(node: Node<'a>, label: &str, value: &str) -> Vec<Entry<'a>> {
    let NodeKind::Table(entries) = node.kind else {
        return Vec::new();
    };
    let (labels, others): (Vec<_>, Vec<_>) =
        entries.into_iter().partition(|entry| entry.key == label);
    let Some(Entry { value: named, .. }) = labels.into_iter().next() else {
        return Vec::new();
    };
    let name: Cow<'a, str> = match named.kind {
        NodeKind::String(text) => text,
        _ => return Vec::new(),
    };
    // A pair may have two labels, a machine name and one for people; the second is dropped.
    let is_label = |entry: &Entry<'a>| {
        let is_named = LABELS.contains(&entry.key.to_lowercase().as_str());
        is_named && entry.key != value && entry.value.text().is_some()
    };
    let of = |entry: Entry<'a>| Entry {
        key: if entry.key == value {
            name.clone()
        } else {
            format!("{name}.{}", entry.key).into()
        },
        key_span: named.span,
        value: entry.value,
    };
    let others = others.into_iter().filter(|entry| !is_label(entry));
    others.map(of).collect()
}

#[cfg(test)]
mod tests {
    use crate::source::json;

    fn paired(text: &str) -> (serde_json::Value, usize) {
        let mut root = json::parse(text).0.unwrap();
        let count = root.pairs_to_fields(&|label| ["甲", "乙", "丙"].contains(&label));
        (root.to_json(), count)
    }

    #[test]
    fn types_become_fields() {
        for (text, expected, count) in [
            (
                r#"[{"时限":[{"类别":"法定","数量":20,"单位":"日"},{"类别":"承诺","数量":5}],"x":1}]"#,
                r#"[{"法定时限":{"数量":20,"单位":"日"},"承诺时限":5,"x":1}]"#,
                2,
            ),
            (
                r#"{"时限":[{"类别":"法定","数量":20},{"类别":"别的","数量":5}]}"#,
                r#"{"时限":[{"类别":"法定","数量":20},{"类别":"别的","数量":5}]}"#,
                0,
            ),
        ] {
            let mut root = json::parse(text).0.unwrap();
            let found = root.types_to_fields(&|name| ["法定时限", "承诺时限"].contains(&name));
            assert_eq!(
                (root.to_json(), found),
                (serde_json::from_str(expected).unwrap(), count)
            );
        }
    }

    #[test]
    fn pairs_become_fields() {
        for (text, expected, count) in [
            (
                r#"[{"label":"甲","value":1},{"label":"乙","value":null}]"#,
                r#"{"甲":1,"乙":null}"#,
                2,
            ),
            (
                r#"[{"id":1,"attrs":[{"key":"甲","name":"x","value":1},{"key":"乙","name":"y","value":2}]}]"#,
                r#"[{"id":1,"attrs":{"甲":1,"乙":2}}]"#,
                4,
            ),
            (
                r#"{"a":[{"名称":"甲","内容":"x","sort":1},{"名称":"乙","内容":"y","sort":2}]}"#,
                r#"{"a":{"甲":"x","甲.sort":1,"乙":"y","乙.sort":2}}"#,
                2,
            ),
            (
                r#"{"title":"子","groups":[{"groupName":"一","fields":[{"label":"甲","value":1},{"label":"乙","value":2}]}]}"#,
                r#"{"title":"子","甲":1,"乙":2}"#,
                3,
            ),
            // Tabs: the text of a tab with the name of an element is the element's value.
            (
                r#"{"title":"子","tabs":[{"tabName":"基本","list":[{"title":"甲","content":1},{"title":"乙","content":2}]},{"tabName":"丙","html":"x"}]}"#,
                r#"{"title":"子","甲":1,"乙":2,"丙":"x"}"#,
                4,
            ),
            // Records with pairs are not groups.
            (
                r#"{"rows":[{"id":1,"fields":[{"label":"甲","value":1},{"label":"乙","value":2}]},{"id":2,"fields":[{"label":"甲","value":3},{"label":"乙","value":4}]}]}"#,
                r#"{"rows":[{"id":1,"fields":{"甲":1,"乙":2}},{"id":2,"fields":{"甲":3,"乙":4}}]}"#,
                4,
            ),
            // Neither a list without known labels nor one that repeats a label consists of pairs.
            (
                r#"[{"name":"丙","value":1},{"name":"丁","value":2}]"#,
                r#"[{"name":"丙","value":1},{"name":"丁","value":2}]"#,
                0,
            ),
            (
                r#"[{"name":"甲","value":1},{"name":"甲","value":2}]"#,
                r#"[{"name":"甲","value":1},{"name":"甲","value":2}]"#,
                0,
            ),
        ] {
            assert_eq!(
                paired(text),
                (serde_json::from_str(expected).unwrap(), count)
            );
        }
    }
}

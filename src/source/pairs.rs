//! Fields written as pairs of a label and a value: `[{"label": "事项名称", "value": "…"}, …]`.

use std::borrow::Cow;
use std::collections::HashSet;

use super::node::{Entry, Node, NodeKind};

/// What the label of a pair is called.
const LABELS: &[&str] = &[
    "label",
    "name",
    "key",
    "title",
    "field",
    "fieldname",
    "field_name",
    "text",
    "caption",
    "列名",
    "名称",
    "标签",
    "字段",
    "字段名",
    "字段名称",
    "项目",
    "项目名称",
    "指标",
    "指标名称",
    "属性",
    "属性名",
    "属性名称",
    "要素",
    "要素名称",
    "attr",
    "attr_name",
    "attrname",
    "item_key",
];
/// What its value is called.
const VALUES: &[&str] = &[
    "value",
    "val",
    "content",
    "fieldvalue",
    "field_value",
    "text",
    "data",
    "值",
    "内容",
    "字段值",
    "字段内容",
    "属性值",
    "指标值",
    "要素值",
    "要素内容",
    "填写内容",
    "填报内容",
    "具体内容",
    "attr_value",
    "attrvalue",
    "item_value",
];

/// Whether a column has the labels of pairs, by its name.
#[cfg(feature = "tables")]
pub(crate) fn is_label(name: &str) -> bool {
    LABELS.contains(&name.trim().to_lowercase().as_str())
}

/// Whether a column has the values of pairs, by its name.
#[cfg(feature = "tables")]
pub(crate) fn is_value(name: &str) -> bool {
    VALUES.contains(&name.trim().to_lowercase().as_str())
}

/// So deep pairs are looked for.
const DEEPEST: u32 = 8;

impl Node<'_> {
    /// Makes fields of pairs, if most of their labels are `known`; gives how many labels they had.
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
        // Of two labels, one for programs and one for people, the better known counts.
        let known = |label: &&str| known_labels(nodes, label, known);
        let label = among(LABELS)
            .filter(|label| known(label).is_some())
            .max_by_key(known)?;
        let value = among(VALUES).find(|value| *value != label)?;
        Some((label.to_owned(), value.to_owned()))
    }
}

/// Puts the fields of groups of pairs in place of the list of the groups; returns how many labels they had.
fn lift_groups(entries: &mut Vec<Entry<'_>>, known: &dyn Fn(&str) -> bool) -> usize {
    let pairs = |group: &Node<'_>| {
        let mut entries = group.entries().iter();
        entries.position(|entry| entry.value.pair_keys(known).is_some())
    };
    let is_groups = |entry: &Entry<'_>| match &entry.value.kind {
        NodeKind::List(groups) => {
            !groups.is_empty() && groups.iter().all(|one| pairs(one).is_some())
        }
        _ => false,
    };
    let Some(at) = entries.iter().position(is_groups) else {
        return 0;
    };
    let NodeKind::List(groups) = entries.remove(at).value.kind else {
        return 0;
    };
    let mut labels = 0;
    for mut group in groups {
        let at = pairs(&group);
        let NodeKind::Table(of_group) = &mut group.kind else {
            continue;
        };
        if let Some(mut fields) = at.map(|at| of_group.remove(at).value) {
            labels += fields.paired(known, 0);
            if let NodeKind::Table(fields) = fields.kind {
                entries.extend(fields);
            }
        }
        // What a group is called is said by its fields.
        labels += group.count_scalars();
    }
    labels
}

/// How the key ends under which the entries of a list say of which type they are.
const TYPES: &[&str] = &["type", "kind", "category", "类别", "类型", "种类"];
/// A longer text is no type.
const LONGEST_TYPE: usize = 40;

impl Node<'_> {
    /// Makes fields of lists whose entries say what they are: `[{类别: 法定, 数量: 20}, …]` under 时限 is 法定时限, if
    /// all such names are `known`. Returns how many types they had.
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

/// The key of the type in each entry of a list, and the name that it makes with that of the list.
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

/// How many of the texts under this key are known, if each node has another one and most are.
fn known_labels(nodes: &[Node<'_>], key: &str, known: &dyn Fn(&str) -> bool) -> Option<usize> {
    let mut labels = HashSet::new();
    let all_say = nodes.iter().all(|node| {
        let label = node.get(key).and_then(Node::text);
        label.is_some_and(|label| labels.insert(label)) && node.entries().len() > 1
    });
    let count = labels.iter().filter(|label| known(label)).count();
    (all_say && count > 1 && count * 2 >= labels.len()).then_some(count)
}

/// The field that a pair is, and what else it says under names of its own.
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
    // A pair may have two labels: one for programs, one for people.
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
        let count = root.pairs_to_fields(&|label| ["甲", "乙"].contains(&label));
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
            // A list of other things, and one that says the same twice.
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

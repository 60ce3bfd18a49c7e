//! Flat trees: lists whose entries name their parents, nested so that groups are around their items.

use std::collections::{HashMap, HashSet};

use super::node::{Entry, Node, NodeKind};

/// Names of fields for the parent of an entry, in lower case and without joining characters.
const PARENT_KEYS: &[&str] = &[
    "pid",
    "pcode",
    "pguid",
    "parent",
    "parentid",
    "parentcode",
    "parentguid",
    "parentno",
    "fid",
    "fatherid",
    "superid",
    "supercode",
    "上级id",
    "上级编码",
    "父id",
    "父级id",
    "父级编码",
    "父节点id",
];

/// What the names of fields end in that identify an entry.
const ID_ENDINGS: &[&str] = &["id", "code", "no", "编码", "代码", "编号"];

/// What stands for the parent of an entry that has none.
const NO_PARENT: &[&str] = &["0", "-1", "#", "root"];

/// The field of the entries below one.
const CHILDREN: &str = "children";

/// Maximum number of levels.
const DEEPEST: usize = 10;

impl<'a> Node<'a> {
    /// Nests lists whose entries name their parents; the names, which the nesting replaces, are appended to `shed`.
    pub(crate) fn nest_flat_trees(&mut self, shed: &mut Vec<(String, Node<'a>)>) {
        match &mut self.kind {
            NodeKind::Table(entries) => {
                for entry in entries {
                    entry.value.nest_flat_trees(shed);
                }
            }
            NodeKind::List(nodes) => {
                if let Some(tree) = FlatTree::of(nodes) {
                    *nodes = tree.nest(std::mem::take(nodes), shed);
                }
            }
            _ => {}
        }
    }
}

/// The structure of a flat tree.
struct FlatTree {
    /// The field that names the parent.
    key: String,
    /// For each entry, the index of its parent.
    parents: Vec<Option<usize>>,
    /// For each entry, the number of entries above it.
    depths: Vec<usize>,
}

impl FlatTree {
    /// The tree of a list, if its entries name their parents and these are only groups.
    fn of(nodes: &[Node<'_>]) -> Option<Self> {
        let keys = |node: &Node<'_>| -> Vec<String> {
            let entries = node.entries().iter();
            entries.map(|entry| entry.key.to_string()).collect()
        };
        let keys = keys(nodes.first()?);
        let key = keys
            .iter()
            .find(|key| PARENT_KEYS.contains(&plain(key).as_str()))?;
        let is_id = |name: &&String| {
            let plain = plain(name);
            *name != key && ID_ENDINGS.iter().any(|ending| plain.ends_with(ending))
        };
        let mut trees = keys.iter().filter(is_id);
        trees.find_map(|id| Self::by(nodes, id, key))
    }

    /// The tree of a list by the fields for the entry itself and for its parent.
    fn by(nodes: &[Node<'_>], id: &str, key: &str) -> Option<Self> {
        let mut places: HashMap<String, usize> = HashMap::new();
        for (at, node) in nodes.iter().enumerate() {
            let said = node.get(id).filter(|said| !said.is_blank())?.plain_text()?;
            // An entry that stands there twice is no node of a tree.
            if places.insert(said, at).is_some() {
                return None;
            }
        }
        let parent = |node: &Node<'_>| places.get(&node.get(key)?.plain_text()?).copied();
        let parents: Vec<Option<usize>> = nodes.iter().map(parent).collect();
        let depths: Option<Vec<usize>> = (0..nodes.len()).map(|at| depth(&parents, at)).collect();
        let tree = Self {
            key: key.to_owned(),
            depths: depths?,
            parents,
        };
        tree.has_groups_only(nodes).then_some(tree)
    }

    /// Whether there are parents, and each says much less than an entry below it.
    fn has_groups_only(&self, nodes: &[Node<'_>]) -> bool {
        let said = |node: &Node<'_>| {
            let mut entries = node
                .entries()
                .iter()
                .filter(|entry| !entry.value.is_blank());
            entries.by_ref().count()
        };
        let said: Vec<usize> = nodes.iter().map(said).collect();
        let mut fullest = said.clone();
        let mut order: Vec<usize> = (0..nodes.len()).collect();
        order.sort_by_key(|at| std::cmp::Reverse(self.depths.get(*at)));
        for at in order {
            let (Some(own), Some(Some(parent))) = (fullest.get(at).copied(), self.parents.get(at))
            else {
                continue;
            };
            if let Some(most) = fullest.get_mut(*parent) {
                *most = own.max(*most);
            }
        }
        let groups: HashSet<usize> = self.parents.iter().flatten().copied().collect();
        let is_group = |at: &usize| match (said.get(*at), fullest.get(*at)) {
            (Some(own), Some(most)) => own * 3 <= most * 2,
            _ => false,
        };
        !groups.is_empty() && groups.iter().all(is_group)
    }

    /// The entries without parent, with all others below them, in their order.
    fn nest<'a>(&self, nodes: Vec<Node<'a>>, shed: &mut Vec<(String, Node<'a>)>) -> Vec<Node<'a>> {
        let mut below: HashMap<usize, Vec<Node<'a>>> = HashMap::new();
        let mut roots = Vec::new();
        let mut order: Vec<(usize, Node<'a>)> = nodes.into_iter().enumerate().collect();
        order.sort_by_key(|(at, _)| std::cmp::Reverse(self.depths.get(*at)));
        for (at, mut node) in order {
            if let Some(children) = below.remove(&at)
                && let NodeKind::Table(entries) = &mut node.kind
            {
                entries.push(Entry {
                    key: CHILDREN.into(),
                    key_span: node.span,
                    value: Node {
                        span: node.span,
                        kind: NodeKind::List(children),
                    },
                });
            }
            let parent = self.parents.get(at).copied().flatten();
            let named = node.get(&self.key).and_then(Node::plain_text);
            if parent.is_some() || named.is_some_and(|named| NO_PARENT.contains(&named.trim())) {
                shed.extend(node.take(&self.key).map(|name| (self.key.clone(), name)));
            }
            match parent {
                Some(parent) => below.entry(parent).or_default().push(node),
                None => roots.push(node),
            }
        }
        roots
    }
}

/// The number of entries above one; `None` if they are too many or a circle.
fn depth(parents: &[Option<usize>], at: usize) -> Option<usize> {
    let above = std::iter::successors(parents.get(at).copied().flatten(), |at| {
        parents.get(*at).copied().flatten()
    });
    let depth = above.take(DEEPEST).count();
    (depth < DEEPEST).then_some(depth)
}

/// A key in lower case, without characters that join words.
fn plain(key: &str) -> String {
    key.replace(['_', '-'], "").to_lowercase()
}

#[cfg(test)]
mod tests {
    use crate::source::json;

    fn nested(text: &str) -> String {
        let mut root = json::parse(text).0.unwrap();
        let mut shed = Vec::new();
        root.nest_flat_trees(&mut shed);
        format!("{} {}", root.to_json(), shed.len())
    }

    #[test]
    fn entries_are_nested_below_their_parents() {
        let text = r#"{"data":[{"id":3,"pid":2,"name":"丙","a":1,"b":2,"c":3},{"id":1,"pid":0,"name":"甲"},
            {"id":2,"pid":1,"name":"乙"},{"id":4,"pid":1,"name":"丁","a":1,"b":2}]}"#;
        assert_eq!(
            nested(text),
            r#"{"data":[{"children":[{"children":[{"a":1,"b":2,"c":3,"id":3,"name":"丙"}],"id":2,"name":"乙"},{"a":1,"b":2,"id":4,"name":"丁"}],"id":1,"name":"甲"}]} 4"#
        );
    }

    #[test]
    fn lists_of_anything_else_stay_as_they_are() {
        for text in [
            // Items with parts that say as much.
            r#"[{"id":1,"pid":0,"name":"甲"},{"id":2,"pid":1,"name":"乙"}]"#,
            // Circles, and entries that stand there twice.
            r#"[{"id":1,"pid":2},{"id":2,"pid":1,"a":1,"b":2,"c":3}]"#,
            r#"[{"id":1,"pid":0},{"id":1,"pid":1,"a":1,"b":2,"c":3}]"#,
            r#"[{"id":1,"pid":7},{"id":2,"pid":8,"a":1,"b":2,"c":3}]"#,
            r#"[1,{"pid":1}]"#,
        ] {
            let plain = json::parse(text).0.unwrap().to_json();
            assert_eq!(nested(text), format!("{plain} 0"));
        }
    }
}

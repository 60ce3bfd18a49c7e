//! Fingerprints: identifiers of findings that survive edits elsewhere.

use super::raised::Raised;
use crate::model::ServiceItem;
use crate::model::elements::{ITEM, Node};
use crate::path::{Path, PathStep};

/// Joins the rule, the item's key, the path with [keys](keyed) instead of positions, and the quoted words.
pub(crate) fn fingerprint(raised: &Raised, key: &str, keyed: &str) -> String {
    let quote = raised.diagnostic.quote.as_deref();
    let parts = [raised.rule.code, ":", key, ":", keyed];
    // `concat` allocates no spare capacity, which matters for millions of findings.
    match quote {
        Some(quote) => [parts.concat().as_str(), ":\"", quote, "\""].concat(),
        None => parts.concat(),
    }
}

/// Formats a path with keys instead of positions.
pub(crate) fn keyed(path: &Path, item: &ServiceItem) -> String {
    let mut out = String::new();
    let mut node: Option<&dyn Node> = Some(item);
    let mut group = Some(ITEM);
    for step in path.steps() {
        match step {
            PathStep::Key(key) => {
                if !out.is_empty() {
                    out.push('.');
                }
                out.push_str(key);
                node = node.and_then(|node| node.child(key));
                group = group.and_then(|group| group.field(key)?.group);
            }
            PathStep::Index(index) => {
                node = node.and_then(|node| node.nth(*index));
                let keys = group.map_or(&[][..], |group| group.keys);
                match node.and_then(|node| identifying_key(node, keys)) {
                    Some((key, word)) => ["[", key, "=", word, "]"]
                        .into_iter()
                        .for_each(|part| out.push_str(part)),
                    None => out.push_str(&format!("[{index}]")),
                }
            }
        }
    }
    out
}

/// The name of the innermost list entry on this path, such as the name of a material.
pub(crate) fn entry<'i>(path: &Path, item: &'i ServiceItem) -> Option<&'i str> {
    let mut node: &dyn Node = item;
    let mut group = ITEM;
    let mut innermost = None;
    for step in path.steps() {
        match step {
            PathStep::Key(key) => {
                let Some(inner) = node.child(key) else { break };
                node = inner;
                match group.field(key).and_then(|field| field.group) {
                    Some(inner) => group = inner,
                    None => break,
                }
            }
            PathStep::Index(index) => {
                let Some(inner) = node.nth(*index) else { break };
                node = inner;
                innermost = identifying_key(node, group.keys).map(|(_, word)| word);
            }
        }
    }
    innermost
}

/// The most specific key of a node, with its value.
fn identifying_key<'n>(
    node: &'n dyn Node,
    keys: &[&'static str],
) -> Option<(&'static str, &'n str)> {
    keys.iter()
        .find_map(|key| Some((*key, node.child(key)?.words()?)))
}

//! A single literal in a TOML or JSON text.

use super::node::{Node, NodeKind};
use super::toml;

/// The text of a scalar literal: the content of a string, anything else verbatim.
///
/// Literals valid in both formats mean the same, so the format need not be known.
pub(crate) fn text(written: &str) -> Option<String> {
    if let Ok(text) = serde_json::from_str::<String>(written) {
        return Some(text);
    }
    let document = format!("x = {written}");
    let (root, notices) = toml::parse(&document);
    let node = root.get("x").filter(|_| notices.is_empty())?;
    match &node.kind {
        NodeKind::String(text) => Some(text.to_string()),
        _ => Some(written.to_owned()).filter(|_| Node::is_scalar(node)),
    }
}

#[cfg(test)]
mod tests {
    use super::text;

    #[test]
    fn strings_lose_their_quotes_and_nothing_else_does() {
        for (written, read) in [
            ("\"5个\\t工作日\"", Some("5个\t工作日")),
            ("'a\\b'", Some("a\\b")),
            ("\"\"\"\n甲\n\"\"\"", Some("甲\n")),
            ("\"\\/\"", Some("/")),
            ("12345", Some("12345")),
            ("2027-06-30", Some("2027-06-30")),
            ("true", Some("true")),
            ("[1]", None),
            ("未加引号", None),
        ] {
            assert_eq!(text(written).as_deref(), read, "{written}");
        }
    }
}

//! Formats keys and values in the style of those that they replace in a file.

use serde_json::Value;

use super::node::Span;
use super::{Format, toml as tree};

/// Formats a key to replace `old`; `None` if `old` is not just a key.
pub(crate) fn key_spelling(key: &str, format: Format, old: &str) -> Option<String> {
    if format != Format::Toml {
        return serde_json::from_str::<String>(old)
            .ok()
            .and_then(|_| serde_json::to_string(key).ok());
    }
    let document = format!("{old} = 0");
    let (root, notices) = tree::parse(&document);
    let is_key = notices.is_empty() && root.entries().len() == 1;
    (is_key && root.entries().iter().all(|entry| entry.value.is_scalar())).then(|| key.to_owned())
}

/// Whether `written` is a complete value of the format, so that it can be replaced.
pub(crate) fn is_value(written: &str, format: Format) -> bool {
    if format != Format::Toml {
        return serde_json::from_str::<serde::de::IgnoredAny>(written).is_ok();
    }
    let document = format!("x = {written}");
    let (root, notices) = tree::parse(&document);
    let whole = Span::bytes(4, document.len());
    notices.is_empty() && root.get("x").is_some_and(|value| value.span == whole)
}

/// Formats a value to replace `old`.
pub(crate) fn spelling(value: &Value, format: Format, old: &str) -> Option<String> {
    if format != Format::Toml {
        return serde_json::to_string(value).ok();
    }
    if let Value::String(text) = value
        && let Some(written) = in_quotes_of(text, old)
    {
        return Some(written);
    }
    Some(toml::Value::try_from(value).ok()?.to_string())
}

/// A text in the quotes of `old`, if it needs no escapes in them.
fn in_quotes_of(text: &str, old: &str) -> Option<String> {
    let is_plain = |c: char| !c.is_control() || c == '\t';
    let is_lines = |text: &str| {
        let lines = text.replace("\r\n", "\n");
        lines.chars().all(|c| is_plain(c) || c == '\n')
    };
    if let Some(inside) = old.strip_prefix("\"\"\"") {
        let fits = is_lines(text) && !text.contains(['\\', '"']);
        return fits.then(|| format!("\"\"\"{}{text}\"\"\"", first_break(inside)));
    }
    if let Some(inside) = old.strip_prefix("'''") {
        let fits = is_lines(text) && !text.contains('\'');
        return fits.then(|| format!("'''{}{text}'''", first_break(inside)));
    }
    if old.starts_with('\'') {
        let fits = text.chars().all(is_plain) && !text.contains('\'');
        return fits.then(|| format!("'{text}'"));
    }
    let fits = text.chars().all(is_plain) && !text.contains(['\\', '"']);
    fits.then(|| format!("\"{text}\""))
}

/// The line break after the opening quotes, which is not part of the text.
fn first_break(inside: &str) -> &'static str {
    if inside.starts_with("\r\n") {
        "\r\n"
    } else if inside.starts_with('\n') {
        "\n"
    } else {
        ""
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn texts_keep_their_quotes() {
        let toml = |value: Value, old: &str| spelling(&value, Format::Toml, old).unwrap();
        assert_eq!(toml(json!("自然人"), "\"公民\""), "\"自然人\"");
        assert_eq!(toml(json!("自然人"), "'公民'"), "'自然人'");
        assert_eq!(
            toml(json!("甲\n乙"), "\"\"\"\n甲\u{1b}\n乙\"\"\""),
            "\"\"\"\n甲\n乙\"\"\""
        );
        // A text that would end the quotes gets different ones.
        assert_eq!(toml(json!("a'b"), "'a'"), "\"a'b\"");
        assert_eq!(toml(json!("12"), "12"), "\"12\"");
    }

    #[test]
    fn only_whole_values_and_keys_are_replaced() {
        for whole in [
            "\"甲\"",
            "'甲'",
            "1",
            "[1, 2]",
            "2026-01-01",
            "\"\"\"\n甲\"\"\"",
        ] {
            assert!(is_value(whole, Format::Toml), "{whole}");
        }
        for part in ["", "甲", "\"甲", "1 # 注", " 1", "1, 2", "1\ny = 2"] {
            assert!(!is_value(part, Format::Toml), "{part}");
        }
        assert!(is_value("{\"a\": 1}", Format::Json) && !is_value("1, 2", Format::Json));
        let key = |old: &str, format| key_spelling("name", format, old);
        assert_eq!(key("nmae", Format::Toml).as_deref(), Some("name"));
        assert_eq!(key("\"nmae\"", Format::Json).as_deref(), Some("\"name\""));
        assert_eq!(key("a.nmae", Format::Toml), None);
        assert_eq!(key("a = 1\nb", Format::Toml), None);
        assert_eq!(key("nmae", Format::Json), None);
    }

    #[test]
    fn composite_values_stay_on_one_line() {
        let limit = json!({ "amount": 5, "unit": "工作日" });
        let written = spelling(&limit, Format::Toml, "\"5个工作日\"").unwrap();
        assert_eq!(written, "{ amount = 5, unit = \"工作日\" }");
        let list = spelling(&json!(["甲", "乙"]), Format::Toml, "\"甲、乙\"").unwrap();
        assert_eq!(list, "[\"甲\", \"乙\"]");
        let json = spelling(&limit, Format::Json, "\"5个工作日\"").unwrap();
        assert_eq!(json, "{\"amount\":5,\"unit\":\"工作日\"}");
    }
}

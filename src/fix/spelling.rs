//! Values as they are written in a file, in the way of what they replace.

use serde_json::Value;

use crate::source::Format;

/// A value in this format, for the place where `old` is written now.
pub(super) fn spelling(value: &Value, format: Format, old: &str) -> Option<String> {
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

/// A text in the quotes that the old one has, if they can hold it.
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

/// The line break after the opening quotes, which is no part of the text.
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
        // What would end in it is written in other quotes.
        assert_eq!(toml(json!("a'b"), "'a'"), "\"a'b\"");
        assert_eq!(toml(json!("12"), "12"), "\"12\"");
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

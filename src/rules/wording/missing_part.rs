//! References to attachments and list entries that are not there.

use crate::prose::{Occurrence, is_numeral, occurrences, slice};
use crate::words;

/// A reference to an attachment that is not attached: 见附件1, （附表）.
pub(super) fn missing_attachment(text: &str) -> Option<&str> {
    if !text.contains('附') {
        return None;
    }
    words::ATTACHMENT.iter().find_map(|word| {
        occurrences(text, word).find_map(
            |Occurrence {
                 start,
                 before,
                 after,
             }| {
                let lead_in = words::SENT_TO.end_of(before)?;
                let bracket = lead_in.starts_with(['（', '(']);
                let start = if bracket {
                    start
                } else {
                    start - lead_in.len()
                };
                let rest =
                    after.trim_start_matches(|c: char| is_numeral(c) || matches!(c, '、' | '-'));
                // The reference must be complete: （附件齐全） refers to nothing.
                let closed =
                    rest.is_empty() || rest.starts_with(['）', ')', '，', '。', '；', '\n']);
                // A URL, or the document to which it is attached, resolves the reference.
                let is_resolved = text.contains("http")
                    || before.trim_end_matches(lead_in).ends_with(['号', '〉'])
                    || before.contains("》第");
                let end = text.len() - rest.len();
                (closed && !is_resolved).then(|| slice(text, start..end))
            },
        )
    })
}

/// A reference to a list entry that the text does not have: 下列第1项.
pub(super) fn missing_list_item(text: &str) -> Option<&str> {
    let Occurrence { start, after, .. } = occurrences(text, "下列第").next()?;
    let number: String = after.chars().take_while(char::is_ascii_digit).collect();
    let rest = after.strip_prefix(number.as_str())?;
    let listed = ["、", ".", "．", "）", ")", ",", "，"]
        .iter()
        .any(|mark| rest.contains(&format!("{number}{mark}")));
    let end = text.len() - rest.len() + "项".len();
    (!number.is_empty() && rest.starts_with('项') && !listed).then(|| slice(text, start..end))
}

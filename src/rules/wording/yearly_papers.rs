//! Texts that leave everything to the notice of the year.

use crate::words;

/// Whether the text only says that the notice of the year applies: 以本年度通知文件为准.
pub(super) fn leans_on_one(text: &str) -> bool {
    words::LEANS_ON.starts(text)
        && words::LEANS_ENDING.ends(text)
        && words::YEARLY_PAPER.occurs_in(text)
        && !text.contains('《')
}

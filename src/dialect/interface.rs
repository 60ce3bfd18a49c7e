//! Words of a page's interface that were copied with the data: …展开, 更多地点.

use crate::words;

use std::borrow::Cow;

/// The text without interface words, and the words that were taken out.
pub(super) fn strip<'t>(text: &'t str, own: &[String]) -> (Cow<'t, str>, Vec<String>) {
    let any =
        words::BUTTON_WORD.occurs_in(text) || own.iter().any(|word| text.contains(word.as_str()));
    if !any {
        return (Cow::Borrowed(text), Vec::new());
    }
    let mut taken: Vec<String> = Vec::new();
    let mut lines: Vec<&str> = Vec::new();
    for line in text.split('\n') {
        let mut rest = line.trim_end();
        let mut stripped = false;
        loop {
            let bare = rest.trim();
            let tail = (words::BUTTON_TAIL.iter())
                .chain(own.iter().map(String::as_str))
                .filter(|word| rest.ends_with(word))
                .max_by_key(|word| word.len())
                .or_else(|| {
                    let alone = words::BUTTON_ALONE.iter().find(|word| *word == bare);
                    // Dots alone are only a button's when a button was there.
                    alone.filter(|word| *word != "..." || stripped)
                });
            let Some(tail) = tail.filter(|tail| !tail.is_empty()) else {
                break;
            };
            stripped = true;
            if !taken.iter().any(|known| known == tail) {
                taken.push(tail.to_owned());
            }
            rest = rest.strip_suffix(tail).unwrap_or_default().trim_end();
        }
        if !(stripped && rest.trim().is_empty()) {
            lines.push(if stripped { rest } else { line });
        }
    }
    if taken.is_empty() {
        return (Cow::Borrowed(text), taken);
    }
    (Cow::Owned(lines.join("\n").trim().to_owned()), taken)
}

#[cfg(test)]
mod tests {
    use super::strip;

    #[test]
    fn takes_buttons_from_ends_of_lines_and_lines_of_their_own() {
        let (text, words) = strip("人民大道88号\n...展开\n更多地点", &[]);
        assert_eq!(text, "人民大道88号");
        assert_eq!(words, ["...展开", "更多地点"]);
        let (text, _) = strip("办理结果：证照...展开\n审查标准：...展开", &[]);
        assert_eq!(text, "办理结果：证照\n审查标准：");
    }

    #[test]
    fn leaves_words_that_belong_to_a_sentence() {
        for text in ["活动即将展开", "更多地点见附件", "等等..."] {
            assert_eq!(strip(text, &[]).0, text);
        }
    }

    #[test]
    fn takes_words_of_the_dialect() {
        let (text, words) = strip("甲号楼 【打印】", &["【打印】".to_owned()]);
        assert_eq!((text.as_ref(), words.len()), ("甲号楼", 1));
    }
}

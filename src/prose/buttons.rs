//! Button labels of web pages that were copied with the data: …展开, 更多地点.

use std::borrow::Cow;

use super::fold::stripped;
use crate::words;

/// The last characters of button labels, to reject other texts quickly.
const LAST_CHARS: &[char] = &[
    '开', '起', ']', '】', '部', '多', '>', '点', '看', '载', '图', '.',
];

/// The text without trailing button labels; empty if it consists of them.
pub(crate) fn without_buttons(text: &str) -> &str {
    let mut rest = stripped(text);
    while rest.ends_with(LAST_CHARS) {
        let (before, line) = rest.rsplit_once('\n').unwrap_or(("", rest));
        rest = match button_at_end(line, &[]) {
            Some(button) => rest.strip_suffix(button).unwrap_or_default().trim_end(),
            // A button without a label leaves only dots.
            None if line.trim() == "..." => before.trim_end(),
            None => break,
        };
    }
    rest
}

/// The longest button label at the end of a line, or making up the line; dots alone are not a label.
fn button_at_end<'w>(line: &str, own: &'w [String]) -> Option<&'w str> {
    let line = line.trim();
    let own = own.iter().map(String::as_str);
    words::BUTTON_TAIL
        .iter()
        .chain(own)
        .filter(|word| !word.is_empty() && line.ends_with(word))
        .max_by_key(|word| word.len())
        .or_else(|| {
            words::BUTTON_ALONE
                .iter()
                .find(|word| *word == line && *word != "...")
        })
}

/// A text without its buttons.
#[derive(Debug)]
pub(crate) struct Stripped<'t> {
    /// The text without its buttons.
    pub(crate) text: Cow<'t, str>,
    /// The removed button labels, each once.
    pub(crate) buttons: Vec<String>,
}

/// Removes buttons at the ends of lines; `own` are the button labels of one source's pages.
pub(crate) fn strip_buttons<'t>(text: &'t str, own: &[String]) -> Stripped<'t> {
    let unchanged = |text| Stripped {
        text: Cow::Borrowed(text),
        buttons: Vec::new(),
    };
    let any =
        words::BUTTON_WORD.occurs_in(text) || own.iter().any(|word| text.contains(word.as_str()));
    if !any {
        return unchanged(text);
    }
    let mut buttons: Vec<String> = Vec::new();
    let mut lines: Vec<&str> = Vec::new();
    for line in text.split('\n') {
        let mut rest = line.trim_end();
        let mut stripped = false;
        loop {
            // Dots alone belong to a button only if there was one.
            let dots = || (stripped && rest.trim() == "...").then_some("...");
            let Some(button) = button_at_end(rest, own).or_else(dots) else {
                break;
            };
            stripped = true;
            if !buttons.iter().any(|known| known == button) {
                buttons.push(button.to_owned());
            }
            rest = rest.strip_suffix(button).unwrap_or_default().trim_end();
        }
        if !(stripped && rest.is_empty()) {
            lines.push(if stripped { rest } else { line });
        }
    }
    if buttons.is_empty() {
        return unchanged(text);
    }
    Stripped {
        text: Cow::Owned(lines.join("\n").trim().to_owned()),
        buttons,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn buttons_are_taken_from_the_end() {
        assert_eq!(without_buttons("0770-2881234...展开"), "0770-2881234");
        assert_eq!(without_buttons("一楼\n...展开\n更多地点"), "一楼");
        assert_eq!(without_buttons("...展开"), "");
        assert_eq!(without_buttons("更多"), "");
        for word in words::BUTTON_TAIL.iter().chain(&words::BUTTON_ALONE) {
            assert_eq!(without_buttons(&format!("甲\n{word}")), "甲", "{word}");
        }
    }

    #[test]
    fn buttons_are_taken_from_ends_of_lines_and_lines_of_their_own() {
        let stripped = strip_buttons("人民大道88号\n...展开\n更多地点", &[]);
        assert_eq!(stripped.text, "人民大道88号");
        assert_eq!(stripped.buttons, ["...展开", "更多地点"]);
        let stripped = strip_buttons("办理结果：证照...展开\n审查标准：...展开", &[]);
        assert_eq!(stripped.text, "办理结果：证照\n审查标准：");
    }

    #[test]
    fn words_that_belong_to_a_sentence_stay() {
        for text in ["活动即将展开", "更多地点见附件", "等等..."] {
            assert_eq!(strip_buttons(text, &[]).text, text);
            assert_eq!(without_buttons(text), text);
        }
    }

    #[test]
    fn words_of_the_dialect_are_buttons() {
        let stripped = strip_buttons("甲号楼 【打印】", &["【打印】".to_owned()]);
        assert_eq!(stripped.text, "甲号楼");
        assert_eq!(stripped.buttons, ["【打印】"]);
    }
}

//! The result of `fix` as lines of text: changes made and changes left.

use super::shared::{one_line, place};
use crate::fix::{Addition, FileFixes, FixChange, Fixes, Refusal, Refused};
use crate::i18n::{Language, Text, counted, say};
use crate::prose::{first_chars, is_longer, last_chars, slice};

/// Maximum length of a text that is shown in full, in characters.
const MAX_WHOLE_CHARS: usize = 40;
/// Number of characters shown on each side of a change.
const CONTEXT_CHARS: usize = 8;
/// Maximum number of characters shown of a change.
const MAX_CHANGE_CHARS: usize = 60;

/// Displays fixes as lines of text: those that were made, or with `is_trial` would be made, those that are in doubt,
/// and those of files that are not changed.
pub fn fixes_text(fixes: &Fixes, is_trial: bool, language: Language) -> String {
    let mut lines = Vec::new();
    for file in fixes.files.iter().filter(|file| file.is_changed()) {
        let heading = if is_trial {
            Text::new("要改", "would fix")
        } else {
            Text::new("已改", "fixed")
        };
        lines.push(heading_of(heading, &file.name, language));
        for addition in &file.additions {
            lines.push(format!("  {}", display_addition(*addition, language)));
        }
        lines.extend(display_all(&file.made, language));
    }
    for file in &fixes.files {
        for (heading, changes) in [(UNMADE, &file.unmade), (DOUBTFUL, &file.doubtful)] {
            if !changes.is_empty() {
                lines.push(heading_of(heading, &file.name, language));
                lines.extend(display_all(changes, language));
            }
        }
    }
    for Refused {
        name,
        reason,
        changes,
    } in &fixes.refused
    {
        lines.push(heading_of(reason_of(*reason), name, language));
        lines.extend(display_all(changes, language));
    }
    lines.push(fixes_summary(fixes, is_trial, language));
    lines.push(String::new());
    lines.join("\n")
}

const UNMADE: Text = Text::new(
    "写法有错，没有改，请先改好写法",
    "syntax error, not changed; fix that first",
);

const DOUBTFUL: Text = Text::new("拿不准，没有改，请人核对", "in doubt, not changed");

/// The reason why a file is not changed.
const fn reason_of(refusal: Refusal) -> Text {
    match refusal {
        Refusal::Table => Text::new(
            "这是表格，不改；请在原表或原系统里改",
            "a table, not changed; fix it at its origin",
        ),
        Refusal::OtherSystem => Text::new(
            "这是别的系统的格式，不改；请在原系统里改",
            "in another system's format, not changed; fix it there",
        ),
        Refusal::Nameless => Text::new(
            "标准输入没有文件可写，不改",
            "standard input, not changed: there is no file",
        ),
        Refusal::Encoding => Text::new(
            "编码不是 UTF-8，不改；请另存为 UTF-8 再运行一次",
            "not in UTF-8, not changed; save it as UTF-8 first",
        ),
        Refusal::Unlike => Text::new(
            "有没能照原样读入的内容，不改",
            "not changed: the file differs from the text that was read",
        ),
    }
}

fn display_all(changes: &[FixChange], language: Language) -> impl Iterator<Item = String> {
    changes
        .iter()
        .map(move |change| display_change(change, language))
}

fn heading_of(heading: Text, name: &str, language: Language) -> String {
    let (heading, name) = (heading.get(language), one_line(name));
    say!(language, "{name}（{heading}）", "{name} ({heading})")
}

fn display_addition(addition: Addition, language: Language) -> String {
    let text = match addition {
        Addition::SchemaLine => Text::new(
            "1:1  第一行写上 #:schema，编辑器照它提示",
            "1:1  the first line names the schema, for editors",
        ),
        Addition::ControlCharacters(count) => {
            return say!(
                language,
                "去掉看不见的控制字符{count}个",
                "{count} invisible control characters removed"
            );
        }
    };
    text.get(language).to_owned()
}

/// Displays a change: `  5:12  DOC003  "5个工作日" → { amount = 5, unit = "工作日" }`.
fn display_change(change: &FixChange, language: Language) -> String {
    let at = change.finding.location.as_ref();
    let at = at.map_or_else(String::new, |at| place(at, language));
    let (before, after) = changed_parts(&change.before, &change.after);
    let [before, after] = [before, after].map(|text| one_line(&text));
    format!("  {at}  {}  {before} → {after}", change.finding.rule.code)
}

/// Cuts two texts to the parts in which they differ, with [`CONTEXT_CHARS`] characters on each side.
fn changed_parts(before: &str, after: &str) -> (String, String) {
    if !is_longer(before, MAX_WHOLE_CHARS) && !is_longer(after, MAX_WHOLE_CHARS) {
        return (before.to_owned(), after.to_owned());
    }
    let same = |(a, b): &(char, char)| a == b;
    let length = |pairs: &mut dyn Iterator<Item = (char, char)>| -> usize {
        pairs.take_while(same).map(|(c, _)| c.len_utf8()).sum()
    };
    let start = length(&mut before.chars().zip(after.chars()));
    let (rest, other) = (
        slice(before, start..before.len()),
        slice(after, start..after.len()),
    );
    let end = length(&mut rest.chars().rev().zip(other.chars().rev()));
    let head = slice(before, 0..start);
    let tail = slice(before, before.len() - end..before.len());
    let (shown_head, shown_tail) = (
        last_chars(head, CONTEXT_CHARS),
        first_chars(tail, CONTEXT_CHARS),
    );
    let dots = |is_cut: bool| if is_cut { "…" } else { "" };
    let with_context = |middle: &str| {
        let is_long = is_longer(middle, MAX_CHANGE_CHARS);
        [
            dots(shown_head.len() < head.len()),
            shown_head,
            first_chars(middle, MAX_CHANGE_CHARS),
            dots(is_long),
            shown_tail,
            dots(shown_tail.len() < tail.len()),
        ]
        .concat()
    };
    (
        with_context(slice(rest, 0..rest.len() - end)),
        with_context(slice(other, 0..other.len() - end)),
    )
}

/// Displays on one line the numbers of places that were changed, or with `is_trial` would be, and of those that were
/// not.
pub fn fixes_summary(fixes: &Fixes, is_trial: bool, language: Language) -> String {
    let changed: Vec<&FileFixes> = fixes
        .files
        .iter()
        .filter(|file| file.is_changed())
        .collect();
    let made = changed
        .iter()
        .map(|file| file.made.len() + file.additions.len());
    let made: usize = made.sum();
    let doubtful: usize = fixes.files.iter().map(|file| file.doubtful.len()).sum();
    let unmade: usize = fixes.files.iter().map(|file| file.unmade.len()).sum();
    let refused: usize = fixes.refused.iter().map(|file| file.changes.len()).sum();
    let files = changed.len();
    let mut parts = vec![match (is_trial, language) {
        (true, Language::Chinese) => format!("要改{files}个文件{made}处"),
        (false, Language::Chinese) => format!("改了{files}个文件{made}处"),
        (true, Language::English) => format!(
            "would change {} in {}",
            counted(made, "place"),
            counted(files, "file")
        ),
        (false, Language::English) => format!(
            "changed {} in {}",
            counted(made, "place"),
            counted(files, "file")
        ),
    }];
    if unmade > 0 {
        parts.push(say!(
            language,
            "写法有错{unmade}处，没有改",
            "{unmade} with syntax errors, not changed"
        ));
    }
    if doubtful > 0 {
        parts.push(say!(
            language,
            "拿不准{doubtful}处，没有改",
            "{doubtful} doubtful, not changed"
        ));
    }
    if refused > 0 {
        parts.push(say!(
            language,
            "不能改的文件里{refused}处",
            "{refused} in files that are not changed"
        ));
    }
    parts.join(match language {
        Language::Chinese => "；",
        Language::English => "; ",
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_differences_are_shown() {
        let long = "一二三四五六七八九十".repeat(3);
        let (before, after) =
            changed_parts(&format!("{long}，，{long}"), &format!("{long}，{long}"));
        assert_eq!(before, "…四五六七八九十，，一二三四五六七八…");
        assert_eq!(after, "…四五六七八九十，一二三四五六七八…");
        assert_eq!(
            changed_parts("公民", "自然人"),
            ("公民".to_owned(), "自然人".to_owned())
        );
        assert_eq!(changed_parts("", "甲"), (String::new(), "甲".to_owned()));
    }
}

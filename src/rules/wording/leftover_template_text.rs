use super::phrases;
use crate::analysis::TextKind;
use crate::engine::{Context, Diagnostic, Severity, rule};
use crate::model::ServiceItem;
use crate::prose::{is_han, slice, without_brackets};
use crate::words;

rule! {
    "TXT066", "leftover-template-text", Hint, Item(check),
    summary: ("模板里的填写提示没有换成内容", "a template instruction was left in the text"),
    message: ("{element}里留着模板的话：“{words}”", "template text is left in {element}: “{words}”"),
    help: ("按提示写上真实内容，再把提示删掉", "write the actual content and delete the instruction"),
    requirements: [A1, A5],
    own: ("模板的提示不是内容", "a template instruction is not content"),
    page: "leftover_template_text.md",
}

fn check(_: &ServiceItem, cx: &mut Context<'_>) {
    for piece in cx.texts() {
        // Notes on materials ask the applicant to fill something in, so they read like templates.
        if matches!(
            piece.kind,
            TextKind::Translation | TextKind::MaterialNote | TextKind::Answer | TextKind::Question
        ) {
            continue;
        }
        let office = matches!(piece.kind, TextKind::Step | TextKind::StepOutput)
            .then(|| blank_office(piece.text));
        let office = office.flatten().map(|words| (words, true));
        let mut told = Vec::new();
        let may_have_gap = GAPS.iter().any(|gap| piece.stats.letters.may_contain(gap));
        let number = may_have_gap.then(|| blank_number(piece.text)).flatten();
        let number = number.map(|words| (words, false));
        for (words, hint) in phrases::template(piece).chain(office).chain(number) {
            let words = whole_bracket(piece.text, words);
            // The name of a document may have a blank for its subject: 关于×××项目方案的批复.
            let named = matches!(piece.kind, TextKind::StepOutput | TextKind::MaterialName)
                && words.chars().all(|c| c == '×');
            if named || told.contains(&words) {
                continue;
            }
            told.push(words);
            let found = Diagnostic::at(piece.path())
                .with("element", piece.full_label())
                .with("words", words)
                .quoting(words);
            cx.report(if hint {
                found
            } else {
                found.severity(Severity::Warning)
            });
        }
    }
}

/// The characters of a gap.
const GAPS: &[&str] = &[" ", "\u{3000}", "_"];

/// The place of a number that nobody filled in: 大厅   号窗口.
fn blank_number(text: &str) -> Option<&str> {
    let is_gap = |c: char| c == ' ' || c == '\u{3000}' || c == '_';
    let mut from = 0;
    while let Some(at) = slice(text, from..text.len()).find(is_gap) {
        let start = from + at;
        let rest = slice(text, start..text.len());
        let after = rest.trim_start_matches(is_gap);
        let gap = rest.len() - after.len();
        from = start + gap;
        let wide = rest.chars().take_while(|c| is_gap(*c)).count() > 1;
        let before = slice(text, 0..start).chars().next_back();
        let counted = words::UNIT_AFTER_NUMBER.start_of(after);
        if let Some(word) = counted.filter(|_| wide && before.is_some_and(is_han)) {
            return Some(slice(text, start..from + word.len()));
        }
    }
    None
}

/// The issuing office with a blank for its place: XX县发展改革局 in XX县发展改革局关于XX的批复. The blank for the
/// subject is legitimate.
fn blank_office(text: &str) -> Option<&str> {
    let is_blank = |c: char| matches!(c, 'X' | 'x' | 'Ｘ' | '×');
    let rest = text.trim_start().trim_start_matches(is_blank);
    let blanks = text.trim_start().len() - rest.len();
    if blanks < 2 {
        return None;
    }
    let (office, _) = rest.split_once("关于")?;
    let bare = without_brackets(office);
    (!bare.is_empty() && (words::HANDLER_ENDING.ends(&bare) || bare.ends_with('委'))).then(|| {
        let end = text.trim_start().len() - rest.len() + office.len();
        slice(text.trim_start(), 0..end)
    })
}

/// The words, extended to the start of the bracket that they close: （根据实际情况具体填写）.
fn whole_bracket<'t>(text: &'t str, words: &'t str) -> &'t str {
    let end = text.find(words).map(|at| at + words.len());
    let closes = words.ends_with('）') && !words.contains('（');
    let bracket = end.filter(|_| closes).and_then(|end| {
        let start = slice(text, 0..end).rfind('（')?;
        Some(slice(text, start..end))
    });
    bracket.unwrap_or(words)
}

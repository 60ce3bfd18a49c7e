use super::brackets::{alone_in, around, closing, is_stray, without};
use crate::engine::{Context, Diagnostic, Fix, rule};
use crate::model::ServiceItem;
use crate::prose::slice;

rule! {
    "TXT015", "unbalanced-brackets", Warning, Item(check),
    summary: ("括号、书名号或引号不成对", "unbalanced brackets, title marks or quotation marks"),
    message: ("{element}里的“{mark}”不成对", "“{mark}” in {element} has no matching half"),
    help: ("补上缺的一半，或删去多余的一半", "add the missing half, or delete the superfluous one"),
    requirements: [A1],
    own: (
        "括号不成对，往往是文字缺了一段",
        "an unmatched bracket often means that text is missing",
    ),
    page: "unbalanced_brackets.md",
}

fn check(item: &ServiceItem, cx: &mut Context<'_>) {
    for (node, at, mark) in alone_in(item, cx) {
        if is_stray(node.text, at, mark) {
            continue;
        }
        let found = Diagnostic::at(node.path())
            .with("element", node.label())
            .with("mark", mark.to_string())
            .quoting(around(node.text, at));
        cx.report(match fix(node.text, at, mark) {
            Some(fix) => found.fix(fix),
            None => found,
        });
    }
}

/// The fix for a person to confirm: completes a short text, or removes a mark that closes nothing.
fn fix(text: &str, at: usize, mark: char) -> Option<Fix> {
    let rest = slice(text, at..text.len());
    match closing(mark) {
        Some(_) if rest.contains(['。', '；', ';', '\n']) => None,
        Some(close) => Some(Fix::doubtful(format!("{}{close}", text.trim_end()))),
        None => Some(Fix::doubtful(without(text, at, mark))),
    }
}

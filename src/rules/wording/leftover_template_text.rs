use super::phrases;
use crate::analysis::TextKind;
use crate::engine::{Context, Diagnostic, rule};
use crate::model::ServiceItem;

rule! {
    "TXT066", "leftover-template-text", Warning, Item(check),
    summary: ("模板里的填写提示没有换成内容", "a template instruction was left in the text"),
    message: ("{element}里留着模板的话：“{words}”", "template text is left in {element}: “{words}”"),
    help: ("按提示写上真实内容，再把提示删掉", "write the actual content and delete the instruction"),
    requirements: [A1, A5],
    own: ("模板的提示不是内容", "a template instruction is not content"),
    page: "leftover_template_text.md",
}

fn check(_: &ServiceItem, cx: &mut Context<'_>) {
    for piece in cx.texts() {
        // A note on a material asks the applicant to fill something in; the name of a result has blanks.
        if matches!(
            piece.kind,
            TextKind::Translation | TextKind::MaterialNote | TextKind::Answer | TextKind::Question
        ) {
            continue;
        }
        for (words, hint) in phrases::template(piece) {
            let found = Diagnostic::at(piece.path())
                .with("element", piece.label())
                .with("words", words)
                .quoting(words);
            cx.report(found.hint_unless(!hint));
        }
    }
}

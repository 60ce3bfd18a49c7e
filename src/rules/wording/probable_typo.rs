use super::doubled_run::{doubled_first, doubled_run};
use super::phrases;
use crate::analysis::TextKind;
use crate::engine::{Context, Diagnostic, Fix, rule};
use crate::model::ServiceItem;
use crate::prose::slice;

rule! {
    "TXT016", "probable-typo", Warning, Item(check),
    summary: ("文字里有确定的笔误", "a text contains an unmistakable typo"),
    message: ("{element}里的“{wrong}”应为“{right}”", "“{wrong}” in {element} should be “{right}”"),
    help: ("把“{wrong}”改为“{right}”", "change “{wrong}” to “{right}”"),
    requirements: [A1],
    own: ("错字让人读错、搜不到", "typos mislead readers and searches"),
    page: "probable_typo.md",
}

fn check(_: &ServiceItem, cx: &mut Context<'_>) {
    for piece in cx.texts() {
        if piece.kind == TextKind::Translation {
            continue;
        }
        // A list of names may hold one that begins with another.
        let again = (piece.kind != TextKind::Keyword)
            .then(|| doubled_run(piece.text))
            .flatten()
            .or_else(|| {
                (piece.kind == TextKind::Address)
                    .then(|| doubled_first(piece.text))
                    .flatten()
            });
        if let Some(again) = again {
            let words = slice(piece.text, again.clone());
            let twice = slice(piece.text, again.start - words.len()..again.end);
            let once = [
                slice(piece.text, 0..again.start),
                slice(piece.text, again.end..piece.text.len()),
            ];
            cx.report(
                Diagnostic::at(piece.path())
                    .with("element", piece.label())
                    .with("wrong", twice)
                    .with("right", words)
                    .quoting(twice)
                    .fix(Fix::doubtful(once.concat())),
            );
        }
        let slips = phrases::slips(piece);
        if slips.is_empty() {
            continue;
        }
        let mended = phrases::mended(piece.text);
        for slip in slips {
            cx.report(
                Diagnostic::at(piece.path())
                    .with("element", piece.label())
                    .with("wrong", slip.wrong)
                    .with("right", slip.right)
                    .quoting(slip.wrong)
                    .fix(Fix::doubtful(mended.as_str())),
            );
        }
    }
}

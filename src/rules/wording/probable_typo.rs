use super::doubled_run::{MIN_LETTERS, doubled_first, doubled_run};
use super::phrases;
use super::slip_shape::shaped_slips;
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
    for node in cx.texts() {
        if node.kind == TextKind::Translation {
            continue;
        }
        // A list of names may contain one that begins with another.
        let may_repeat = node.stats.repeated_chars() >= MIN_LETTERS;
        let again = (node.kind != TextKind::Keyword && may_repeat)
            .then(|| doubled_run(node.text))
            .flatten()
            .or_else(|| {
                (node.kind == TextKind::Address)
                    .then(|| doubled_first(node.text))
                    .flatten()
            });
        if let Some(again) = again {
            let words = slice(node.text, again.clone());
            let twice = slice(node.text, again.start - words.len()..again.end);
            let once = [
                slice(node.text, 0..again.start),
                slice(node.text, again.end..node.text.len()),
            ];
            cx.report(
                Diagnostic::at(node.path())
                    .with("element", node.label())
                    .with("wrong", twice)
                    .with("right", words)
                    .quoting(twice)
                    .fix(Fix::doubtful(once.concat())),
            );
        }
        for (at, right) in shaped_slips(node.text, &node.stats.letters, node.kind) {
            let wrong = slice(node.text, at.clone());
            let fixed = [
                slice(node.text, 0..at.start),
                &right,
                slice(node.text, at.end..node.text.len()),
            ];
            cx.report(
                Diagnostic::at(node.path())
                    .with("element", node.label())
                    .with("wrong", wrong)
                    .with("right", right.as_str())
                    .quoting(wrong)
                    .fix(Fix::doubtful(fixed.concat())),
            );
        }
        let slips = phrases::slips(node);
        if slips.is_empty() {
            continue;
        }
        let fixed = phrases::with_slips_fixed(node.text);
        for slip in slips {
            cx.report(
                Diagnostic::at(node.path())
                    .with("element", node.label())
                    .with("wrong", slip.wrong)
                    .with("right", slip.right)
                    .quoting(slip.wrong)
                    .fix(Fix::doubtful(fixed.as_str())),
            );
        }
    }
}

use super::brackets::{alone_in, around, is_stray, without};
use crate::engine::{Context, Diagnostic, Fix, rule};
use crate::model::ServiceItem;

rule! {
    "TXT017", "stray-bracket", Warning, Item(check),
    summary: ("多了半个括号", "a bracket too many"),
    message: ("{element}里多了一个“{mark}”", "there is one “{mark}” too many in {element}"),
    help: ("删去多的一个", "delete it"),
    requirements: [A1],
    own: (
        "写了两遍、后面没有内容的半个括号是录入时多打的",
        "half a bracket that stands twice or opens nothing is a slip of typing",
    ),
    certain: Structure,
    page: "stray_bracket.md",
}

fn check(item: &ServiceItem, cx: &mut Context<'_>) {
    for (node, at, mark) in alone_in(item, cx) {
        if is_stray(node.text, at, mark) {
            cx.report(
                Diagnostic::at(node.path())
                    .with("element", node.label())
                    .with("mark", mark.to_string())
                    .quoting(around(node.text, at))
                    .fix(Fix::safe(without(node.text, at, mark))),
            );
        }
    }
}

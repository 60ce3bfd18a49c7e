use super::helpers::implementation;
use crate::code::CodeFault;
use crate::engine::{Context, Diagnostic, rule};
use crate::i18n::Text;
use crate::model::ServiceItem;
use crate::path;

rule! {
    "IDN032", "body-code-mismatch", Error, Item(check),
    summary: ("实施编码里的主体与实施主体不一致", "the implementation code names another body"),
    message: ("实施编码的前18位是{inside}，实施主体的代码是{stated}", "the implementation code begins with {inside}, the authority's code is {stated}"),
    help: ("查清由哪个机构实施，把两处改成同一个代码", "find out which body exercises it and make both the same"),
    requirements: [D1],
    cites: ["gbt39554-1#编码"],
    own: (
        "编码的结构取自公开的实现，标准原文未核对",
        "the structure of the code is that of public implementations; the standard was not read",
    ),
    certain: Contradiction,
    page: "body_code_mismatch.md",
}

fn check(item: &ServiceItem, cx: &mut Context<'_>) {
    let stated = item
        .authority
        .as_ref()
        .and_then(|body| body.credit_code.as_ref());
    let Some(stated) = stated else { return };
    // A code that is wrong by itself has a finding of its own; provisional ones are codes as well.
    if !matches!(stated.check(), Ok(_) | Err(CodeFault::Temporary)) {
        return;
    }
    let Some((path, code)) = implementation(item) else {
        return;
    };
    let Some(inside) = code.credit_code() else {
        return;
    };
    if inside != *stated {
        let place = cx.here(path!["authority", "credit_code"]);
        let found = Diagnostic::at(path)
            .with("inside", inside.as_str())
            .with("stated", stated.as_str())
            .related(place, Text::new("实施主体的代码", "the authority's code"));
        cx.report(found);
    }
}

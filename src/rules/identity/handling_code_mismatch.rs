use crate::engine::{Context, Diagnostic, rule};
use crate::i18n::Text;
use crate::model::ServiceItem;
use crate::path;

rule! {
    "IDN034", "handling-code-mismatch", Error, Item(check),
    summary: ("业务办理项编码不是以实施编码开头", "the handling code does not begin with the implementation code"),
    message: ("业务办理项编码的前31位是{inside}，实施编码是{stated}", "the handling code begins with {inside}, the implementation code is {stated}"),
    help: ("业务办理项编码应为实施编码加两位顺序号，把两处改一致", "the handling code is the implementation code and two digits; make them agree"),
    requirements: [D1],
    cites: ["gbt39554-1#编码"],
    own: (
        "编码的结构取自公开的实现，标准原文未核对",
        "the structure of the code is that of public implementations; the standard was not read",
    ),
    certain: Contradiction,
    page: "handling_code_mismatch.md",
}

fn check(item: &ServiceItem, cx: &mut Context<'_>) {
    let Some(stated) = item.implementation_code.as_ref() else {
        return;
    };
    let Some(handling) = item.handling_code.as_ref() else {
        return;
    };
    if stated.parts().is_err() || handling.parts().is_err() {
        return;
    }
    let Some(inside) = handling.implementation_code() else {
        return;
    };
    if inside != *stated {
        let place = cx.here(path!["implementation_code"]);
        let found = Diagnostic::at(path!["handling_code"])
            .with("inside", inside.as_str())
            .with("stated", stated.as_str())
            .related(place, Text::new("实施编码", "the implementation code"));
        cx.report(found);
    }
}

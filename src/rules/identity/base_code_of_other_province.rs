use super::helpers::base;
use crate::code::DivisionCode;
use crate::engine::{Context, Diagnostic, rule};
use crate::model::ServiceItem;

rule! {
    "IDN046", "base-code-of-other-province", Warning, Item(check),
    summary: ("基本编码是外省目录的", "a base code of another province"),
    message: ("基本编码{code}以{prefix}开头，是{owner}目录的编码，事项在{place}", "base code {code} begins with {prefix}, so it is from the catalogue of {owner}, but the item is offered in {place}"),
    help: ("换成本省目录或国家目录（00开头）的编码", "use a code from this province's catalogue, or from the national one (beginning with 00)"),
    requirements: [D1, D3],
    cites: ["gbt39554-1#编码", "gbt2260#代码"],
    certain: Table,
    page: "base_code_of_other_province.md",
}

fn check(item: &ServiceItem, cx: &mut Context<'_>) {
    let Some((path, code)) = base(item, cx) else {
        return;
    };
    let Ok(parts) = code.parts() else { return };
    let division = item.division.as_ref().or(cx.settings.division.as_ref());
    let Some((here, place)) = division.and_then(DivisionCode::province) else {
        return;
    };
    let prefix = DivisionCode::new(parts.prefix);
    let Some((there, owner)) = prefix.province() else {
        return;
    };
    if here != there {
        let found = Diagnostic::at(path)
            .with("code", code.as_str())
            .with("prefix", parts.prefix)
            .with("owner", owner)
            .with("place", place);
        cx.report(found);
    }
}

use crate::engine::{Context, Diagnostic, rule};
use crate::model::{Element, ServiceItem};
use crate::path;
use crate::prose::says_something;
use crate::vocabulary::BodyKind;

rule! {
    "ORG010", "no-principal-named", Warning, Item(check),
    summary: ("受委托实施却没有写委托部门", "entrusted, but the entrusting body is not named"),
    message: ("实施主体是{kind}，没有写由哪个部门委托", "the authority is {kind}, but the entrusting body is not named"),
    help: ("写明委托部门的全称", "give the full name of the entrusting body"),
    requirements: [A9, D1],
    cites: ["licence-law#24", "exchange-schema#entrust_name"],
    certain: Presence,
    page: "no_principal_named.md",
}

fn check(item: &ServiceItem, cx: &mut Context<'_>) {
    let Some(body) = &item.authority else { return };
    if body.kind != Some(BodyKind::Entrusted) || says_something(body.entrusted_by.as_deref()) {
        return;
    }
    if let Element::Missing = cx.element::<str>(None, "authority.entrusted_by") {
        cx.report(Diagnostic::at(path!["authority", "kind"]).with("kind", &BodyKind::Entrusted));
    }
}

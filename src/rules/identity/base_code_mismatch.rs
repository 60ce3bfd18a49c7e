use super::helpers::implementation;
use crate::engine::Severity;
use crate::engine::{Context, Found, rule};
use crate::model::ServiceItem;
use crate::path;
use crate::text::Text;

rule! {
    "IDN030", "base-code-mismatch", Error, Item(check),
    summary: ("实施编码里的基本编码与所写的不一致", "the implementation code holds another base code"),
    message: ("实施编码里的基本编码是{inside}，事项写的基本编码是{stated}", "the implementation code holds the base code {inside}, the item states {stated}"),
    help: ("核对目录，把两处改成同一个基本编码", "look it up in the directory and make both the same"),
    rows: ["D1"],
    source: "GB/T 39554.1-2020 编码规则；国家交换表 catalog_code、task_code",
    page: "base_code_mismatch.md",
}

fn check(item: &ServiceItem, cx: &mut Context<'_>) {
    let Some(stated) = item.base_code.as_ref() else {
        return;
    };
    let Ok(parts) = stated.parts() else { return };
    let Some((path, code)) = implementation(item) else {
        return;
    };
    let Some(inside) = code.base_code() else {
        return;
    };
    if inside == *stated || item.local_base_code.as_deref() == Some(inside.as_str()) {
        return;
    }
    // The same matter has a code in the national and one in the provincial directory.
    let both = inside
        .parts()
        .is_ok_and(|inside| inside.is_national() != parts.is_national());
    let place = cx.here(path!["base_code"]);
    let mut found = Found::at(path)
        .with("inside", inside.as_str())
        .with("stated", stated.as_str())
        .related(place, Text::new("事项写的基本编码", "the base code stated"));
    if both {
        found = found.severity(Severity::Warning);
    }
    cx.report(found);
}

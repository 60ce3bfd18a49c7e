use super::helpers::base;
use crate::engine::{Context, Diagnostic, rule};
use crate::i18n::Text;
use crate::model::ServiceItem;
use crate::path;
use crate::vocabulary::{ItemType, Vocabulary};

rule! {
    "IDN040", "item-type-mismatch", Warning, Item(check),
    summary: ("事项类型与国家基本编码不一致", "the item type is not that of the national base code"),
    message: ("事项类型写的是{stated}，国家基本编码{code}第3、4位“{digits}”表示{coded}", "the type stated is {stated}, but “{digits}” in the national base code {code} means {coded}"),
    help: ("对照国家目录核对事项类型；本省确实另行归类的，在配置里接受这一条", "check the type against the national directory; accept the finding where the province files it otherwise"),
    requirements: [D1, D2],
    cites: ["gbt39046#A.1", "exchange-schema#task_type"],
    certain: Contradiction,
    page: "item_type_mismatch.md",
}

fn check(item: &ServiceItem, cx: &mut Context<'_>) {
    let Some(stated) = &item.item_type else {
        return;
    };
    let Some((path, code)) = base(item) else {
        return;
    };
    let Ok(parts) = code.parts() else { return };
    // Provinces number the types for themselves: only national codes can be compared.
    if !parts.is_national() {
        return;
    }
    let by_code = |digits: &str| {
        ItemType::LIST
            .terms
            .iter()
            .find(|term| term.code == Some(digits))
    };
    let Some(coded) = by_code(parts.item_type) else {
        return;
    };
    if !stated.is_listed() || coded.term == stated.term() {
        return;
    }
    let place = cx.here(path);
    let found = Diagnostic::at(path!["item_type"])
        .with("stated", stated)
        .with("code", code.as_str())
        .with("digits", parts.item_type)
        .with("coded", coded.term)
        .related(place, Text::new("国家基本编码", "the national base code"));
    // A province with a directory of its own may file the item otherwise.
    let own_directory = item.local_base_code.is_some();
    cx.report(found.hint_unless(!own_directory));
}

use crate::engine::{Context, Diagnostic, rule};
use crate::model::ServiceItem;
use crate::path;
use crate::prose::text_key;
use crate::vocabulary::ItemStatus;

rule! {
    "VER030", "retired-code-reused", Warning, Item(check),
    summary: ("已经取消的编码又在用", "a retired code is in use again"),
    message: ("编码{code}上一版已经取消（“{old}”），现在又用于“{new}”", "the code {code} was retired in the previous version (“{old}”) and is now used for “{new}”"),
    help: ("给新的事项编新码；原事项恢复办理的，按新设事项重新编码、写明依据", "give the new item a code of its own; an item that is revived gets a new code and its legal basis"),
    requirements: [D1, D4],
    cites: ["gbt39046#4-codes"],
    certain: Structure,
    page: "retired_code_reused.md",
}

fn check(item: &ServiceItem, cx: &mut Context<'_>) {
    let Some(previous) = cx.settings.previous.as_deref() else {
        return;
    };
    if item.status == Some(ItemStatus::Cancelled) {
        return;
    }
    let codes = item
        .codes()
        .into_iter()
        .filter_map(|(key, code)| Some((key, code?.trim())));
    let mut codes = codes.filter(|(_, code)| !code.is_empty());
    let found = codes
        .by_ref()
        .enumerate()
        .find_map(|(number, (key, code))| {
            let old = previous.retired(code)?;
            Some((number, key, code, old))
        });
    let Some((number, key, code, old)) = found else {
        return;
    };
    let new = item.name.as_str();
    // The same item may have been revived, or an implementation item split into several handling items.
    let is_other = number == 0 && text_key(old) != text_key(new);
    cx.report(
        Diagnostic::at(path![key])
            .with("code", code)
            .with("old", old)
            .with("new", new)
            .hint_unless(is_other),
    );
}

use super::helpers::{implementation, local_implementation};
use crate::code::{BaseCode, ImplementationCode};
use crate::engine::Severity;
use crate::engine::{Context, Diagnostic, rule};
use crate::i18n::Text;
use crate::model::ServiceItem;
use crate::path;
use crate::path::Path;

rule! {
    "IDN030", "base-code-mismatch", Error, Item(check),
    summary: ("实施编码里的基本编码与所写的不一致", "the implementation code holds another base code"),
    message: ("实施编码里的基本编码是{inside}，事项写的基本编码是{stated}", "the implementation code holds the base code {inside}, the item states {stated}"),
    help: ("核对目录，把两处改成同一个基本编码", "look it up in the directory and make both the same"),
    requirements: [D1],
    cites: ["gbt39554-1#编码"],
    own: (
        "编码的结构取自公开的实现，标准原文未核对",
        "the structure of the code is that of public implementations; the standard was not read",
    ),
    certain: Contradiction,
    page: "base_code_mismatch.md",
}

fn check(item: &ServiceItem, cx: &mut Context<'_>) {
    let national = item
        .base_code
        .as_ref()
        .map(|code| (path!["base_code"], code.clone()));
    let local = item.local_base_code.as_deref().map(BaseCode::from);
    let local = local.map(|code| (path!["local_base_code"], code));
    let own = implementation(item).filter(|(path, _)| *path != path!["local_implementation_code"]);
    compare(item, national, own, cx);
    compare(item, local, local_implementation(item), cx);
}

fn compare(
    item: &ServiceItem,
    stated: Option<(Path, BaseCode)>,
    code: Option<(Path, ImplementationCode)>,
    cx: &mut Context<'_>,
) {
    let (Some((stated_path, stated)), Some((path, code))) = (stated, code) else {
        return;
    };
    let (Ok(parts), Some(inside)) = (stated.parts(), code.base_code()) else {
        return;
    };
    if inside == stated || item.local_base_code.as_deref() == Some(inside.as_str()) {
        return;
    }
    // The same matter has a code in the national and one in the provincial directory.
    let both = inside
        .parts()
        .is_ok_and(|inside| inside.is_national() != parts.is_national());
    let place = cx.here(stated_path);
    let mut found = Diagnostic::at(path)
        .with("inside", inside.as_str())
        .with("stated", stated.as_str())
        .related(place, Text::new("事项写的基本编码", "the base code stated"));
    if both {
        found = found.severity(Severity::Warning);
    }
    cx.report(found);
}

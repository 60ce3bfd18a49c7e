use super::helpers::{materials, name};
use crate::engine::{Context, Diagnostic, rule};
use crate::model::ServiceItem;
use crate::path;
use crate::prose::{is_longer, without_brackets};
use crate::words;

rule! {
    "MAT041", "several-materials-in-one", Hint, Item(check),
    summary: ("一条材料里写了几份材料", "one entry lists several materials"),
    message: ("“{name}”里有{count}份材料", "“{name}” lists {count} materials"),
    help: ("每份材料单独列一条，各写形式和份数", "give each material its own entry, with form and copies"),
    requirements: [A3],
    cites: ["gbh-2017-115#5-format"],
    doubted: ("另一次抽读的6条，4条不属实", "of 6 findings reviewed in another sample, 4 were wrong"),
    page: "several_materials_in_one.md",
}

fn check(item: &ServiceItem, cx: &mut Context<'_>) {
    for (index, material) in materials(item) {
        let Some(text) = material.name.as_deref() else {
            continue;
        };
        let count = documents(text);
        if count >= 2 {
            cx.report(
                Diagnostic::at(path!["guide", "materials", index, "name"])
                    .with("name", name(material, index))
                    .with("count", count),
            );
        }
    }
}

/// Characters that join one name to another.
const JOINTS: &[char] = &['、', '，', '及', '和', '与', '；', '+'];

/// Number of documents that a name joins; 0 if it may not join whole names.
fn documents(name: &str) -> usize {
    // Most names join nothing.
    if !name.contains(JOINTS) {
        return 0;
    }
    let plain = without_brackets(name).replace(['《', '》', '“', '”'], "");
    // 甲或乙 is a choice, and 甲、乙的证明 is one document about several things. A 告知承诺书 replaces the papers before it.
    if plain.contains(['或', '/', '的', '等']) || plain.ends_with("告知承诺书") {
        return 0;
    }
    let parts: Vec<&str> = plain.split(JOINTS).map(str::trim).collect();
    // 转移证明、凭证 is one paper with two names: the second alone names no paper.
    let incomplete_names = ["原件", "复印件", "证明", "凭证", "文件"];
    let is_whole_name = |part: &&str| {
        is_longer(part, 1)
            && !part.starts_with('其')
            && words::DOCUMENT_IN_SERIES.ends(part)
            && !incomplete_names.contains(part)
    };
    if parts.iter().all(is_whole_name) {
        parts.len()
    } else {
        0
    }
}

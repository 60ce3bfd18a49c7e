use super::helpers::{materials, name};
use crate::engine::{Context, Diagnostic, rule};
use crate::model::ServiceItem;
use crate::path;
use crate::prose::{ascii_lower, is_numeral};
use crate::words;

rule! {
    "MAT028", "size-is-no-size", Hint, Item(check),
    summary: ("材料规格写的不是规格", "the size of a material is no size"),
    message: ("“{name}”的规格写的是“{size}”，不是尺寸", "the size of “{name}” is “{size}”, which is no size"),
    help: ("写明A4、A3或者几寸；没有要求的，写“不限”", "give the paper size, such as A4, or say that any will do"),
    requirements: [A3],
    own: ("原件、其他不是尺寸，看不出用多大的纸", "“original” or “other” does not tell which paper to use"),
    certain: Table,
    page: "size_is_no_size.md",
}

/// Whether the part is a word that is no size, or a number of copies: 原件1份.
fn is_no_size(part: &str) -> bool {
    let word = part
        .trim_end_matches('份')
        .trim_end_matches(is_numeral)
        .trim();
    words::NO_SIZE.is(word) || is_about_seal(word)
}

/// Whether the part is about a seal or a signature, which have fields of their own: 加盖单位公章.
fn is_about_seal(part: &str) -> bool {
    ["公章", "盖章", "签章", "签字", "签名"]
        .iter()
        .any(|end| part.ends_with(end))
}

fn check(item: &ServiceItem, cx: &mut Context<'_>) {
    for (index, material) in materials(item) {
        let Some(size) = material.size.as_deref().map(str::trim) else {
            continue;
        };
        let plain = ascii_lower(size.trim_end_matches('。'));
        if plain.split(['，', '、', ',']).all(is_no_size) {
            cx.report(
                Diagnostic::at(path!["guide", "materials", index, "size"])
                    .with("name", name(material, index))
                    .with("size", size)
                    .quoting(size),
            );
        }
    }
}

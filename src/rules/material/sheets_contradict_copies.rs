use super::helpers::{materials, name};
use crate::engine::{Context, Diagnostic, rule};
use crate::i18n::Text;
use crate::model::ServiceItem;
use crate::path;
use crate::prose::{is_numeral, number};
use crate::vocabulary::Medium;

rule! {
    "MAT055", "sheets-contradict-copies", Hint, Item(check),
    summary: ("名称里写的张数与份数不一致", "the number of sheets in the name differs from the count"),
    message: ("“{name}”写的是{sheets}张，份数写的是{count}份", "the name “{name}” says {sheets} sheet(s), but the count is {count}"),
    help: ("照片等按张交的，份数写张数；一份含几张的，在备注里写明", "give the number of sheets as the count; if one copy has several sheets, say so in the remark"),
    requirements: [A3],
    cites: ["gbh-2017-115#5-format"],
    page: "sheets_contradict_copies.md",
}

fn check(item: &ServiceItem, cx: &mut Context<'_>) {
    for (index, material) in materials(item) {
        let text = material.name.as_deref().unwrap_or_default();
        if !text.contains('张') || material.medium == Some(Medium::Electronic) {
            continue;
        }
        let counted = material.originals.or(material.pieces);
        let (Some(sheets), Some(count)) = (sheets(text), counted) else {
            continue;
        };
        let others = material.photocopies.unwrap_or(0);
        if sheets == count || count == 0 || sheets == count.saturating_add(others) {
            continue;
        }
        let key = if material.originals.is_some() {
            "originals"
        } else {
            "pieces"
        };
        let place = cx.here(path!["guide", "materials", index, "name"]);
        cx.report(
            Diagnostic::at(path!["guide", "materials", index, key])
                .with("name", name(material, index))
                .with("sheets", sheets)
                .with("count", count)
                .related(place, Text::new("名称里的张数", "the sheets in the name")),
        );
    }
}

/// How many sheets a name speaks of.
fn sheets(name: &str) -> Option<u32> {
    let (before, _) = name.split_once('张')?;
    let before = before.trim_end();
    let lead = before.trim_end_matches(is_numeral);
    // 每人2张, 各2张 are of several persons.
    if lead.ends_with(['各', '第', '寸']) || lead.contains('每') {
        return None;
    }
    let value = number(before.strip_prefix(lead)?)?;
    // A number of sheets is small and whole.
    (1..=20).find(|sheets| (f64::from(*sheets) - value).abs() < f64::EPSILON)
}

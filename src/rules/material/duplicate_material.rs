use super::helpers::{materials, name};
use crate::engine::{Context, Found, rule};
use crate::model::Material;
use crate::model::ServiceItem;
use crate::path;
use crate::text::Text;
use crate::value::material::{MaterialKey, name_key};

rule! {
    "MAT040", "duplicate-material", Warning, Item(check),
    summary: ("同一份材料列了两次", "the same material is listed twice"),
    message: ("“{name}”与前面的“{first}”是同一份材料", "“{name}” is the same material as “{first}” above"),
    help: ("合并成一条；适用情形不同的，写明各自的情形", "make one entry of them; where the cases differ, say so under condition"),
    rows: ["A3"],
    source: "国办秘函〔2019〕19号：材料重复",
    page: "duplicate_material.md",
}

fn check(item: &ServiceItem, cx: &mut Context<'_>) {
    let mut known: Vec<(MaterialKey, usize, &Material)> = Vec::new();
    for (index, material) in materials(item) {
        let Some(key) = material.name.as_deref().map(name_key) else {
            continue;
        };
        let first = known
            .iter()
            .find(|(other, _, first)| *other == key && same_use(first, material));
        match first {
            Some((_, at, first)) => {
                let (first, place) = (
                    name(first, *at),
                    cx.here(path!["guide", "materials", *at, "name"]),
                );
                cx.report(
                    Found::at(path!["guide", "materials", index, "name"])
                        .with("name", name(material, index))
                        .with("first", first)
                        .related(place, Text::new("第一次列出", "listed first")),
                );
            }
            None => known.push((key, index, material)),
        }
    }
}

/// Whether nothing tells the two apart: one case, one medium, one form, one remark, one sample.
fn same_use(a: &Material, b: &Material) -> bool {
    a.condition == b.condition
        && a.medium == b.medium
        && a.form == b.form
        && a.necessity == b.necessity
        && a.remark == b.remark
        && a.filling_notes == b.filling_notes
        && a.issuing_body == b.issuing_body
        && a.sample_form == b.sample_form
        && (a.originals.is_some(), a.photocopies.is_some())
            == (b.originals.is_some(), b.photocopies.is_some())
}

use super::helpers::materials;
use super::stated_copies::{counts, is_on_paper};
use crate::engine::{Context, Diagnostic, rule};
use crate::i18n::Text;
use crate::model::{Material, ServiceItem};
use crate::path;
use crate::prose::without_brackets;
use crate::words;

rule! {
    "MAT046", "duplicate-counted-once", Hint, Item(check),
    summary: ("正本、副本只算一份", "an original and its duplicate counted as one"),
    message: ("“{name}”是正本、副本两件，份数写的是{counts}", "“{name}” is an original and a duplicate, but the counts are {counts}"),
    help: ("两件都交的，写明各几份；一套算一份的，不必改", "if both are handed in, state how many of each; leave it if a set counts as one"),
    requirements: [A3, C2],
    cites: ["gbh-2017-115#5-format"],
    page: "duplicate_counted_once.md",
}

fn check(item: &ServiceItem, cx: &mut Context<'_>) {
    for (index, material) in materials(item).filter(|(_, material)| is_on_paper(material)) {
        check_material(index, material, cx);
    }
}

/// Reports a licence and its duplicate, which are two papers, if they are counted as one.
fn check_material(index: usize, material: &Material, cx: &mut Context<'_>) {
    let name = material.name.as_deref().unwrap_or_default();
    let (Some(originals), Some(photocopies)) = (material.originals, material.photocopies) else {
        return;
    };
    // Fast path: almost no name contains either character. Brackets may separate the two: 正本（1本）、副本（2本）.
    if originals + photocopies != 1 || !name.contains(['正', '副']) {
        return;
    }
    let plain = without_brackets(name);
    if ![name, &*plain]
        .into_iter()
        .any(|name| words::ORIGINAL_AND_DUPLICATE.occurs_in(name))
    {
        return;
    }
    let key = if originals == 1 {
        "originals"
    } else {
        "photocopies"
    };
    let place = cx.here(path!["guide", "materials", index, "name"]);
    let found = Diagnostic::at(path!["guide", "materials", index, key])
        .with("name", name.trim())
        .with("counts", counts(material))
        .related(place, Text::new("名称", "name"));
    cx.report(found);
}

use super::copies_in_conditions;
use super::helpers::{materials, name};
use super::stated_copies::{
    counts, differ, differing_sheets, is_counted, is_on_paper, of_material,
};
use crate::engine::{Context, Diagnostic, rule};
use crate::i18n::{Argument, Text, counted};
use crate::model::{Material, ServiceItem};
use crate::path;
use crate::prose::slice;
use crate::value::material::copies;

rule! {
    "MAT031", "copies-contradict-text", Warning, Item(check),
    summary: ("份数与文字里写的不一致", "the number of copies differs from what a text says"),
    message: ("{stated}，份数写的是{counts}", "{stated}, but the counts are {counts}"),
    help: ("核对后改成一致，份数只写在份数里；照片等按张交的，份数写张数，一份含几张的，在备注里写明", "make them agree, and state the number of copies in the counts only; for photos and the like count the sheets, and if one copy has several, say so in the remark"),
    requirements: [A3, C2],
    cites: ["gbh-2017-115#5-format", "licence-law#30"],
    certain: Contradiction,
    page: "copies_contradict_text.md",
}

fn check(item: &ServiceItem, cx: &mut Context<'_>) {
    for (index, material) in materials(item) {
        // Fast path: without one of these units, no text states a number of copies.
        let letters = cx.material_letters(index);
        if !letters.may_hold_any(['份', '套', '张']) {
            continue;
        }
        if is_on_paper(material) {
            look_at_texts(index, material, cx);
        }
        look_at_sheets(index, material, cx);
    }
    if item.conditions().is_some_and(|text| text.contains('份')) {
        copies_in_conditions::look(item, cx);
    }
}

/// Compares the counts with the texts of the material; reports the first text that differs.
fn look_at_texts(index: usize, material: &Material, cx: &mut Context<'_>) {
    if !is_counted(material) || material.exempt == Some(true) {
        return;
    }
    let places = [
        ("name", &material.name, Text::new("名称", "name"), true),
        ("size", &material.size, Text::new("规格", "page size"), true),
        ("form", &material.form, Text::new("材料类型", "form"), true),
        (
            "filling_notes",
            &material.filling_notes,
            Text::new("填报须知", "filling-in notes"),
            false,
        ),
        (
            "acceptance_standard",
            &material.acceptance_standard,
            Text::new("受理标准", "acceptance standard"),
            false,
        ),
        (
            "remark",
            &material.remark,
            Text::new("备注", "remark"),
            false,
        ),
    ];
    for (field, text, label, certain) in places {
        let Some(words) = text.as_deref().and_then(|text| of_material(text, certain)) else {
            continue;
        };
        let Some(copies) = copies(words).filter(|copies| differ(copies, material)) else {
            continue;
        };
        let found = copies
            .ranges
            .first()
            .map(|range| slice(words, range.clone()));
        let quote = found.filter(|found| !found.is_empty()).unwrap_or(words);
        let quote = quote.rsplit(['（', '(']).next().unwrap_or(quote);
        let name = name(material, index);
        let stated = Argument::Both {
            zh: format!("“{name}”的{}写的是“{quote}”", label.zh),
            en: format!("“{name}” says “{quote}” in its {}", label.en),
        };
        let counts_at = cx.here(path!["guide", "materials", index, "originals"]);
        let found = Diagnostic::at(path!["guide", "materials", index, field])
            .with("stated", stated)
            .with("counts", counts(material))
            .quoting(quote)
            .related(counts_at, Text::new("份数", "the counts"))
            .citing(&["gbh-2017-115#5-format"]);
        return cx.report(found.hint_unless(certain));
    }
}

/// Compares the counts with the sheets in the name, such as 照片2张, or in a note on a photo.
fn look_at_sheets(index: usize, material: &Material, cx: &mut Context<'_>) {
    let Some(sheets) = differing_sheets(material) else {
        return;
    };
    let name = name(material, index);
    let (key, count) = sheets.counted;
    let field = sheets.field;
    let (zh, en) = match field {
        "name" => (format!("“{name}”"), format!("the name “{name}”")),
        "remark" => (format!("“{name}”的备注"), format!("the remark on “{name}”")),
        _ => (format!("“{name}”的说明"), format!("the notes on “{name}”")),
    };
    let stated = Argument::Both {
        zh: format!("{zh}写的是{}张", sheets.stated),
        en: format!("{en} says {}", counted(sheets.stated, "sheet")),
    };
    let counts = Argument::Both {
        zh: format!("{count}份"),
        en: count.to_string(),
    };
    let place = cx.here(path!["guide", "materials", index, field]);
    let found = Diagnostic::at(path!["guide", "materials", index, key])
        .with("stated", stated)
        .with("counts", counts)
        .related(place, Text::new("写明的张数", "the sheets that are stated"))
        .citing(&["gbh-2017-115#5-format"]);
    cx.report(found.hint());
}

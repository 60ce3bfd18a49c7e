use super::helpers::{materials, name};
use crate::engine::{Context, Diagnostic, rule};
use crate::i18n::{Argument, Text};
use crate::model::Material;
use crate::model::ServiceItem;
use crate::path;
use crate::prose::{first_chars, slice};
use crate::value::material::{Copies, copies};
use crate::vocabulary::Medium;

rule! {
    "MAT031", "copies-contradict-text", Warning, Item(check),
    summary: ("份数与文字里写的不一致", "the number of copies differs from what the text says"),
    message: ("“{name}”的{where}写的是“{words}”，份数写的是{counts}", "“{name}” says “{words}” in its {where}, but the counts are {counts}"),
    help: ("核对后改成一致；文字里不再重复写份数", "make them agree, and do not repeat the number in the text"),
    requirements: [A3],
    cites: ["gbh-2017-115#5-format"],
    page: "copies_contradict_text.md",
}

fn check(item: &ServiceItem, cx: &mut Context<'_>) {
    for (index, material) in materials(item) {
        // Of a file there are no copies; what the numbers mean there nobody can tell.
        let counted = material.originals.is_some() && material.photocopies.is_some();
        if material.medium == Some(Medium::Electronic) || !counted || material.exempt == Some(true)
        {
            continue;
        }
        let places = [
            ("name", &material.name, Text::new("名称", "name"), true),
            ("size", &material.size, Text::new("规格", "page size"), true),
            (
                "filling_notes",
                &material.filling_notes,
                Text::new("填报须知", "filling-in notes"),
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
            let Some(words) = text.as_deref().and_then(|text| stated(text, certain)) else {
                continue;
            };
            let Some(copies) = copies(words).filter(|copies| differ(copies, material)) else {
                continue;
            };
            let range = copies.ranges.first().cloned().unwrap_or_default();
            let quote = Some(slice(words, range)).filter(|quote| !quote.is_empty());
            let quote = quote.unwrap_or(words);
            let quote = quote.rsplit(['（', '(']).next().unwrap_or(quote);
            let found = Diagnostic::at(path!["guide", "materials", index, field])
                .with("name", name(material, index))
                .with("where", label)
                .with("words", quote)
                .with("counts", counts(material))
                .quoting(quote)
                .related(
                    cx.here(path!["guide", "materials", index, "originals"]),
                    Text::new("份数", "the counts"),
                );
            cx.report(found.hint_unless(certain));
            break;
        }
    }
}

/// The part of a text that states the number of copies of this very material.
///
/// A name or a size speaks of the material itself; a note may speak of others, and only 一式 counts.
fn stated(text: &str, certain: bool) -> Option<&str> {
    if text.contains('各') {
        return None;
    }
    if certain {
        return Some(text);
    }
    let start = text.find("一式")?;
    let tail = slice(text, start..text.len());
    // 协议一式三份，报送两份 is about what the parties keep.
    let rest = first_chars(tail, 24);
    if ["报", "交", "执", "留"]
        .iter()
        .any(|word| rest.contains(word))
    {
        return None;
    }
    Some(first_chars(tail, 6))
}

fn differ(stated: &Copies, material: &Material) -> bool {
    let unlike =
        |said: Option<u32>, written: Option<u32>| said.is_some_and(|said| written != Some(said));
    if stated.originals.is_some() || stated.photocopies.is_some() {
        return unlike(stated.originals, material.originals)
            || unlike(stated.photocopies, material.photocopies);
    }
    let (originals, photocopies) = (
        material.originals.unwrap_or(0),
        material.photocopies.unwrap_or(0),
    );
    let fitting = [
        originals,
        photocopies,
        originals.saturating_add(photocopies),
        material.pieces.unwrap_or(originals),
    ];
    stated
        .pieces
        .is_some_and(|pieces| !fitting.contains(&pieces))
}

fn counts(material: &Material) -> Argument {
    let (originals, photocopies) = (
        material.originals.unwrap_or(0),
        material.photocopies.unwrap_or(0),
    );
    Argument::Both {
        zh: format!("原件{originals}份、复印件{photocopies}份"),
        en: format!("{originals} original(s) and {photocopies} photocopies"),
    }
}

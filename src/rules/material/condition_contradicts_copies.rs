use super::helpers::materials;
use crate::engine::{Context, Diagnostic, rule};
use crate::i18n::{Argument, Text};
use crate::model::ServiceItem;
use crate::path;
use crate::prose::{is_longer, sentences};
use crate::value::material::{copies, name_key};
use crate::vocabulary::Medium;

rule! {
    "MAT035", "condition-contradicts-copies", Warning, Item(check),
    summary: ("受理条件里写的份数与材料清单不一致", "the conditions state other copies than the list of materials"),
    message: ("受理条件写“{words}”，材料清单里“{name}”是{counts}", "the conditions say “{words}”, but the list of materials has “{name}” with {counts}"),
    help: ("核对后改成一致；材料的份数只写在材料清单里", "make them agree, and state the copies in the list of materials only"),
    requirements: [C2, A3],
    cites: ["licence-law#30"],
    page: "condition_contradicts_copies.md",
}

/// A longer entry says more than a name and its copies.
const MAX_ENTRY_CHARS: usize = 60;

fn check(item: &ServiceItem, cx: &mut Context<'_>) {
    let conditions = item.conditions();
    let Some(text) = conditions.filter(|text| text.contains('份')) else {
        return;
    };
    for entry in sentences(text) {
        if !entry.contains('份') || is_longer(entry, MAX_ENTRY_CHARS) {
            continue;
        }
        // 需提交：1.甲，原件1份
        let entry = entry.rsplit(['：', ':']).next().unwrap_or(entry).trim();
        let Some((label, rest)) = entry.split_once(['，', ',', ' ', '（', '(']) else {
            continue;
        };
        let Some(said) = copies(rest) else { continue };
        let core = name_key(label).core;
        let same = materials(item)
            .find(|(index, _)| cx.material_key(*index).is_some_and(|key| key.core == core));
        let Some((index, material)) = same else {
            continue;
        };
        let (Some(originals), Some(photocopies)) = (material.originals, material.photocopies)
        else {
            continue;
        };
        let electronic = material.medium == Some(Medium::Electronic);
        let unlike = |said: Option<u32>, listed: u32| said.is_some_and(|said| said != listed);
        if electronic
            || !(unlike(said.originals, originals) || unlike(said.photocopies, photocopies))
        {
            continue;
        }
        let listed = Text::new("材料清单", "the list of materials");
        cx.report(
            Diagnostic::at(path!["guide", "conditions"])
                .with("words", entry)
                .with("name", material.name.as_deref().unwrap_or_default().trim())
                .with(
                    "counts",
                    Argument::Both {
                        zh: format!("原件{originals}份、复印件{photocopies}份"),
                        en: format!("{originals} original(s) and {photocopies} photocopies"),
                    },
                )
                .quoting(entry)
                .related(
                    cx.here(path!["guide", "materials", index, "originals"]),
                    listed,
                ),
        );
    }
}

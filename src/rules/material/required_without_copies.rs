use super::helpers::{materials, name};
use crate::engine::{Context, Diagnostic, rule};
use crate::i18n::Text;
use crate::model::ServiceItem;
use crate::path;
use crate::vocabulary::{Medium, Necessity};

rule! {
    "MAT043", "required-without-copies", Warning, Item(check),
    summary: ("必要的纸质材料份数是0", "a required paper material with zero copies"),
    message: ("“{name}”是必要材料，{counts}", "“{name}” is required, but {counts}"),
    help: ("写明要几份原件、几份复印件；不用交的，注明免提交", "say how many originals and photocopies are required; if none, mark it as exempt"),
    requirements: [A3],
    cites: ["gbt39046#4-copies", "exchange-schema#page_num"],
    certain: Contradiction,
    page: "required_without_copies.md",
}

fn check(item: &ServiceItem, cx: &mut Context<'_>) {
    for (index, material) in materials(item) {
        let on_paper = matches!(
            material.medium,
            None | Some(Medium::Paper | Medium::PaperOrElectronic | Medium::PaperAndElectronic)
        );
        let is_required = material.necessity == Some(Necessity::Required);
        let counts = [material.originals, material.photocopies, material.pieces];
        let has_no_copies =
            counts.contains(&Some(0)) && counts.iter().all(|count| count.unwrap_or(0) == 0);
        // A paper for 查验 is shown at the window, not handed in.
        let is_only_shown = || {
            [&material.remark, &material.form, &material.filling_notes]
                .into_iter()
                .flatten()
                .any(|text| text.contains("查验") || text.contains("核验") || text.contains("不收"))
        };
        let has_both_counts = material.originals.is_some() && material.photocopies.is_some();
        if on_paper
            && is_required
            && has_no_copies
            && (has_both_counts || material.pieces.is_some() || material.medium.is_none())
            && !is_only_shown()
            && material.exempt != Some(true)
        {
            let field = match (material.originals, material.pieces) {
                (Some(_), _) => "originals",
                (None, Some(_)) => "pieces",
                (None, None) => "photocopies",
            };
            let counts = match (material.originals, material.photocopies) {
                (Some(_), None) => Text::new(
                    "原件写的是0份，复印件几份没有写",
                    "its originals are 0 and nothing says how many photocopies there are",
                ),
                (None, Some(_)) => Text::new(
                    "复印件写的是0份，原件几份没有写",
                    "its photocopies are 0 and nothing says how many originals there are",
                ),
                (Some(_), Some(_)) => Text::new("原件和复印件都写的是0份", "its counts are all 0"),
                (None, None) => Text::new("份数写的是0", "its count is 0"),
            };
            cx.report(
                Diagnostic::at(path!["guide", "materials", index, field])
                    .with("name", name(material, index))
                    .with("counts", counts),
            );
        }
    }
}

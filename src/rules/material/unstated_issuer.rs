use super::helpers::{materials, name};
use crate::engine::{Context, Diagnostic, Severity, rule};
use crate::i18n::Text;
use crate::model::ServiceItem;
use crate::path;
use crate::prose::is_filler;
use crate::vocabulary::{MaterialSource, Profile};
use crate::words;

rule! {
    "MAT050", "unstated-issuer", Hint, Item(check),
    summary: ("政府部门核发的材料没有写由谁核发", "a government-issued material without its issuing body"),
    message: ("“{name}”由政府部门核发，没有写是哪个部门", "“{name}” is issued by a government department, but nothing says which"),
    help: ("写明由哪个部门核发，申请人才知道到哪里取", "name the department that issues it, so that the applicant knows where to get it"),
    requirements: [A3, C8],
    cites: ["gbt39046#4-issuer"],
    certain: Presence,
    page: "unstated_issuer.md",
}

fn check(item: &ServiceItem, cx: &mut Context<'_>) {
    for (index, material) in materials(item) {
        let has_issuer = [&material.issuing_body, &material.source_note]
            .into_iter()
            .flatten()
            .any(|text| !is_filler(text));
        if material.source != Some(MaterialSource::Government) || has_issuer {
            continue;
        }
        let label = name(material, index);
        // 公安局出具的证明 names the body; everybody knows who issues an identity card.
        let names_issuer = ["出具", "核发", "颁发", "开具", "签发"]
            .iter()
            .any(|word| label.contains(word));
        let key = cx.material_key(index);
        let is_well_known = |core: &str| {
            cx.words(&words::COMMON_LICENCE).ends(core)
                || ["身份证明", "身份证件", "有效证件"]
                    .iter()
                    .any(|end| core.ends_with(end))
        };
        if names_issuer || key.is_some_and(|key| is_well_known(&key.core)) {
            continue;
        }
        let uncollected = Text::new(
            "来源没有采集出具机构",
            "the source does not collect the issuing body",
        );
        if !cx.misses("guide.materials.issuing_body", uncollected) {
            return;
        }
        let found =
            Diagnostic::at(path!["guide", "materials", index, "issuing_body"]).with("name", label);
        cx.report(if cx.settings.profile == Profile::Audit {
            found.severity(Severity::Warning)
        } else {
            found
        });
    }
}

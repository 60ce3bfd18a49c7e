use super::held_material_on_paper::{is_blanket, not_held};
use super::helpers::{label, materials};
use super::licence::{
    Fate, asked_for, core, fate, gives_back, is_changed, is_held_by_office, is_licence,
    is_of_office, is_shared, is_subject, is_waived,
};
use crate::analysis::without_closing;
use crate::engine::{Context, Diagnostic, rule};
use crate::i18n::Text;
use crate::model::{Material, ServiceItem};
use crate::path;
use crate::vocabulary::{MaterialSource, Medium, Necessity};
use crate::words;

rule! {
    "MAT052", "held-material-not-exempt", Warning, Item(check),
    summary: ("政府部门核发的证照仍要群众提交", "a certificate that some office issued must still be submitted"),
    message: ("“{name}”{what}，仍要提交，没有写免提交", "“{name}” {what}, yet it must be submitted and is not exempt"),
    help: ("能从电子证照库、数据共享取得的，注明免提交并写明取得方式；确实取不到的，写明原因", "if it can be obtained from the certificate library or by data sharing, mark it as exempt and say how; if not, say why"),
    requirements: [C8],
    cites: ["sc-2016-55#材料复用", "business-env#44"],
    page: "held_material_not_exempt.md",
}

fn check(item: &ServiceItem, cx: &mut Context<'_>) {
    for (index, material) in materials(item) {
        if material.exempt == Some(true) {
            continue;
        }
        let label = label(material, index);
        let by_source = material.source == Some(MaterialSource::Government);
        // A paper from the applicant may only share the name, unless it is a common licence or a permit.
        let own = || material.source == Some(MaterialSource::Applicant) && !is_permit(&label, cx);
        let mut told = if asked_for(material, cx) && is_in_library(&label, cx) && !own() {
            if by_source { PAPER } else { LICENCE }
        } else if material.source.is_none() && is_of_office(&label) {
            OFFICE
        } else if material.source.is_none() && is_held_by_office(item, material, &label) {
            HELD
        } else if is_handed_out(&label, material, cx) {
            PAPER
        } else if is_shared(&label, material) && !is_blanket(item) {
            SHARED
        } else {
            continue;
        };
        if not_held(&label, material) || is_waived(material) {
            continue;
        }
        // A licence that the item takes back or changes has to be submitted.
        let subject = is_subject(item, &label);
        if ![OFFICE, HELD].contains(&told)
            && (subject
                || words::PAPER_ITSELF.occurs_in(&label)
                || fate(item, material) != Fate::Kept)
        {
            // If the source says that an office issued it, the guide has to say that it is taken back or changed.
            if !by_source || gives_back(item, material) {
                continue;
            }
            if subject && is_changed(material) {
                told = OWN;
            }
        }
        let found = Diagnostic::at(path!["guide", "materials", index, "name"])
            .with("name", label.into_owned())
            .with("what", told);
        // What an office writes to another is not in the applicant's hands; a licence may be.
        cx.report(found.hint_unless(told == OFFICE));
    }
}

const LICENCE: Text = Text::new(
    "是政府部门核发的证照",
    "is a certificate that some office issued",
);

const OFFICE: Text = Text::new("是机关出具的", "comes from an office by its name");

const HELD: Text = Text::new(
    "按名称是机关核发或者掌握的",
    "is by its name a paper that offices issue or keep",
);

const PAPER: Text = Text::new("的来源是政府部门核发", "comes from some office");

const SHARED: Text = Text::new(
    "标为可以共享，来源却不是政府部门核发",
    "is marked as shareable, though by its source no office issued it",
);

const OWN: Text = Text::new(
    "的来源是政府部门核发，没有写要收回、换发还是签注",
    "comes from some office, and nothing says that it is taken back, exchanged or noted on",
);

/// Whether the source says that an office issued the material, and it has to be submitted on paper or as a file.
fn is_handed_out(label: &str, material: &Material, cx: &Context<'_>) -> bool {
    if material.source != Some(MaterialSource::Government) {
        return false;
    }
    let core = core(label);
    // Common or shared licences that are accepted on paper only are reported by MAT051.
    let common = || cx.words(&words::COMMON_LICENCE).ends(&core);
    let on_paper = material.medium == Some(Medium::Paper)
        && (material.shared == Some(true) && !words::PAPER_ITSELF.occurs_in(label) || common());
    !on_paper
        && material.necessity == Some(Necessity::Required)
        && matches!(
            material.medium,
            Some(Medium::Paper | Medium::PaperOrElectronic | Medium::PaperAndElectronic)
        )
        && (words::ISSUED_PAPER.ends(&core)
            || words::HANDED_OUT.ends(&core)
            || is_of_office(label)
            || common())
        && !label.contains("法院")
        && !words::IN_NO_LIBRARY.occurs_in(label)
}

/// Whether the material is a licence that some office has in its electronic licence library.
fn is_in_library(label: &str, cx: &Context<'_>) -> bool {
    let core = without_closing(label.trim_end_matches(['。', '；', ' ']));
    let core = core.trim_end_matches("复印件").trim_end_matches('》');
    (words::LIBRARY_LICENCE.ends(core) || cx.words(&words::COMMON_LICENCE).ends(core))
        && is_licence(label)
        && !label.contains("文件")
        && !words::IN_NO_LIBRARY.occurs_in(label)
}

fn is_permit(label: &str, cx: &Context<'_>) -> bool {
    let core = core(label);
    cx.words(&words::COMMON_LICENCE).ends(&core) || core.ends_with("许可证")
}

use super::helpers::{materials, name};
use super::licence::core;
use crate::engine::{Context, Diagnostic, rule};
use crate::i18n::Text;
use crate::model::{Material, ServiceItem};
use crate::path;
use crate::vocabulary::MaterialSource;
use crate::words;

rule! {
    "MAT054", "source-contradicts-name", Warning, Item(check),
    summary: ("不是政府部门出的材料，来源写政府部门核发", "a paper no office issues whose source is a government department"),
    message: ("“{name}”是{what}，来源却写政府部门核发", "“{name}” is {what}, but its source is a government department"),
    help: ("来源改为申请人自备，或者写明由哪个单位出具", "set the source to the applicant, or say who issues it"),
    requirements: [A3, C8],
    own: (
        "来源写错，申请人会到政府部门去要本该自己准备的材料",
        "a wrong source sends applicants to an office for what they have to bring themselves",
    ),
    page: "source_contradicts_name.md",
}

fn check(item: &ServiceItem, cx: &mut Context<'_>) {
    for (index, material) in materials(item) {
        if material.source != Some(MaterialSource::Government) {
            continue;
        }
        let label = name(material, index);
        if let Some(what) = kind_of_own_paper(&label, material) {
            cx.report(
                Diagnostic::at(path!["guide", "materials", index, "source"])
                    .with("name", label)
                    .with("what", what),
            );
        }
    }
}

/// The kind of the paper, if its name rules out that a government body issues it; of several papers, each must
/// be of such a kind.
fn kind_of_own_paper(label: &str, material: &Material) -> Option<Text> {
    // A government body may also be the applicant or a party.
    if ["税", "政府", "部门", "机关", "局", "公有", "公共租赁"]
        .iter()
        .any(|word| label.contains(word))
    {
        return None;
    }
    let to_fill = material.blank_form.is_some() || material.sample_form.is_some();
    let mut kinds = label.split(['或', '、']).map(|part| kind(part, to_fill));
    let first = kinds.next().flatten();
    first.filter(|_| kinds.all(|kind| kind.is_some()))
}

/// The kind of one paper.
fn kind(name: &str, to_fill: bool) -> Option<Text> {
    let core = core(name);
    if to_fill && words::FILLED_IN_ENDING.ends(&core) {
        Some(Text::new(
            "申请人自己填的表",
            "a form that the applicant fills in",
        ))
    } else if core.ends_with("发票") {
        Some(Text::new("卖方开的发票", "an invoice of the seller"))
    } else if words::CONTRACT_ENDING.ends(&core) {
        Some(Text::new("双方签的合同", "a contract of two parties"))
    } else if words::PAPER_OF_ITSELF_ENDING.ends(&core) {
        Some(Text::new("申请人自己的", "the applicant's own"))
    } else {
        None
    }
}

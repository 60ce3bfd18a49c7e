use super::helpers::{clauses, materials, name, notes};
use crate::engine::{Context, Diagnostic, rule};
use crate::model::{Material, ServiceItem};
use crate::path;
use crate::words;

rule! {
    "MAT057", "proof-by-committee", Warning, Item(check),
    summary: ("要村（居）委会开具国家已经明确不由它开具的证明", "a proof from a village or neighbourhood committee that it is not to give"),
    message: ("“{name}”要由村（居）委会出具：{kind}的证明，国家已经明确不由村（居）委会出具", "“{name}” is to come from a village or neighbourhood committee, which is not to certify this ({kind})"),
    help: ("由部门核验、数据共享或者申请人书面承诺代替，不再要求提交；法律、法规另有规定的，写明依据", "verify it among departments or take a written commitment instead; if a law demands it, cite that law"),
    requirements: [C8],
    own: (
        "民政部等六部门2020年的清单列明，这些证明不应由基层群众性自治组织出具：它核实不了",
        "six ministries listed in 2020 what such committees are not to certify, as they cannot verify it",
    ),
    certain: Table,
    page: "proof_by_committee.md",
}

fn check(item: &ServiceItem, cx: &mut Context<'_>) {
    for (index, material) in materials(item) {
        let Some(label) = material.name.as_deref() else {
            continue;
        };
        let proves = material.exempt != Some(true) && label.contains("证明");
        let kind = proves.then(|| words::NOT_FOR_COMMITTEES.find(label));
        let Some(kind) = kind.flatten().filter(|_| is_by_committee(material)) else {
            continue;
        };
        cx.report(
            Diagnostic::at(path!["guide", "materials", index, "name"])
                .with("name", name(material, index))
                .with("kind", kind.word),
        );
    }
}

/// Whether the issuing body, a note or the name says that a village or neighbourhood committee issues or seals
/// the material.
fn is_by_committee(material: &Material) -> bool {
    let issued = |clause: &str| {
        words::COMMITTEE.occurs_in(clause)
            && ["出具", "开具", "证明", "盖章", "公章", "签章"]
                .iter()
                .any(|word| clause.contains(word))
    };
    let body = material.issuing_body.as_deref();
    body.is_some_and(|body| words::COMMITTEE.occurs_in(body))
        || material.name.as_deref().is_some_and(issued)
        || notes(material).any(|(_, text)| clauses(text).any(issued))
}

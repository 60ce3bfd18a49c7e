use crate::engine::{Context, Diagnostic, rule};
use crate::i18n::{Argument, Text};
use crate::model::{Material, ServiceItem};
use crate::path;
use crate::vocabulary::{Audience, Necessity, Vocabulary};
use crate::words;

rule! {
    "SUB025", "paper-of-other-audience", Hint, Item(check),
    summary: ("要交的材料不是服务对象才有的", "a material that the audience cannot have"),
    message: ("要交“{name}”，这是{whose}才有的，服务对象却是{audience}", "“{name}” is required, which only {whose} have, but the audience is {audience}"),
    help: ("服务对象漏了的补上；只有一部分对象要交的，写明适用情形", "add the missing audience, or say in which case the material is required"),
    requirements: [D7, A3],
    own: ("服务对象拿不出别的对象才有的材料", "applicants cannot submit what only others have"),
    page: "paper_of_other_audience.md",
}

fn check(item: &ServiceItem, cx: &mut Context<'_>) {
    let own = &item.audience;
    let materials = item.materials();
    if own.is_empty() || materials.is_empty() || own.iter().any(|one| !one.is_listed()) {
        return;
    }
    let persons = own.iter().all(|one| *one == Audience::NaturalPerson);
    let institutions = own.contains(&Audience::PublicInstitution);
    for (at, material) in materials.iter().enumerate() {
        let Some(name) = material.name.as_deref() else {
            continue;
        };
        let whose = if !institutions && name.contains("事业单位法人证") {
            Text::new("事业单位", "public institutions")
        } else if persons && words::LEGAL_PERSON_PAPER.occurs_in(name) {
            Text::new("企业等单位", "enterprises and other bodies")
        } else {
            continue;
        };
        if !is_required_of_all(material, name) {
            continue;
        }
        let audience: Vec<&str> = own.iter().map(Vocabulary::term).collect();
        return cx.report(
            Diagnostic::at(path!["guide", "materials", at, "name"])
                .with("name", name.trim())
                .with("whose", whose)
                .with("audience", Argument::list(&audience))
                .related(
                    cx.here(path!["audience"]),
                    Text::new("服务对象", "the audience"),
                ),
        );
    }
}

/// Whether all applicants need the material: it is neither limited to some cases nor replaceable by another.
fn is_required_of_all(material: &Material, name: &str) -> bool {
    // 董事会或股东会决议 is a single paper; its 或 offers no alternative.
    let without_alternatives = ["事业单位", "董事会或股东", "股东大会或董事会"]
        .iter()
        .fold(name.to_owned(), |name, word| name.replace(word, ""));
    matches!(material.necessity, None | Some(Necessity::Required))
        && material.condition.is_none()
        && !words::PAPER_IN_SOME_CASE.occurs_in(&without_alternatives)
}

use super::helpers::materials;
use crate::analysis::{is_elsewhere, is_none};
use crate::engine::{Context, Diagnostic, rule};
use crate::i18n::Argument;
use crate::model::ServiceItem;
use crate::path;
use crate::vocabulary::{ItemType, MaterialKind};
use crate::words;

rule! {
    "MAT045", "no-application-form", Hint, Item(check),
    summary: ("要申请的事项没有列申请表", "an application is required, but no application form is listed"),
    message: ("申请材料只有{names}，没有申请表、申请书，也没有说明情况的材料", "the only materials are {names}; there is no application form and nothing that states the case"),
    help: ("列出申请表（书）并提供空白表和样表；在线填写或免填的，写明", "list the application form with a blank form and a sample; if it is filled in online or waived, say so"),
    requirements: [A3, A2],
    cites: ["licence-law#29", "licence-law#30"],
    page: "no_application_form.md",
}

fn check(item: &ServiceItem, cx: &mut Context<'_>) {
    let name = item.name.as_str();
    let typed = matches!(
        item.item_type,
        Some(ItemType::Licence | ItemType::Confirmation)
    );
    let other = matches!(item.item_type, Some(ItemType::PublicService));
    let above = item.catalogue_name.as_deref().unwrap_or_default();
    if other
        || words::FORMLESS_MATTER.occurs_in(above)
        || !(typed || words::DECIDED_MATTER.occurs_in(name))
        || words::FORMLESS_MATTER.occurs_in(name)
    {
        return;
    }
    let mut names = Vec::new();
    let mut only_identity = true;
    for (_, material) in materials(item) {
        let Some(label) = material.name.as_deref().map(str::trim) else {
            return;
        };
        if material.kind == Some(MaterialKind::Form) || material.blank_form.is_some() {
            return;
        }
        if label.is_empty()
            || label.starts_with('无')
            || is_none(material)
            || is_elsewhere(material)
        {
            return;
        }
        if words::APPLICANT_WRITING.occurs_in(label) {
            if !words::PROOF_NOT_FORM.occurs_in(label) {
                return;
            }
            let plain = words::PROOF_NOT_FORM
                .iter()
                .fold(label.to_owned(), |name, word| name.replace(word, ""));
            if words::APPLICANT_WRITING.occurs_in(&plain) {
                return;
            }
        }
        // Courts and enforcement bodies apply with their own papers.
        if ["法院", "执法机关"].iter().any(|body| label.contains(body)) {
            return;
        }
        only_identity &= label.ends_with("身份证明") || words::IDENTITY_PAPER.occurs_in(label);
        names.push(format!("“{label}”"));
    }
    // If the applicant only shows an identity paper, the window clerk takes down the rest, or the applicant
    // fills it in online.
    if !only_identity {
        cx.report(
            Diagnostic::at(path!["guide", "materials"]).with("names", Argument::list(&names)),
        );
    }
}

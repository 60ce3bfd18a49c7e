use super::helpers::{materials, name};
use crate::analysis::{is_form, without_closing};
use crate::engine::{Context, Diagnostic, rule};
use crate::model::{Material, ServiceItem};
use crate::path;
use crate::prose::{sentences, without_brackets};
use crate::words;

rule! {
    "MAT024", "form-standard-on-issued-paper", Hint, Item(check),
    summary: ("证照、证明的受理标准写的是怎样填表", "the acceptance standard of an issued paper tells how to fill in a form"),
    message: ("“{name}”是已经出具的证照、证明，受理标准写的却是填表的要求：“{words}”", "“{name}” is issued by somebody, but its acceptance standard tells how to fill in a form: “{words}”"),
    help: ("写这份证照、证明怎样才收，如在有效期内、记载与申请表一致；填表的要求移到申请表下面", "say which certificate will be accepted, such as one valid and consistent with the application; move the rules on filling in to the form"),
    requirements: [A5],
    own: (
        "套用申请表的标准，等于没有说这份证照怎样才收",
        "the standard of a form does not tell which certificate will be accepted",
    ),
    page: "form_standard_on_issued_paper.md",
}

fn check(item: &ServiceItem, cx: &mut Context<'_>) {
    for (index, material) in materials(item) {
        let Some(text) = material.acceptance_standard.as_deref() else {
            continue;
        };
        if !words::FILLING_IN.occurs_in(text) || !is_issued_by_others(material) {
            continue;
        }
        // A standard that compares the paper with a form does not ask to fill it in.
        let asks_to_fill_in = |sentence: &&str| {
            words::FILLING_IN.occurs_in(sentence) && !sentence.contains(['与', '相', '核'])
        };
        let Some(words) = sentences(text).find(asks_to_fill_in) else {
            continue;
        };
        cx.report(
            Diagnostic::at(path!["guide", "materials", index, "acceptance_standard"])
                .with("name", name(material, index))
                .with("words", words)
                .quoting(words),
        );
    }
}

/// Whether the paper is issued by someone other than the applicant.
fn is_issued_by_others(material: &Material) -> bool {
    let name = material.name.as_deref().unwrap_or_default().trim();
    let core = without_brackets(name);
    let core = without_closing(core.trim_end_matches("复印件").trim_end_matches("原件"));
    !is_form(material)
        && !["表", "说明", "承诺"]
            .iter()
            .any(|word| name.contains(word))
        && words::PAPER_ISSUED_BY_OTHERS.ends(core)
}

use crate::engine::{Context, Diagnostic, rule};
use crate::i18n::Text;
use crate::model::ServiceItem;
use crate::path;
use crate::prose::is_blank;
use crate::vocabulary::CaseType;

rule! {
    "LIM024", "immediate-case-with-special-procedure", Hint, Item(check),
    summary: ("即办件带有特别程序", "an on-the-spot case with a special procedure"),
    message: ("办件类型是即办件，却有特别程序“{procedure}”", "the case type is on-the-spot, but it has the special procedure “{procedure}”"),
    help: ("核对办件类型；特别程序只在少数情形才有的，在说明里写明", "check the case type; if the procedure only applies to rare cases, say so in the note"),
    requirements: [B5],
    cites: ["business-env#36"],
    certain: Contradiction,
    page: "immediate_case_with_special_procedure.md",
}

fn check(item: &ServiceItem, cx: &mut Context<'_>) {
    if item.case_type != Some(CaseType::Immediate) {
        return;
    }
    let procedures = item.special_procedures().iter();
    let unexplained = procedures.enumerate().find(|(_, procedure)| {
        let note = procedure.note.as_deref().is_none_or(is_blank);
        note && (procedure.name.is_some() || procedure.kind.is_some())
    });
    if let Some((index, procedure)) = unexplained {
        let kind = procedure.kind.as_ref().map(ToString::to_string);
        let name = procedure.name.clone().or(kind).unwrap_or_default();
        let place = cx.here(path!["case_type"]);
        let found = Diagnostic::at(path!["guide", "special_procedures", index])
            .with("procedure", name)
            .related(place, Text::new("办件类型", "the case type"));
        cx.report(found);
    }
}

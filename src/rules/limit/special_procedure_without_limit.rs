use crate::engine::{Context, Diagnostic, rule};
use crate::model::{Element, ServiceItem};
use crate::path;
use crate::value::limit::find_all;

rule! {
    "LIM070", "special-procedure-without-limit", Warning, Item(check),
    summary: ("特别程序没有写时限", "a special procedure without a time limit"),
    message: ("特别程序“{name}”没有写要多长时间", "the special procedure “{name}” does not say how long it takes"),
    help: ("写明该程序的时限；它不计入承诺办结时限，群众要知道另加多少天", "give the time limit of the procedure, so that applicants know how many days it adds to the promised limit"),
    requirements: [A1, B5],
    cites: ["licence-law#45", "exchange-schema#special_procedure"],
    certain: Presence,
    page: "special_procedure_without_limit.md",
}

fn check(item: &ServiceItem, cx: &mut Context<'_>) {
    let procedures = item.special_procedures().iter();
    for (index, procedure) in procedures.enumerate() {
        let states_limit = |text: &Option<String>| {
            text.as_deref()
                .is_some_and(|text| !find_all(text).is_empty())
        };
        if procedure.limit.is_some()
            || states_limit(&procedure.note)
            || states_limit(&procedure.name)
        {
            continue;
        }
        let kind = procedure.kind.as_ref().map(ToString::to_string);
        let Some(name) = procedure.name.clone().or(kind) else {
            continue;
        };
        let path = path!["guide", "special_procedures", index];
        if let Element::Missing = cx.element::<str>(None, "guide.special_procedures.limit") {
            cx.report(Diagnostic::at(path).with("name", name));
        }
    }
}

use super::visits::declared;
use crate::engine::{Context, Diagnostic, rule};
use crate::i18n::Text;
use crate::model::ServiceItem;
use crate::path;
use crate::prose::says_something;
use crate::vocabulary::HandlingForm;

rule! {
    "PRO075", "visit-though-remote", Hint, Item(check),
    summary: ("网上能办、又能邮寄，却要到现场", "handled online and by courier, but a visit is required"),
    message: ("办理形式有网上办理和快递申请，却写要到现场{count}次，没有写到现场做什么", "the handling forms include online and courier, but {count} visit(s) are required without saying what for"),
    help: ("不用到现场的，次数改成0；必须到现场的，写明做什么、依据哪一条", "if no visit is required, set the number to 0; otherwise say what is done on site and which provision requires it"),
    requirements: [B6],
    cites: ["sc-2016-55#网上办理"],
    certain: Contradiction,
    page: "visit_though_remote.md",
}

fn check(item: &ServiceItem, cx: &mut Context<'_>) {
    let Some(visits) = declared(item) else { return };
    let Some(count) = visits.count.filter(|count| *count > 0) else {
        return;
    };
    let has = |form: HandlingForm| item.handling_forms.contains(&form);
    if !has(HandlingForm::Online)
        || !has(HandlingForm::Mail)
        || says_something(visits.reason.as_deref())
    {
        return;
    }
    let on_site = item
        .process()
        .is_some_and(|process| process.steps.iter().any(|step| step.on_site == Some(true)));
    if on_site {
        return;
    }
    let at = (item.handling_forms.iter()).position(|form| *form == HandlingForm::Mail);
    cx.report(
        Diagnostic::at(path!["guide", "visits", "count"])
            .with("count", count)
            .related(
                cx.here(path!["handling_forms", at.unwrap_or_default()]),
                Text::new("可以邮寄", "it can be sent"),
            ),
    );
}

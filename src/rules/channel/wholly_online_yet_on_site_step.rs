use super::depth::claim;
use crate::compare::clip;
use crate::engine::{Context, Diagnostic, rule};
use crate::model::ServiceItem;
use crate::path;

rule! {
    "CHN074", "wholly-online-yet-on-site-step", Warning, Item(check),
    summary: ("写着全程网办，却有必须到现场的环节", "claimed to be fully online, but a step requires a visit"),
    message: ("{claim}，但环节“{step}”要申请人到现场", "{claim}, but the step “{step}” requires the applicant to come in person"),
    help: ("能改成网上的改掉；必须到现场的，降低网办等级并写明到现场次数", "move the step online; if a visit is unavoidable, lower the online grade and state the number of visits"),
    requirements: [C4, B6],
    cites: ["d3-36cities-2020#全程网办"],
    certain: Contradiction,
    page: "wholly_online_yet_on_site_step.md",
}

fn check(item: &ServiceItem, cx: &mut Context<'_>) {
    let (Some(claim), Some(guide)) = (claim(item), item.guide.as_ref()) else {
        return;
    };
    let Some(process) = guide.process.as_ref() else {
        return;
    };
    let step = (process.steps.iter().enumerate()).find(|(_, step)| step.on_site == Some(true));
    let Some((at, step)) = step else { return };
    let name = step
        .name
        .as_deref()
        .or(step.id.as_deref())
        .unwrap_or_default();
    let found = Diagnostic::at(path!["guide", "process", "steps", at, "on_site"])
        .with("claim", claim.text)
        .with("step", clip(name))
        .related(cx.here(claim.path), claim.text);
    cx.report(found.hint_unless(claim.certain));
}

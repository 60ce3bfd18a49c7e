use super::depth::claim;
use crate::engine::{Context, Diagnostic, rule};
use crate::model::ServiceItem;
use crate::path;

rule! {
    "CHN070", "wholly-online-yet-visits", Error, Item(check),
    summary: ("写着全程网办，却要到现场", "claimed to be fully online, but visits are required"),
    message: ("{claim}，到办事现场次数却是{visits}次", "{claim}, but the number of visits is {visits}"),
    help: ("能不跑的改成0次；必须到现场的，降低网办等级并写明原因", "reduce the visits to 0; if a visit is unavoidable, lower the online grade and give the reason"),
    requirements: [C4, B6],
    cites: ["d3-36cities-2020#全程网办", "wenzhou-script#现场"],
    certain: Contradiction,
    overrides: ["CHN072", "CHN074", "PRO065"],
    page: "wholly_online_yet_visits.md",
}

fn check(item: &ServiceItem, cx: &mut Context<'_>) {
    let visits = item.visits();
    let Some(count) = visits
        .and_then(|visits| visits.count)
        .filter(|count| *count > 0)
    else {
        return;
    };
    let Some(claim) = claim(item) else { return };
    let found = Diagnostic::at(path!["guide", "visits", "count"])
        .with("claim", claim.text)
        .with("visits", count)
        .related(cx.here(claim.path), claim.text);
    cx.report(found.hint_unless(claim.certain));
}

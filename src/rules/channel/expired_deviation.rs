use super::helpers::{deviating_label, still_differs};
use crate::engine::{Context, Diagnostic, rule};
use crate::model::ServiceItem;
use crate::path;

rule! {
    "CHN042", "expired-deviation", Warning, Item(check),
    summary: ("差异说明已经过期，差异还在", "a declared difference that has expired and still differs"),
    message: ("{element}的差异说明{until}到期，现在仍不一致", "the declared difference in {element} ended on {until}, and it still differs"),
    help: ("统一各处的说法；确需延续的，重新批准并改有效期", "say the same everywhere, or have it approved again with a new date"),
    requirements: [C1, D4],
    own: ("过期的差异说明不再作数", "a deviation past its date no longer holds"),
    certain: Arithmetic,
    page: "expired_deviation.md",
}

fn check(item: &ServiceItem, cx: &mut Context<'_>) {
    let Some(today) = cx.settings.today else {
        return;
    };
    for (at, deviation) in item.deviations.iter().enumerate() {
        let Some(until) = deviation.until.filter(|until| *until < today) else {
            continue;
        };
        if still_differs(deviation, item, cx) == Some(true) {
            cx.report(
                Diagnostic::at(path!["deviations", at, "until"])
                    .with("element", deviating_label(deviation))
                    .with("until", &until),
            );
        }
    }
}

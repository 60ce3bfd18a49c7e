use crate::engine::{Context, Diagnostic, rule};
use crate::i18n::Text;
use crate::model::ServiceItem;
use crate::path;
use crate::prose::says_something;

rule! {
    "CHN040", "unapproved-deviation", Warning, Item(check),
    summary: ("差异说明没有写原因或批准人", "a declared difference without reason or approver"),
    message: ("这条差异说明没有写{lacking}", "this declared difference names no {lacking}"),
    help: ("写明为什么不同、谁批准的；没有批准的，统一各处的说法", "say why it differs and who approved it, or say the same everywhere"),
    requirements: [C1],
    own: (
        "差异说明是本库的办法：要有原因和批准人",
        "deviations are our own device: each has a reason and an approver",
    ),
    certain: Presence,
    page: "unapproved_deviation.md",
}

fn check(item: &ServiceItem, cx: &mut Context<'_>) {
    for (at, deviation) in item.deviations.iter().enumerate() {
        let blank = |text: &Option<String>| !says_something(text.as_deref());
        let lacking = match (blank(&deviation.reason), blank(&deviation.approved_by)) {
            (true, true) => Text::new("原因和批准人", "reason and no approver"),
            (true, false) => Text::new("原因", "reason"),
            (false, true) => Text::new("批准人", "approver"),
            (false, false) => continue,
        };
        cx.report(Diagnostic::at(path!["deviations", at]).with("lacking", lacking));
    }
}

use super::visits::declared;
use crate::engine::{Context, Diagnostic, Severity, rule};
use crate::i18n::Argument;
use crate::model::{Element, ServiceItem};
use crate::path;
use crate::prose::is_filler;

rule! {
    "PRO061", "several-visits", Warning, Item(check),
    summary: ("要到现场不止一次", "more than one visit"),
    message: ("要到现场{count}次，目标是最多跑一次；{reason}", "{count} visits are required, but the target is at most one; {reason}"),
    help: ("把能网上、邮寄、帮办代办的环节改出来，减到最多一次；确实减不了的，写明每一次为什么要到现场", "move what can be done online, by courier or by an agent, so that at most one visit remains; if that is impossible, say why each visit is required"),
    requirements: [B6],
    cites: ["d3-36cities-2020#跑动", "business-env#36"],
    certain: Arithmetic,
    overrides: ["PRO062"],
    page: "several_visits.md",
}

fn check(item: &ServiceItem, cx: &mut Context<'_>) {
    let Some(visits) = declared(item) else { return };
    let Some(count) = visits.count.filter(|count| *count > 1) else {
        return;
    };
    let reason = visits.reason.as_deref().filter(|reason| !is_filler(reason));
    let (severity, says) = match cx.element(reason, "guide.visits.reason") {
        Element::Given(reason) => (
            Severity::Hint,
            Argument::Both {
                zh: format!("理由是“{}”", reason.trim()),
                en: format!("the reason given is “{}”", reason.trim()),
            },
        ),
        Element::Missing => (
            Severity::Warning,
            Argument::Both {
                zh: "没有写理由".to_owned(),
                en: "no reason is given".to_owned(),
            },
        ),
        _ => (
            Severity::Hint,
            Argument::Both {
                zh: "来源没有采集理由".to_owned(),
                en: "the source does not collect the reason".to_owned(),
            },
        ),
    };
    cx.report(
        Diagnostic::at(path!["guide", "visits", "count"])
            .with("count", count)
            .with("reason", says)
            .severity(severity),
    );
}

use crate::engine::{Context, Diagnostic, Severity, rule};
use crate::i18n::{Argument, Text};
use crate::model::{Body, ServiceItem};
use crate::path;
use crate::prose::{is_blank, is_filler, says_something};
use crate::vocabulary::HandlingMode;

rule! {
    "PRO070", "joint-without-lead", Warning, Item(check),
    summary: ("几个部门联办，没有牵头部门", "handled by several bodies, but none leads"),
    message: ("{count}个机构联办，没有写明谁牵头{authority}", "{count} bodies handle the item, but none is marked as lead{authority}"),
    help: ("标明哪个是牵头机构（leads = true），由它受理、汇总意见、作出决定", "mark the body that accepts the application, collects opinions and decides as the lead (leads = true)"),
    requirements: [B7],
    cites: ["licence-law#26"],
    own: (
        "不写谁牵头，申请人不知道找谁；法律没有要求必须指定",
        "without a lead body applicants do not know whom to turn to; the law does not require naming one",
    ),
    certain: Structure,
    page: "joint_without_lead.md",
}

fn check(item: &ServiceItem, cx: &mut Context<'_>) {
    let joint = item.handling_mode == Some(HandlingMode::Joint);
    let bodies = || item.authority.iter().chain(&item.co_authorities);
    if bodies().any(|body| body.leads == Some(true)) || item.co_authorities.is_empty() {
        return;
    }
    // A body that is consulted occasionally needs no lead body; an authority that is stated not to lead does.
    let own = item.authority.as_ref();
    let leaderless = own.is_none_or(|own| own.name.is_none() || own.leads == Some(false));
    let (severity, authority) = if leaderless || joint {
        (Severity::Warning, String::new())
    } else {
        (
            Severity::Hint,
            own.and_then(|own| own.name.clone()).unwrap_or_default(),
        )
    };
    let is_placeholder = |body: &Body| body.name.as_deref().is_none_or(is_no_name);
    if item.co_authorities.iter().all(is_placeholder)
        || severity == Severity::Hint && is_divided(item)
    {
        return;
    }
    let uncollected = Text::new(
        "来源没有采集哪个机构牵头",
        "the source does not collect which body leads",
    );
    if !cx.misses("co_authorities.leads", uncollected) {
        return;
    }
    let authority = if authority.is_empty() {
        Argument::Plain(authority)
    } else {
        Argument::Both {
            zh: format!("，是不是实施主体“{authority}”"),
            en: format!("; is it “{authority}”?"),
        }
    };
    cx.report(
        Diagnostic::at(path!["co_authorities"])
            .with("count", bodies().count())
            .with("authority", authority)
            .severity(severity),
    );
}

/// Whether a name is a word for nothing, such as 无 or 无^.
fn is_no_name(name: &str) -> bool {
    let plain = name.trim_end_matches(|c: char| !c.is_alphanumeric());
    is_blank(plain) || is_filler(plain)
}

/// Whether the part of every body is published, or the authority is one of the bodies.
fn is_divided(item: &ServiceItem) -> bool {
    let own = item.authority.as_ref().and_then(|own| own.name.as_deref());
    let is_own = |body: &Body| own.is_some() && body.name.as_deref() == own;
    let has_part = |body: &Body| says_something(body.role.as_deref());
    item.co_authorities.iter().any(is_own) || item.co_authorities.iter().all(has_part)
}

use super::helpers::list;
use crate::engine::{Context, Diagnostic, rule};
use crate::i18n::Text;
use crate::model::{Body, ServiceItem};
use crate::path;
use crate::prose::{is_filler, says_something, text_key};

rule! {
    "PRO073", "partner-without-step", Warning, Item(check),
    summary: ("联办机构没有承担任何环节", "a co-authority without a step"),
    message: ("联办机构“{body}”没有承担任何环节；环节里的办理单位是{bodies}", "the co-authority “{body}” handles no step; the steps name {bodies}"),
    help: ("写明“{body}”办哪个环节；不参与办理的，从联办机构里删去", "say which step “{body}” handles; if it takes no part, remove it from co_authorities"),
    requirements: [B7],
    cites: ["business-env#41", "business-env#42"],
    certain: Structure,
    page: "partner_without_step.md",
}

fn check(item: &ServiceItem, cx: &mut Context<'_>) {
    let acting: Vec<&str> = item
        .steps()
        .iter()
        .filter_map(|step| step.body.as_deref())
        .filter(|body| !is_filler(body))
        .collect();
    if acting.is_empty() || item.co_authorities.is_empty() {
        return;
    }
    let bodies = || item.authority.iter().chain(&item.co_authorities);
    // An unlisted name may be another name of any listed body.
    if !acting
        .iter()
        .all(|acting| bodies().any(|body| is_named(body, acting)))
    {
        return cx.cannot_judge(Text::new(
            "环节里的办理单位有的对不上实施主体和联办机构",
            "a body named in the steps is neither the authority nor a co-authority",
        ));
    }
    for (at, body) in item.co_authorities.iter().enumerate() {
        let Some(name) = body.name.as_deref().filter(|name| !is_filler(name)) else {
            continue;
        };
        let acts = acting.iter().any(|acting| is_named(body, acting))
            || says_something(body.role.as_deref());
        if !acts {
            cx.report(
                Diagnostic::at(path!["co_authorities", at])
                    .with("body", name)
                    .with("bodies", list(&acting)),
            );
        }
    }
}

/// Whether a step's body is this one, by its name or short name, or with an additional office.
fn is_named(body: &Body, acting: &str) -> bool {
    let acting = text_key(acting);
    [&body.name, &body.short_name]
        .into_iter()
        .flatten()
        .any(|name| {
            let name = text_key(name);
            !name.is_empty()
                && !acting.is_empty()
                && (acting.contains(&name) || name.ends_with(&acting))
        })
}

use crate::compare::clip;
use crate::engine::{Context, Diagnostic, rule};
use crate::model::ServiceItem;
use crate::path;

rule! {
    "CHN106", "consultation-links-to-itself", Hint, Item(check),
    summary: ("咨询网址就是办事指南自己的网页", "the enquiry address is the guide's own page"),
    message: ("{contact}网址就是本事项办事指南的网页：{url}", "the address for {contact} is the page of this guide itself: {url}"),
    help: ("换成能提问、能投诉的网页地址；没有的，删去这一项", "give the page where users can ask or complain; if there is none, delete the address"),
    requirements: [A9],
    cites: ["gbh-2017-115#4-reply"],
    certain: Structure,
    page: "consultation_links_to_itself.md",
}

/// Minimum length of the source's id, in bytes; shorter ids occur in unrelated addresses by chance.
const MIN_ID_BYTES: usize = 8;

fn check(item: &ServiceItem, cx: &mut Context<'_>) {
    let Some(guide) = &item.guide else { return };
    let own = item.source_url.as_deref().map(str::trim);
    let id = item
        .source_id
        .as_deref()
        .map(str::trim)
        .filter(|id| id.len() >= MIN_ID_BYTES);
    for (key, contact, zh, en) in [
        ("consultation", &guide.consultation, "咨询", "enquiries"),
        ("complaint", &guide.complaint, "投诉", "complaints"),
    ] {
        let Some(url) = contact.as_ref().and_then(|contact| contact.url.as_deref()) else {
            continue;
        };
        if own == Some(url.trim()) || id.is_some_and(|id| url.contains(id)) {
            cx.report(
                Diagnostic::at(path!["guide", key, "url"])
                    .with("contact", crate::i18n::Text::new(zh, en))
                    .with("url", clip(url)),
            );
        }
    }
}

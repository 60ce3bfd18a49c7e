use crate::compare::is_online;
use crate::engine::{Context, Diagnostic, Severity, rule};
use crate::i18n::Text;
use crate::model::ServiceItem;
use crate::path;
use crate::path::Path;
use crate::prose::says_something;
use crate::vocabulary::{ChannelKind, HandlingForm, OnlineDepth, OnlineGrade, Reach};
use crate::words;

rule! {
    "CHN054", "claimed-online-without-entry", Error, Item(check),
    summary: ("写着可以网办，却没有网上入口", "claimed to be handled online, but there is no online entry"),
    message: ("{claim}，但没有一个可办理的网上渠道给出网址", "{claim}, but no online channel that handles the item has an address"),
    help: ("补上办理入口的网址；还不能网办的，更正是否网办和办理形式", "add the address of the online entry; if the item cannot be handled online yet, correct `online` and the handling forms"),
    requirements: [C4],
    cites: ["d3-36cities-2020#全程网办"],
    certain: Presence,
    page: "claimed_online_without_entry.md",
}

fn check(item: &ServiceItem, cx: &mut Context<'_>) {
    let Some((path, claim, certain)) = claim(item) else {
        return;
    };
    let (mut online, mut named) = (None, false);
    for (at, channel) in item.channels.iter().enumerate() {
        let kind = channel.kind.as_ref();
        if !kind.is_none_or(is_online) {
            continue;
        }
        let url = says_something(channel.url.as_deref());
        if url && channel.handles != Some(false) {
            return;
        }
        // An app can also be found by its name; another rule reports that it has no link.
        let reach = kind.map(ChannelKind::reach);
        let app = matches!(reach, Some(Reach::App | Reach::MiniProgram));
        named |= app && channel.handles != Some(false);
        online = online.or(Some(at));
    }
    if named || tells_address(item) {
        return;
    }
    for element in ["channels", "channels.url"] {
        let uncollected = Text::new(
            "来源没有采集渠道的网址",
            "the source does not collect the addresses of channels",
        );
        if !cx.misses(element, uncollected) {
            return;
        }
    }
    let mut found = Diagnostic::at(path).with("claim", claim);
    if let Some(at) = online {
        let label = Text::new("这个渠道没有办理入口", "this channel has no entry");
        found = found.related(cx.here(path!["channels", at]), label);
    }
    cx.report(if certain {
        found
    } else {
        found.severity(Severity::Warning)
    });
}

/// Whether the description of the online process says at which address it begins.
fn tells_address(item: &ServiceItem) -> bool {
    let told = item
        .process()
        .and_then(|process| process.online_narrative.as_deref());
    told.is_some_and(|text| {
        ["http", "www.", ".gov.cn"]
            .iter()
            .any(|part| text.contains(part))
    })
}

/// The path and the text of the item's claim to be handled online, and whether a field of its own makes it.
fn claim(item: &ServiceItem) -> Option<(Path, Text, bool)> {
    if item.online == Some(false) {
        return None;
    }
    let form = item
        .handling_forms
        .iter()
        .position(|form| *form == HandlingForm::Online);
    let depth = item
        .online_depth
        .iter()
        .position(|depth| matches!(depth, OnlineDepth::Acceptance | OnlineDepth::Handling));
    let graded = matches!(
        item.online_grade,
        Some(OnlineGrade::Three | OnlineGrade::Four)
    );
    let text = |zh, en| Text::new(zh, en);
    if item.online == Some(true) {
        let claim = text("写着可以网办", "the item says that it is handled online");
        Some((path!["online"], claim, true))
    } else if let Some(at) = form {
        let claim = text("办理形式有网上办理", "the handling forms include online");
        Some((path!["handling_forms", at], claim, true))
    } else if graded {
        let claim = text("网办等级在Ⅲ级以上", "the online grade is Ⅲ or above");
        Some((path!["online_grade"], claim, true))
    } else if let Some(at) = depth {
        let claim = text(
            "网上办理深度有受理或办理",
            "the depth of online handling includes acceptance or handling",
        );
        Some((path!["online_depth", at], claim, true))
    } else if item.handling_forms.is_empty() {
        let claim = text(
            "办理流程说在网上提交",
            "the process says that applications are submitted online",
        );
        told_online(item).map(|path| (path, claim, false))
    } else {
        None
    }
}

/// The text of the process that says that the application is sent over the internet, if none says by which site.
fn told_online(item: &ServiceItem) -> Option<Path> {
    let narrative = item
        .process()
        .and_then(|process| process.narrative.as_deref());
    let narrative = narrative.map(|text| (path!["guide", "process", "narrative"], text));
    let actions = item.steps().iter().enumerate().filter_map(|(at, step)| {
        let path = path!["guide", "process", "steps", at, "action"];
        Some((path, step.action.as_deref()?))
    });
    let texts: Vec<(Path, &str)> = narrative.into_iter().chain(actions).collect();
    let says_where = |(_, text): &(Path, &str)| words::WHERE_ONLINE.occurs_in(text);
    let mut told = texts
        .iter()
        .position(|(_, text)| words::SENT_ONLINE.occurs_in(text));
    told = told.filter(|_| !texts.iter().any(says_where));
    texts.into_iter().nth(told?).map(|(path, _)| path)
}

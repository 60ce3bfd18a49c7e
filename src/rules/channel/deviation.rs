use super::helpers::{deviating_element, deviating_label, names_channel, still_differs};
use crate::engine::{Context, Diagnostic, rules};
use crate::i18n::Text;
use crate::model::ServiceItem;
use crate::path;
use crate::path::Path;
use crate::prose::says_something;
use crate::vocabulary::{ChannelKind, Vocabulary};

rules! {
    all {
        requirements: [C1],
        page: "deviation.md",
    }
    "CHN040", "unapproved-deviation", Warning, Item(unapproved),
        summary: ("差异说明没有写原因或批准人", "a deviation without reason or approver"),
        message: ("这条差异说明没有写{lacking}", "this deviation names no {lacking}"),
        help: ("写明为什么不同、谁批准的；没有批准的，统一各处的说法", "say why the channels differ and who approved it; without approval, make them agree"),
        own: (
            "差异说明是本库的办法：要有原因和批准人",
            "deviations are this library's own concept: each needs a reason and an approver",
        ),
        certain: Presence;
    "CHN042", "expired-deviation", Warning, Item(expired),
        summary: ("差异说明已经过期，差异还在", "an expired deviation, though the difference remains"),
        message: ("{element}的差异说明{until}到期，现在仍不一致", "the deviation for {element} expired on {until}, but the channels still differ"),
        help: ("统一各处的说法；确需延续的，重新批准并改有效期", "make the channels agree, or have the deviation approved again with a new date"),
        requirements: [C1, D4],
        own: ("过期的差异说明不再作数", "an expired deviation is no longer valid"),
        certain: Arithmetic;
    "CHN044", "needless-deviation", Warning, Item(needless),
        summary: ("差异说明所说的差异已经没有了", "a deviation for a difference that no longer exists"),
        message: ("差异说明写了{element}，但各处的说法没有不同", "a deviation is declared for {element}, but the channels do not differ"),
        help: ("删去这条差异说明，或者更正它写的渠道和要素", "remove the deviation, or correct its channels and element"),
        requirements: [C1, D4],
        own: ("没有差异了，说明就该撤", "a deviation without a difference should be removed"),
        certain: Structure;
    "CHN046", "unknown-channel-in-deviation", Warning, Item(unknown_channel),
        summary: ("差异说明写的渠道不存在", "a deviation names a channel that does not exist"),
        message: ("差异说明写的渠道“{channel}”不在这个事项的渠道里", "the deviation names the channel “{channel}”, which the item does not have"),
        help: ("改成 channels 里有的标识", "use an id listed under `channels`"),
        own: ("差异说明要指到有的渠道", "a deviation must refer to an existing channel"),
        certain: Structure;
}

fn unapproved(item: &ServiceItem, cx: &mut Context<'_>) {
    for (at, deviation) in item.deviations.iter().enumerate() {
        let blank = |text: &Option<String>| !says_something(text.as_deref());
        let lacking = match (blank(&deviation.reason), blank(&deviation.approved_by)) {
            (true, true) => Text::new("原因和批准人", "reason or approver"),
            (true, false) => Text::new("原因", "reason"),
            (false, true) => Text::new("批准人", "approver"),
            (false, false) => continue,
        };
        cx.report(Diagnostic::at(path!["deviations", at]).with("lacking", lacking));
    }
}

fn expired(item: &ServiceItem, cx: &mut Context<'_>) {
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

fn needless(item: &ServiceItem, cx: &mut Context<'_>) {
    for (at, deviation) in item.deviations.iter().enumerate() {
        let known = |word: &String| names_channel(word, item, cx);
        // An unknown channel is reported by another rule, or is a view that is not loaded in this run.
        if !deviation.channels.is_empty() && !deviation.channels.iter().any(known) {
            continue;
        }
        if still_differs(deviation, item, cx) == Some(false) {
            let own = Path::parse(&format!("guide.{}", deviating_element(deviation)));
            let found = Diagnostic::at(path!["deviations", at, "element"])
                .with("element", deviating_label(deviation))
                .related(cx.here(own), Text::new("事项本身", "the item itself"));
            cx.report(found);
        }
    }
}

fn unknown_channel(item: &ServiceItem, cx: &mut Context<'_>) {
    for (at, deviation) in item.deviations.iter().enumerate() {
        for (index, word) in deviation.channels.iter().enumerate() {
            // A kind of channel may be the name of a view that is not loaded in this run.
            if names_channel(word, item, cx) || ChannelKind::recognise(word).is_some() {
                continue;
            }
            let found = Diagnostic::at(path!["deviations", at, "channels", index])
                .with("channel", word)
                .related(
                    cx.here(path!["channels"]),
                    Text::new("渠道", "the channels"),
                );
            cx.report(found);
        }
    }
}

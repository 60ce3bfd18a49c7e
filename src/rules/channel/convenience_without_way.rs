use crate::engine::{Context, Diagnostic, rule};
use crate::i18n::Text;
use crate::model::{Element, Guide, ServiceItem};
use crate::path;
use crate::prose::says_something;

rule! {
    "CHN088", "convenience-without-way", Warning, Item(check),
    summary: ("写着支持预约或快递，没有写怎样用", "a convenience is offered, but not how to use it"),
    message: ("写着{offer}，没有写{how}{besides}", "{offer}, but nothing says {how}{besides}"),
    help: ("{can}的，写明{how}，附网址或电话；不{can}的，{field}改填“否”", "if {can}, say {how}, with an address or a phone; if not, set {field} to no"),
    requirements: [A6, B6],
    own: (
        "写着支持，没有写怎样用，等于不支持",
        "an offer that nobody knows how to use is no offer",
    ),
    page: "convenience_without_way.md",
}

fn check(item: &ServiceItem, cx: &mut Context<'_>) {
    let Some(guide) = &item.guide else { return };
    let offers = [
        (
            "appointment",
            &guide.appointment,
            Text::new("支持预约办理", "appointments are available"),
            Text::new("能预约", "appointments are possible"),
            Text::new("怎样预约", "how to book"),
            Text::new("“是否支持预约办理”", "“availability of appointments”"),
        ),
        (
            "courier",
            &guide.courier,
            Text::new("支持物流快递", "courier delivery is available"),
            Text::new("能寄送", "a courier may be used"),
            Text::new("怎样寄送", "how to send and receive"),
            Text::new("“是否支持物流快递”", "“availability of couriers”"),
        ),
    ];
    for (key, offer, text, can, how, field) in offers {
        let Some(offer) = offer.as_ref().filter(|offer| offer.available == Some(true)) else {
            continue;
        };
        let filled = |text: &Option<String>| says_something(text.as_deref());
        let texts = [&offer.way, &offer.url, &offer.place];
        if texts.into_iter().any(filled) || !offer.phones.is_empty() {
            continue;
        }
        // If the source has a column for at least one of the elements, it collects how the offer is used.
        let state = |part: &str| cx.element::<str>(None, &format!("guide.{key}.{part}"));
        let states = ["way", "url", "place", "phones"].map(state);
        if states.contains(&Element::Missing) {
            let nowhere = key == "appointment" && has_no_place(guide, cx);
            let found = Diagnostic::at(path!["guide", key, "available"])
                .with("offer", text)
                .with("can", can)
                .with("how", how)
                .with("field", field);
            let besides = if nowhere {
                Text::new("，也没有线下办理窗口", ", and there is no window to go to")
            } else {
                Text::new("", "")
            };
            let found = found.with("besides", besides);
            // If there is a window, people can call it to book, and couriers can deliver to its address.
            cx.report(found.hint_unless(nowhere));
        } else if states.contains(&Element::NotCollected) {
            cx.cannot_judge(Text::new(
                "来源没有采集怎样预约或邮寄",
                "the source does not collect how to book or to use the courier",
            ));
        }
    }
}

/// Whether the source collects places, but the guide has none.
fn has_no_place(guide: &Guide, cx: &Context<'_>) -> bool {
    guide.places.is_empty() && cx.element::<str>(None, "guide.places") == Element::Missing
}

use super::helpers::guides;
use crate::engine::{Context, Diagnostic, rule};
use crate::i18n::Text;
use crate::model::{Place, ServiceItem};
use crate::prose::is_filler;
use crate::value::address::{Lack, lack};
use crate::words;

rule! {
    "ORG090", "inexact-address", Warning, Item(check),
    summary: ("办理地点没有写清门牌、楼层和窗口", "a place without street number, floor or window"),
    message: ("办理地点“{place}”没有写{lacking}", "the place “{place}” gives no {lacking}"),
    help: ("写到路名门牌、楼层和窗口，如人民路12号政务服务中心2楼5号窗口", "write street and number, floor and window"),
    requirements: [A1, C6],
    cites: ["wenzhou-script#地址"],
    page: "inexact_address.md",
}

fn check(item: &ServiceItem, cx: &mut Context<'_>) {
    for (at, guide) in guides(item) {
        for (index, place) in guide.places.iter().enumerate() {
            let named = [(&place.address, "address"), (&place.name, "name")]
                .into_iter()
                .find_map(|(text, key)| Some((text.as_deref()?, key)))
                .or_else(|| Some((bare_window(place)?, "window")))
                .filter(|(text, _)| !is_filler(text));
            let Some((text, key)) = named else { continue };
            // A web address or an app is not a physical place.
            let online = ["http", "www.", "网上", "线上", "小程序"]
                .iter()
                .any(|word| text.contains(word));
            if online || is_relative(text) || words::ANY_PLACE.occurs_in(text) {
                continue;
            }
            if let Some(lack) = lack(place) {
                let path = at.then("places").then(index).then(key);
                let found = Diagnostic::at(path).with("place", text.trim());
                cx.report(found.with("lacking", describe_lack(lack)));
            }
        }
    }
}

/// The window, if it is all that is told of a place.
fn bare_window(place: &Place) -> Option<&str> {
    let window = place.window.as_deref()?;
    let is_bare = place.directions.is_none() && !words::BUILDING_ENDING.occurs_in(window);
    is_bare.then_some(window)
}

const fn describe_lack(lack: Lack) -> Text {
    match lack {
        Lack::Everything => Text::new("门牌号、楼层或窗口", "street number, floor or window"),
        Lack::StreetNumber => Text::new("路名和门牌号", "street and number"),
        Lack::Inside => Text::new(
            "是哪个大厅、哪层楼、哪个窗口",
            "hall, floor or window behind the street number",
        ),
    }
}

/// Whether the place is described relative to another one: 车管所后门旁.
fn is_relative(text: &str) -> bool {
    ["旁", "侧", "对面"].iter().any(|word| text.contains(word))
}

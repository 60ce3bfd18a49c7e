use std::collections::BTreeMap;

use crate::engine::{CatalogueContext, Diagnostic, rule};
use crate::facts::PlaceFacts;
use crate::i18n::Text;
use crate::path;
use crate::path::Path;
use crate::prose::slice;
use crate::words;

rule! {
    "CAT054", "hall-addresses-differ", Hint, Catalogue(check),
    summary: ("同一个大厅，地址写法不一", "one service hall with several addresses"),
    message: ("“{hall}”的地址与另外{count}处写的{usual}不一样", "the address of “{hall}” is not the {usual} of {count} other places"),
    help: ("核实大厅的地址，各事项写成一样；确实是两处的，名称写得能分清", "check the address and use it everywhere; if there are two halls, give them distinct names"),
    requirements: [C5, C1],
    own: ("同一个地方写法不一，申请人以为是两处", "applicants take one place written in two ways for two places"),
    page: "hall_addresses_differ.md",
}

/// Items that state an address, with the place in each.
type Statements<'f> = Vec<(usize, PlaceFacts<'f>)>;

fn path_of(place: &PlaceFacts<'_>) -> Path {
    path!["guide", "places", place.index, "address"]
}

fn check(cx: &mut CatalogueContext<'_>) {
    let facts = cx.facts();
    let mut halls: BTreeMap<(&str, &str), BTreeMap<String, Statements<'_>>> = BTreeMap::new();
    for (index, item) in facts.iter().enumerate() {
        for place in item.places() {
            let name = place.name.trim();
            if !words::GENERIC_HALL.ends(name) {
                continue;
            }
            // A hall without a name of its own is identified by the body that has it.
            let of = if words::GENERIC_HALL.is(name) {
                item.body().unwrap_or_default()
            } else {
                ""
            };
            let Some(door) = door(place.address) else {
                continue;
            };
            let doors = halls.entry((name, of)).or_default();
            doors.entry(door).or_default().push((index, place));
        }
    }
    for ((name, _), doors) in &halls {
        let Some(usual) = doors.values().max_by_key(|statements| statements.len()) else {
            continue;
        };
        let [(example, there), ..] = usual.as_slice() else {
            continue;
        };
        let others = doors.values().filter(|other| !std::ptr::eq(*other, usual));
        for (item, place) in others.flatten() {
            let found = Diagnostic::in_item(*item, path_of(place))
                .with("hall", *name)
                .with("usual", there.address.trim())
                .with("count", usual.len())
                .related(
                    cx.in_item(*example, path_of(there)),
                    Text::new("另一个地址", "the other address"),
                );
            cx.report(found);
        }
    }
}

/// The road and number of an address, which floors and windows do not change.
fn door(address: &str) -> Option<String> {
    let digit = |c: char| c.is_ascii_digit();
    let (before, _) = address.split_once('号')?;
    let road = before.trim_end_matches(digit);
    let number = before
        .strip_prefix(road)
        .filter(|number| !number.is_empty())?;
    // The part before the road may be left out: 某市某区人民路 and 人民路.
    let start = ["省", "市", "区", "县", "旗", "镇", "乡", "街道"]
        .iter()
        .filter_map(|end| road.rfind(end).map(|at| at + end.len()))
        .max()
        .unwrap_or_default();
    let road = Some(slice(road, start..road.len())).filter(|road| !road.is_empty())?;
    Some(format!("{road}{number}"))
}

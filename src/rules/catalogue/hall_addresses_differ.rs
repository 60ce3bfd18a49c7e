use std::collections::BTreeMap;

use crate::engine::{CatalogueContext, Diagnostic, rule};
use crate::i18n::Text;
use crate::path;
use crate::path::Path;
use crate::prose::slice;
use crate::words;

rule! {
    "CAT054", "hall-addresses-differ", Hint, Catalogue(check),
    summary: ("同一个大厅，地址写法不一", "one service hall with several addresses"),
    message: ("“{hall}”这里的地址是{address}，另有{count}处写的是{usual}", "the address of “{hall}” is {address} here and {usual} in {count} other places"),
    help: ("核实大厅的地址，各事项写成一样；确实是两处的，名称写得能分清", "check the address and use it everywhere; if there are two halls, give them distinct names"),
    requirements: [C5, C1],
    own: ("同一个地方写法不一，申请人以为是两处", "applicants take one place written in two ways for two places"),
    page: "hall_addresses_differ.md",
}

/// Every statement of one address of one hall, in order.
type Statements<'a> = Vec<(usize, Path, &'a str)>;

fn check(cx: &mut CatalogueContext<'_>) {
    let catalogue = cx.catalogue();
    let mut halls: BTreeMap<(&str, &str), BTreeMap<String, Statements<'_>>> = BTreeMap::new();
    for (index, item) in catalogue.items.iter().enumerate() {
        let places = item.places();
        let body = item
            .authority
            .as_ref()
            .and_then(|body| body.name.as_deref());
        for (at, place) in places.iter().enumerate() {
            let (Some(name), Some(address)) = (&place.name, &place.address) else {
                continue;
            };
            let name = name.trim();
            if !words::GENERIC_HALL.ends(name) {
                continue;
            }
            // A hall without a name of its own is told by the body that has it.
            let of = if words::GENERIC_HALL.is(name) {
                body.unwrap_or_default()
            } else {
                ""
            };
            let Some(door) = door(address) else { continue };
            let statement = (
                index,
                path!["guide", "places", at, "address"],
                address.trim(),
            );
            let hall = halls.entry((name, of)).or_default();
            hall.entry(door).or_default().push(statement);
        }
    }
    for ((name, _), doors) in &halls {
        let usual = doors.values().max_by_key(|statements| statements.len());
        let Some(usual) = usual else { continue };
        for statements in doors.values().filter(|other| !std::ptr::eq(*other, usual)) {
            let (Some((index, path, address)), Some((first, at, known))) =
                (statements.first(), usual.first())
            else {
                continue;
            };
            let found = Diagnostic::in_item(*index, path.clone())
                .with("hall", *name)
                .with("address", *address)
                .with("usual", *known)
                .with("count", usual.len())
                .related(
                    cx.in_item(*first, at.clone()),
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
    // What precedes the road is written more or less fully: 某市某区人民路 and 人民路.
    let start = ["省", "市", "区", "县", "旗", "镇", "乡", "街道"]
        .iter()
        .filter_map(|end| road.rfind(end).map(|at| at + end.len()))
        .max()
        .unwrap_or_default();
    let road = Some(slice(road, start..road.len())).filter(|road| !road.is_empty())?;
    Some(format!("{road}{number}"))
}

use crate::engine::{CatalogueContext, Diagnostic, Facts, ItemFacts, rule};
use crate::facts::{PlaceFacts, alike, digest, item_at};
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

/// An address that an item states: the digests of hall and door, the index of the item, and that of the place in it.
type Statement = [u64; 4];

fn address_path(place: &PlaceFacts<'_>) -> Path {
    path!["guide", "places", place.index, "address"]
}

/// The name of a hall; if the name is generic, with the body that runs it.
fn hall<'i>(item: &'i ItemFacts<'_>, place: &PlaceFacts<'i>) -> Option<(&'i str, &'i str)> {
    let name = place.name.trim();
    let body = || item.body().unwrap_or_default();
    let is_generic = words::GENERIC_HALL.is(name);
    words::GENERIC_HALL
        .ends(name)
        .then(|| (name, if is_generic { body() } else { "" }))
}

fn check(cx: &mut CatalogueContext<'_>) {
    let facts = cx.facts();
    let stated = facts.sorted(|at, item| {
        let places = item.places().filter_map(|place| {
            let hall = digest(&hall(item, &place)?);
            let door = digest(&door(place.address)?);
            Some([hall, door, at as u64, place.index as u64])
        });
        places.collect::<Vec<_>>()
    });
    for hall in alike(stated) {
        let same_door = |[_, one, ..]: &Statement, [_, other, ..]: &Statement| one == other;
        let doors: Vec<&[Statement]> = hall.chunk_by(same_door).collect();
        if doors.len() < 2 {
            continue;
        }
        let first_door = |statements: &[Statement]| {
            with_place(facts, statements.first()?, |place| door(place.address)).flatten()
        };
        let usual = doors
            .iter()
            .max_by_key(|of_door| (of_door.len(), first_door(of_door)));
        let Some((usual, example)) = usual.and_then(|usual| Some((*usual, usual.first()?))) else {
            continue;
        };
        let there = with_place(facts, example, |place| {
            (address_path(place), place.address.trim().to_owned())
        });
        let Some((there, address)) = there else {
            continue;
        };
        let [_, usual_door, example, _] = example;
        for statement in hall.iter().filter(|[_, door, ..]| door != usual_door) {
            let [_, _, item, _] = statement;
            let found = with_place(facts, statement, |place| {
                Diagnostic::in_item(item_at(*item), address_path(place))
                    .with("hall", place.name.trim())
                    .with("usual", address.as_str())
                    .with("count", usual.len())
                    .related(
                        cx.in_item(item_at(*example), there.clone()),
                        Text::new("另一个地址", "the other address"),
                    )
            });
            if let Some(found) = found {
                cx.report(found);
            }
        }
    }
}

/// Applies `look` to the place of a statement.
fn with_place<T>(
    facts: &Facts,
    [_, _, item, index]: &Statement,
    look: impl Fn(&PlaceFacts<'_>) -> T,
) -> Option<T> {
    let item = facts.get(item_at(*item))?;
    let mut places = item.places();
    let place = places.find(|place| place.index as u64 == *index)?;
    Some(look(&place))
}

/// The road and street number of an address, without floors and windows.
fn door(address: &str) -> Option<String> {
    let digit = |c: char| c.is_ascii_digit();
    let (before, _) = address.split_once('号')?;
    let road = before.trim_end_matches(digit);
    let number = before
        .strip_prefix(road)
        .filter(|number| !number.is_empty())?;
    // Drop the part before the road, which may be left out: 某市某区人民路 and 人民路.
    let start = ["省", "市", "区", "县", "旗", "镇", "乡", "街道"]
        .iter()
        .filter_map(|end| road.rfind(end).map(|at| at + end.len()))
        .max()
        .unwrap_or_default();
    let road = Some(slice(road, start..road.len())).filter(|road| !road.is_empty())?;
    Some(format!("{road}{number}"))
}

//! Dialects that extend another.

use super::file::{DialectFile, FieldMapping};
use super::names::normal;

/// Merges a dialect file with the one it extends.
pub(super) fn onto(own: DialectFile, base: DialectFile) -> DialectFile {
    let mut taken: Vec<String> = own
        .fields
        .iter()
        .flat_map(|field| &field.from)
        .chain(&own.ignore)
        .map(|name| normal(name).into_owned())
        .collect();
    taken.sort_unstable();
    let is_taken = |name: &String| {
        let name = normal(name);
        taken
            .binary_search_by(|known| known.as_str().cmp(&name))
            .is_ok()
    };
    let rest = base.fields.into_iter().filter_map(|mut field| {
        let has_source = !field.from.is_empty();
        field.from.retain(|name| !is_taken(name));
        (!has_source || !field.from.is_empty()).then_some(field)
    });
    let rest: Vec<FieldMapping> = rest.collect();
    let mut maps = base.maps;
    for (name, map) in own.maps {
        maps.entry(name).or_default().extend(map);
    }
    let ignore = base.ignore.into_iter().filter(|name| !is_taken(name));
    let own_or_base = |own: Vec<String>, base: Vec<String>| if own.is_empty() { base } else { own };
    DialectFile {
        recognise: own_or_base(own.recognise, base.recognise),
        peculiar: own_or_base(own.peculiar, base.peculiar),
        least: if own.least == 0 {
            base.least
        } else {
            own.least
        },
        initials: own.initials || base.initials,
        records: own.records.or(base.records),
        fill_down: own_or_base(own.fill_down, base.fill_down),
        group: own.group.or(base.group),
        fields: own.fields.into_iter().chain(rest).collect(),
        names: own.names,
        joins: own.joins.into_iter().chain(base.joins).collect(),
        maps,
        not_collected: own.not_collected.or(base.not_collected),
        interface_words: own
            .interface_words
            .into_iter()
            .chain(base.interface_words)
            .collect(),
        ignore: own.ignore.iter().cloned().chain(ignore).collect(),
        expect: own.expect.into_iter().chain(base.expect).collect(),
        // Samples are not inherited.
        tests: own.tests,
        schema: own.schema,
        name: own.name,
        title: own.title,
        note: own.note,
        extends: own.extends,
    }
}

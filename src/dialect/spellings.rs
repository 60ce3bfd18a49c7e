//! How a dialect spells the values of code lists.

use super::file::{DialectFile, FieldMapping};
use super::names::join;
use crate::vocabulary::{List, TimeUnit, Vocabulary};

/// One spelling of a value in a dialect.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Spelling<'d> {
    /// The code list.
    pub(crate) list: &'static str,
    /// Its term.
    pub(crate) term: &'d str,
    /// The word or code of the source.
    pub(crate) source: &'d str,
}

/// Key of the map entry for all other values.
const ANY_OTHER: &str = "*";

/// The spellings of a dialect, sorted.
pub(crate) fn spellings(file: &DialectFile) -> Vec<Spelling<'_>> {
    let mut found = Vec::new();
    collect(&file.fields, file, "", &mut found);
    found.sort();
    found.dedup();
    found
}

fn collect<'d>(
    fields: &'d [FieldMapping],
    file: &'d DialectFile,
    owner: &str,
    found: &mut Vec<Spelling<'d>>,
) {
    for field in fields {
        let own = field.map.as_ref().zip(field.vocabulary(owner));
        let unit = field.unit_map.as_ref().map(|map| (map, TimeUnit::LIST));
        for (map, list) in own.into_iter().chain(unit) {
            let map = file.maps.get(map).into_iter().flatten();
            found.extend(map.filter_map(|(source, term)| spelling(list, source, term)));
        }
        collect(&field.rows, file, &join(owner, &field.to.element()), found);
    }
}

/// The spelling in a map entry; `None` if it is the term itself, or if the term is not in the list.
fn spelling<'d>(list: &'static List, source: &'d str, term: &'d str) -> Option<Spelling<'d>> {
    let known = list.terms.iter().any(|own| own.term == term);
    (known && source != term && source != ANY_OTHER).then_some(Spelling {
        list: list.id,
        term,
        source,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_and_units_are_spelled_as_their_maps_say() {
        let file: DialectFile = toml::from_str(
            r#"
            name = "a"
            recognise = ["b"]
            fields = [
                { from = "b", to = "item_type", map = "types" },
                { from = "c", to = "guide.time_limit.promised", unit = "d", unit_map = "units" },
                { from = "e", to = "guide.materials", rows = [{ from = "f", to = "medium", map = "media" }] },
            ]
            [maps.types]
            1 = "行政许可"
            "行政确认" = "行政确认"
            8 = "甲"
            [maps.units]
            G = "工作日"
            [maps.media]
            "" = "纸质"
            "*" = "电子"
            "#,
        )
        .unwrap();
        let found = spellings(&file).into_iter();
        let found: Vec<_> = found.map(|one| (one.list, one.term, one.source)).collect();
        let expected = [
            ("item_type", "行政许可", "1"),
            ("medium", "纸质", ""),
            ("time_unit", "工作日", "G"),
        ];
        assert_eq!(found, expected);
    }
}

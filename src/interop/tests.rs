//! Tests that every table has a row for every element.

use super::map::ways;
use super::standard::Standard;
use super::table::Way;

#[test]
fn every_element_has_a_row_and_every_row_an_element() {
    for standard in Standard::ALL {
        let all = ways(standard.table());
        let without = all.iter().filter(|(.., way)| way.is_none());
        let without: Vec<&String> = without.map(|(element, ..)| element).collect();
        assert!(without.is_empty(), "{standard:?}: no row for {without:?}");
        for row in standard.table().rows {
            let above = row.element.strip_suffix(".*");
            let is_there = all.iter().any(|(element, _, way)| match above {
                Some(above) => element == above && way.is_some_and(Way::is_within),
                None => element == row.element,
            });
            assert!(is_there, "{standard:?}: no element {}", row.element);
        }
    }
}

use super::*;
use crate::testing::{fresh, rows};

#[test]
fn the_table_of_names_is_fresh() {
    let mut numbers: Vec<usize> = (0..ALL.len()).collect();
    numbers.retain(|number| !ALL[*number].is_placeholder());
    numbers.sort_by_key(|number| ALL[*number].name);
    let table = format!(
        "//! The divisions of `divisions.tsv` by name.\n//!\n//! Generated from it: \
        `UPDATE=1 cargo test --all-features --lib table`.\n\n\
        /// Their indexes, but for those whose name only holds a place.\n\
        pub(super) static BY_NAME: [u16; {}] = [\n{}];\n",
        numbers.len(),
        rows(numbers.iter().map(usize::to_string)),
    );
    fresh("src/division/table.rs", &table);
}

#[test]
fn the_table_is_in_order_and_well_formed() {
    assert!(all().len() > 4000);
    for pair in all().windows(2) {
        assert!(pair[0].code <= pair[1].code, "{:?}", pair[1]);
    }
    for division in all() {
        let code = DivisionCode::new(division.code);
        assert!(
            code.parts().is_ok() && code.province().is_some(),
            "{division:?}"
        );
        assert!(!division.name.is_empty());
        for date in [division.since, division.until].into_iter().flatten() {
            assert_eq!(date.len(), 7, "{division:?}");
        }
    }
}

#[test]
fn every_line_of_the_table_is_a_division() {
    let lines = TABLE.lines().filter(|line| !line.starts_with('#')).count();
    assert_eq!(all().len(), lines);
}

#[test]
fn the_past_is_known() {
    // The old code of a city, still in thousands of credit codes.
    assert!(find("511301").is_some());
    assert_eq!(
        find("450122").and_then(|division| division.until),
        Some("2014-10")
    );
    assert_eq!(find("450110").map(|division| division.name), Some("武鸣区"));
    assert!(
        history("130184")
            .iter()
            .all(|division| division.code == "130184")
    );
}

#[test]
fn divisions_added_by_a_user_are_known() {
    let none = Additions::default();
    assert!(!none.knows("450699") && !none.knows("9") && !none.knows("四五〇六"));
    assert!(none.knows("100000") && none.knows("450602001002") && none.knows("450671"));
    let some = none.with(&DivisionCode::new("450699"), "某新区");
    assert!(some.knows("450699"));
    assert_eq!(some.name("450699"), Some("某新区"));
}

#[test]
fn a_body_begins_with_its_division() {
    let name = |body| leading(body).map(|(name, _)| name);
    assert_eq!(name("广西壮族自治区教育厅"), Some("广西壮族自治区"));
    assert_eq!(name("市教育局"), None);
    assert_eq!(name(""), None);
}

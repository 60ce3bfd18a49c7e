use super::*;
use crate::check::Checker;

/// The four states of one element give four different outcomes.
#[test]
fn four_states_give_four_outcomes() {
    let check = |text: &str| {
        let reading = crate::read_str(
            "catalogue.toml",
            text,
            crate::source::Format::Toml,
            &crate::ReadOptions::default(),
        );
        let checker = Checker::new().select(&["FEE001", "FEE002"]).unwrap();
        let report = checker.check(&reading);
        (report.findings.len(), report.not_judged.len())
    };
    let given = "[[items]]\nname = \"甲\"\n[items.guide.fees]\ncharged = false\n";
    let not_applicable = "[[items]]\nname = \"甲\"\n\
        not_applicable = [{ element = \"guide.fees\", reason = \"不面向个人\" }]\n";
    let not_collected = "not_collected = [\"guide.fees\"]\n[[items]]\nname = \"甲\"\n";
    let missing = "[[items]]\nname = \"甲\"\n";
    assert_eq!(check(given), (0, 0));
    assert_eq!(check(not_applicable), (0, 0));
    assert_eq!(check(not_collected), (0, 1));
    assert_eq!(check(missing), (1, 0));
}

#[test]
fn the_page_example_lacks_the_fee_statement() {
    for row in ROWS.iter().filter(|row| row.rule.code == "FEE001") {
        let text = "name = \"食品经营许可\"\nitem_type = \"行政许可\"\n";
        let reading = crate::read_str(
            "a.toml",
            text,
            crate::source::Format::Toml,
            &crate::ReadOptions::default(),
        );
        let report = Checker::new()
            .select(&[row.rule.code])
            .unwrap()
            .check(&reading);
        assert_eq!(report.findings.len(), 1);
    }
}

#[test]
fn every_element_of_the_table_is_a_path_of_the_schema() {
    let schema = crate::schema::service_item();
    for row in ROWS {
        assert!(
            crate::schema::has_element(&schema, row.element),
            "{}: {}",
            row.rule.code,
            row.element
        );
    }
}

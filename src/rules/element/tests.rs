use super::*;
use crate::check::Checker;
use crate::engine::page;
use crate::engine::{Context, Diagnostic};
use crate::model::{Element, ServiceItem};

/// A rule that reports the state of the element `guide.fees`.
fn tell(item: &ServiceItem, cx: &mut Context<'_>) {
    let fees = item.fees();
    let state = match cx.element(fees, "guide.fees") {
        Element::Given(fees) => format!("given: {:?}", fees.charged),
        Element::NotApplicable(reason) => format!("not applicable: {reason}"),
        Element::NotCollected => "not collected".to_owned(),
        Element::Missing => "missing".to_owned(),
    };
    cx.report(Diagnostic::at(crate::path!["guide", "fees"]).with("state", state));
}

static TELL: Rule = Rule::new(
    "XXX001",
    "tell-state",
    Severity::Hint,
    crate::engine::Check::Item(tell),
)
.with_texts(
    Text::new("", ""),
    Text::new("{state}", "{state}"),
    Text::new("", ""),
);

/// A rule can tell all four states of an element apart. Of these the missing-element rules report only `Missing`,
/// and count `NotCollected` as not judged.
#[test]
fn four_states_give_four_outcomes() {
    let given = "[[items]]\nname = \"甲\"\n[items.guide.fees]\ncharged = false\n";
    let not_applicable = "[[items]]\nname = \"甲\"\n\
        not_applicable = [{ element = \"guide.fees\", reason = \"不面向个人\" }]\n";
    let not_collected = "not_collected = [\"guide.fees\"]\n[[items]]\nname = \"甲\"\n";
    let missing = "[[items]]\nname = \"甲\"\n";
    for (text, state, missing, not_judged) in [
        (given, "given: Some(false)", 0, 0),
        (not_applicable, "not applicable: 不面向个人", 0, 0),
        (not_collected, "not collected", 0, 1),
        (missing, "missing", 1, 0),
    ] {
        let reading = crate::read_str(
            "catalogue.toml",
            text,
            crate::source::Format::Toml,
            &crate::ReadOptions::default(),
        );
        let checker = Checker::new()
            .select(&["FEE001"])
            .unwrap()
            .with_rule(&TELL)
            .unwrap();
        let report = checker.check(&reading);
        let of = |code: &'static str| {
            report
                .findings
                .iter()
                .filter(move |found| found.rule.code == code)
        };
        let told: Vec<String> = of("XXX001")
            .map(|found| found.message(crate::Language::English))
            .collect();
        assert_eq!(told, [state]);
        assert_eq!(
            (of("FEE001").count(), report.not_judged.len()),
            (missing, not_judged),
            "{state}"
        );
    }
}

#[test]
fn page_examples() {
    let shown = |rule: &&Rule| {
        page::parts(rule.page)
            .iter()
            .any(|part| page::is_of(part, rule))
    };
    crate::rules::testing::run_page(rules().filter(shown), "src/rules/element/page.md");
}

#[test]
fn every_element_of_the_table_is_a_path_of_the_schema() {
    for row in ROWS {
        assert!(
            crate::model::elements::ITEM.find(row.element).is_some(),
            "{}: {}",
            row.rule.code,
            row.element
        );
    }
}

//! Consequences of another finding are not reported twice; everything else is.
#![allow(clippy::unwrap_used, reason = "a test stops at the first surprise")]

use chrono::NaiveDate;
use shixiang::diff::Previous;
use shixiang::{Checker, ReadOptions, Severity, read_str, source::Format};

/// The findings in a document with these codes: code, severity and item.
fn found(text: &str, codes: &[&str], previous: Option<&str>) -> Vec<(String, Severity, String)> {
    let options = ReadOptions::default();
    let read = |name, text| read_str(name, text, Format::Toml, &options);
    let mut checker = Checker::new()
        .preview(true)
        .today(NaiveDate::from_ymd_opt(2026, 11, 29).unwrap());
    if let Some(previous) = previous {
        checker = checker.previous(Previous::new("old.toml", &read("old.toml", previous)));
    }
    let report = checker.check(&read("new.toml", text));
    let of_codes = (report.findings.iter()).filter(|found| codes.contains(&found.rule.code));
    of_codes
        .map(|found| {
            let item = found.item.as_ref().map_or("", |item| item.name.as_str());
            (found.rule.code.to_owned(), found.severity, item.to_owned())
        })
        .collect()
}

/// Several items with one base code; each has a body of its own.
fn items(of_each: &[&str]) -> String {
    let item = |(number, text): (usize, &&str)| {
        format!(
            "[[items]]\nname = \"道路运输许可\"\nbase_code = \"000118011000\"\nsource_id = \"{number}\"\n\
             authority.name = \"第{number}运输局\"\n{text}\n"
        )
    };
    of_each.iter().enumerate().map(item).collect()
}

#[test]
fn a_late_reply_is_reported_if_nothing_is_promised() {
    let reply = |asked: &str, answered: &str, promise: &str| {
        format!(
            "name = \"甲许可\"\n[guide.consultation]\nphones = [{{ number = \"0771-5550001\" }}]\n{promise}\n\
             [[guide.consultation.replies]]\nasked = {asked}\nanswered = {answered}\n"
        )
    };
    let late = |text: &str| found(text, &["ORG082"], None).len();
    assert_eq!(late(&reply("2026-09-01", "2026-11-10", "")), 1);
    // Half a day from a Friday on ends with the Monday.
    let half = "reply_promise = { amount = 0.5, unit = \"工作日\" }";
    assert_eq!(late(&reply("2026-11-06", "2026-11-09", half)), 0);
    assert_eq!(late(&reply("2026-11-06", "2026-11-10", half)), 1);
}

#[test]
fn a_contradiction_of_several_items_outlives_a_wrong_one() {
    let limit = |amount: u32| {
        format!("guide.time_limit.statutory = {{ amount = {amount}, unit = \"工作日\" }}")
    };
    let odd = "guide.time_limit.statutory = { amount = 20, unit = \"工作日\", amuont = 3 }";
    let text = items(&[odd, &limit(45), &limit(20), &limit(20)]);
    let found = |text: &str| found(text, &["CAT026"], None).len();
    assert_eq!(found(&text), 1);
    // With nothing else that says so, it follows from the wrong one.
    assert_eq!(found(&items(&[odd, &limit(45)])), 0);
}

#[test]
fn one_law_in_two_spellings_is_one() {
    let basis = |name: &str| format!("legal_basis = [{{ name = \"{name}\" }}]");
    let found = |names: [&str; 2]| {
        found(
            &items(&names.map(basis).each_ref().map(String::as_str)),
            &["CAT024"],
            None,
        )
    };
    for names in [
        ["食品安全法", "中华人民共和国食品安全法"],
        [
            "《中华人民共和国食品安全法》（2021年修正）",
            "中华人民共和国食品安全法",
        ],
        ["中华人民共和国食品安全法（2021年修正）", "《食品安全法》"],
    ] {
        assert!(found(names).is_empty(), "{names:?}");
    }
    assert_eq!(found(["食品安全法", "药品管理法"]).len(), 1);
}

#[test]
fn a_sequence_is_added_up_in_each_of_its_units() {
    let text = |first: &str| {
        format!(
            "[[scenarios]]\nname = \"开店\"\npromised = {{ amount = 5, unit = \"工作日\" }}\n\
             items = [{{ item = \"甲\" }}, {{ item = \"乙\", after = [\"甲\"] }}, {{ item = \"丙\", after = [\"乙\"] }}]\n\
             [[items]]\nname = \"甲\"\nguide.time_limit.promised = {first}\n\
             [[items]]\nname = \"乙\"\nguide.time_limit.promised = {{ amount = 10, unit = \"工作日\" }}\n\
             [[items]]\nname = \"丙\"\nguide.time_limit.promised = {{ amount = 10, unit = \"工作日\" }}\n"
        )
    };
    for first in [
        "{ amount = 2, unit = \"工作日\" }",
        "{ amount = 2, unit = \"小时\" }",
        "{ amount = 1, unit = \"自然日\" }",
    ] {
        assert_eq!(found(&text(first), &["SCN030"], None).len(), 1, "{first}");
    }
}

#[test]
fn a_missing_basis_or_version_explains_nothing() {
    let item = |version: &str, promised: u32, basis: &str| {
        format!(
            "name = \"甲许可\"\nsource_id = \"A\"\n{version}\n{basis}\n\
             guide.time_limit.promised = {{ amount = {promised}, unit = \"工作日\" }}\n"
        )
    };
    let law = "legal_basis = [{ name = \"甲法\", clause = \"第三条\" }]";
    let other = "legal_basis = [{ name = \"甲法\", clause = \"第三条\" }, { name = \"乙条例\", clause = \"第一条\" }]";
    let dated = "effective_date = 2026-01-01";
    let codes = |new: &str, old: &str| -> Vec<String> {
        let found = found(new, &["VER010", "VER040"], Some(old));
        found.into_iter().map(|(code, ..)| code).collect()
    };
    let old = item(&format!("version = 1\n{dated}"), 5, law);
    assert_eq!(
        codes(&item(&format!("version = 2\n{dated}"), 10, ""), &old),
        ["VER040"]
    );
    assert_eq!(
        codes(&item(&format!("version = 2\n{dated}"), 10, other), &old),
        [""; 0]
    );
    assert_eq!(codes(&item(dated, 10, law), &old), ["VER010", "VER040"]);
}

#[test]
fn a_bound_that_is_moved_is_a_stricter_condition() {
    let item = |condition: &str| {
        format!(
            "name = \"甲许可\"\nsource_id = \"A\"\n[guide]\nconditions = \"一、依法登记的企业；\\n二、{condition}。\"\n"
        )
    };
    let stricter =
        |old: &str, new: &str| !found(&item(new), &["VER042"], Some(&item(old))).is_empty();
    for (old, new) in [
        ("注册资本100万元以上", "注册资本500万元以上"),
        ("从业人员不少于5人", "从业人员不少于10人"),
        ("年龄在60周岁以下", "年龄在50周岁以下"),
        ("面积不超过200平方米", "面积不超过100平方米"),
    ] {
        assert!(stricter(old, new), "{old} {new}");
        assert!(!stricter(new, old), "{new} {old}");
    }
    // For a plain number, neither direction is known to be stricter.
    assert!(!stricter("适用第100号公告", "适用第500号公告"));
}

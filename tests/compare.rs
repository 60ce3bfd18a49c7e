//! One comparator for item against channel, channel against channel, view against view and
//! translation against original.
#![allow(
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    clippy::format_push_string,
    reason = "a helper of a test may panic as the test may"
)]

use shixiang::compare::{self, Pair, Relations};
use shixiang::source::Format;
use shixiang::{Checker, Config, Language, ReadOptions, Report, View, read_str};

fn check(text: &str, codes: &[&str]) -> Report {
    let reading = read_str("a.toml", text, Format::Toml, &ReadOptions::default());
    Checker::new()
        .select(codes)
        .unwrap()
        .ignore(MISSING)
        .unwrap()
        .check(&reading)
}

/// Rules of the theme for elements that are missing altogether.
const MISSING: &[&str] = &["CHN001", "CHN002", "CHN003", "CHN004", "CHN005"];

fn lines(report: &Report) -> Vec<(&'static str, Option<u64>)> {
    (report.findings.iter())
        .map(|found| {
            (
                found.rule.code,
                found.location.as_ref().and_then(|at| at.line),
            )
        })
        .collect()
}

const LIMIT: &str = "time_limit = { promised = { amount = 5, unit = \"工作日\" } }";

fn limit(days: u32) -> String {
    LIMIT.replace('5', &days.to_string())
}

/// An item with a guide and channels that say these things; `None` is silence.
fn item(guide: Option<u32>, channels: &[(&str, Option<u32>)]) -> String {
    let mut text = "name = \"食品经营许可\"\n".to_owned();
    if let Some(days) = guide {
        text.push_str(&format!("[guide]\n{}\n", limit(days)));
    }
    for (kind, days) in channels {
        text.push_str(&format!(
            "[[channels]]\nid = \"{kind}\"\nkind = \"{kind}\"\n"
        ));
        if let Some(days) = days {
            text.push_str(&format!("[channels.says]\n{}\n", limit(*days)));
        }
    }
    text
}

#[test]
fn a_channel_is_compared_with_the_item() {
    let text = item(Some(5), &[("移动端应用", Some(7)), ("办事大厅", None)]);
    assert_eq!(
        lines(&check(&text, &["CHN"])),
        [("CHN080", Some(4)), ("CHN010", Some(8))]
    );
}

#[test]
fn two_channels_are_compared_if_the_item_is_silent() {
    let text = item(None, &[("移动端应用", Some(7)), ("办事大厅", Some(5))]);
    let report = check(&text, &["CHN010"]);
    assert_eq!(lines(&report), [("CHN010", Some(11))]);
    let related = report.findings[0].related[0].location.as_ref().unwrap();
    assert_eq!(related.line, Some(6));
}

#[test]
fn one_cause_gives_one_finding_for_any_number_of_channels() {
    let channels = [
        ("移动端应用", Some(7)),
        ("办事大厅", Some(7)),
        ("政务服务网", Some(7)),
    ];
    let report = check(&item(Some(5), &channels), &["CHN010"]);
    assert_eq!(lines(&report), [("CHN010", Some(3))]);
    assert_eq!(report.findings[0].related.len(), 3);
    // One channel stands against the item and the others: it is the one to fix.
    let channels = [
        ("移动端应用", Some(5)),
        ("办事大厅", Some(7)),
        ("政务服务网", Some(5)),
    ];
    let report = check(&item(Some(5), &channels), &["CHN010"]);
    assert_eq!(report.findings.len(), 1);
}

#[test]
fn limits_that_cannot_be_compared_are_counted() {
    let text = item(Some(20), &[("办事大厅", Some(4))]).replacen(
        "amount = 4, unit = \"工作日\"",
        "amount = 4, unit = \"周\"",
        1,
    );
    let report = check(&text, &["CHN010"]);
    assert!(report.findings.is_empty());
    assert_eq!(report.not_judged.len(), 1);
}

#[test]
fn a_translation_is_compared_with_the_original() {
    let mut text = item(Some(5), &[]);
    text.push_str("[[translations]]\nlanguage = \"en\"\nname = \"Licence\"\n[translations.says]\n");
    assert!(lines(&check(&format!("{text}{LIMIT}\n"), &["LNG"])).is_empty());
    let other = format!("{text}{}\n", limit(6));
    assert_eq!(lines(&check(&other, &["LNG"])), [("LNG030", Some(8))]);
}

#[test]
fn a_view_is_compared_with_the_item() {
    let read = |days| {
        let name = if days == 5 { "a.toml" } else { "b.toml" };
        read_str(
            name,
            &item(Some(days), &[]),
            Format::Toml,
            &ReadOptions::default(),
        )
    };
    let view = View {
        name: "移动端".to_owned(),
        reading: read(7),
    };
    let report = Checker::new()
        .select(&["CHN010"])
        .unwrap()
        .check_with_views(&read(5), &[view]);
    assert_eq!(lines(&report), [("CHN010", Some(3))]);
    let message = report.findings[0].message(Language::English);
    assert!(message.contains("promised limit"), "{message}");
}

#[test]
fn relations_are_set_in_the_configuration() {
    let text = item(Some(5), &[("办事大厅", Some(7))]);
    let reading = read_str("a.toml", &text, Format::Toml, &ReadOptions::default());
    let config = "select = [\"CHN010\"]\n[[relations]]\nelements = [\"time_limit\"]\n\
        channels = [\"办事大厅\"]\nrelation = \"may-differ\"\n";
    let config = Config::parse("shixiang.toml", config).unwrap();
    let report = Checker::new().config(&config).unwrap().check(&reading);
    assert!(report.findings.is_empty());
}

#[test]
fn an_expired_deviation_is_the_finding_and_not_the_difference() {
    let mut text = item(Some(5), &[("办事大厅", Some(7))]);
    text.push_str(
        "[[deviations]]\nchannels = [\"办事大厅\"]\nelement = \"guide.time_limit.promised\"\n\
         reason = \"需人工流转\"\napproved_by = \"市行政审批局\"\nuntil = 2026-06-30\n",
    );
    let reading = read_str("a.toml", &text, Format::Toml, &ReadOptions::default());
    let today = "2026-11-01".parse().unwrap();
    let checker = Checker::new()
        .preview(true)
        .select(&["CHN"])
        .unwrap()
        .ignore(MISSING)
        .unwrap();
    assert!(lines(&checker.check(&reading)).is_empty());
    let report = checker.today(today).check(&reading);
    assert_eq!(lines(&report), [("CHN042", Some(14))]);
}

/// For each element that is compared, two differing statements.
const DIFFERENT: &[(&str, &str, &str)] = &[
    (
        "appointment.available",
        "appointment.available = true",
        "appointment.available = false",
    ),
    (
        "assistance.available",
        "assistance.available = true",
        "assistance.available = false",
    ),
    (
        "complaint.phones",
        "complaint.phones = [{ number = \"0771-1234567\" }]",
        "complaint.phones = [{ number = \"0771-7654321\" }]",
    ),
    (
        "conditions",
        "conditions = \"年满十八周岁\"",
        "conditions = \"在本市居住\"",
    ),
    (
        "consultation.phones",
        "consultation.phones = [{ number = \"0771-1234567\" }]",
        "consultation.phones = [{ number = \"0771-7654321\" }]",
    ),
    (
        "courier.available",
        "courier.available = true",
        "courier.available = false",
    ),
    (
        "fees.charged",
        "fees.charged = true",
        "fees.charged = false",
    ),
    (
        "fees.items",
        "fees.items = [{ name = \"工本费\" }]",
        "fees.items = [{ name = \"工本费\" }, { name = \"检验费\" }]",
    ),
    (
        "fees.items.amount",
        "fees.items = [{ name = \"工本费\", amount = 5 }]",
        "fees.items = [{ name = \"工本费\", amount = 10 }]",
    ),
    (
        "fees.online_payment",
        "fees.online_payment = true",
        "fees.online_payment = false",
    ),
    (
        "hours",
        "hours.periods = [{ days = [\"周一\"], opens = \"09:00\", closes = \"12:00\" }]",
        "hours.periods = [{ days = [\"周二\"], opens = \"09:00\", closes = \"12:00\" }]",
    ),
    (
        "kiosk.available",
        "kiosk.available = true",
        "kiosk.available = false",
    ),
    (
        "materials",
        "materials = [{ name = \"身份证\" }]",
        "materials = [{ name = \"户口簿\" }]",
    ),
    (
        "materials.form",
        "materials = [{ name = \"身份证\", form = \"原件\" }]",
        "materials = [{ name = \"身份证\", form = \"复印件\" }]",
    ),
    (
        "materials.medium",
        "materials = [{ name = \"身份证\", medium = \"纸质\" }]",
        "materials = [{ name = \"身份证\", medium = \"电子\" }]",
    ),
    (
        "materials.name",
        "materials = [{ name = \"身份证\" }]",
        "materials = [{ name = \"户口簿\" }]",
    ),
    (
        "materials.necessity",
        "materials = [{ name = \"身份证\", necessity = \"必要\" }]",
        "materials = [{ name = \"身份证\", necessity = \"非必要\" }]",
    ),
    (
        "materials.originals",
        "materials = [{ name = \"身份证\", originals = 1 }]",
        "materials = [{ name = \"身份证\", originals = 2 }]",
    ),
    (
        "places",
        "places = [{ name = \"政务大厅\", address = \"甲路1号\" }]",
        "places = [{ name = \"政务大厅\", address = \"乙路2号\" }]",
    ),
    (
        "process.steps",
        "process.steps = [{ name = \"受理\" }, { name = \"审查\" }]",
        "process.steps = [{ name = \"受理\" }, { name = \"公示\" }]",
    ),
    (
        "prohibitions",
        "prohibitions = \"受过吊销处罚的不得申请\"",
        "prohibitions = \"失信被执行人不得申请\"",
    ),
    (
        "result.name",
        "result.name = \"许可证\"",
        "result.name = \"备案回执\"",
    ),
    (
        "result.validity",
        "result.validity = \"3年\"",
        "result.validity = \"5年\"",
    ),
    (
        "time_limit.promised",
        "time_limit.promised = { amount = 5, unit = \"工作日\" }",
        "time_limit.promised = { amount = 7, unit = \"工作日\" }",
    ),
    (
        "time_limit.statutory",
        "time_limit.statutory = { amount = 5, unit = \"工作日\" }",
        "time_limit.statutory = { amount = 7, unit = \"工作日\" }",
    ),
    ("visits.count", "visits.count = 0", "visits.count = 1"),
];

/// A row of the registry gives an element its topic; what its values say is compared in `src/compare`.
#[test]
fn every_element_with_a_topic_is_compared() {
    let mut silent = Vec::new();
    for element in compare::elements() {
        let row = DIFFERENT.iter().find(|(path, ..)| *path == element.path);
        let Some((path, a, b)) = row else {
            panic!(
                "{}: two values of it that differ are wanted in `DIFFERENT`",
                element.path
            );
        };
        let guide = |says: &str| {
            let text = format!("name = \"甲\"\n[guide]\n{says}\n");
            let reading = read_str("a.toml", &text, Format::Toml, &ReadOptions::default());
            assert!(reading.notices.is_empty(), "{path}: {:?}", reading.notices);
            reading.catalogue.items[0].guide.clone().unwrap()
        };
        let relations = Relations::default();
        let found = compare::guides(&guide(a), &guide(b), Pair::strict(&relations));
        if found.is_empty() {
            silent.push(path);
        }
    }
    assert!(
        silent.is_empty(),
        "{silent:?}: their topic is set and nothing compares them: add them in `src/compare`"
    );
}

//! Several views of the same items: conflicts with both places, items that only one has, and
//! differences made by machine that are all found.
//!
//! Real catalogues are compared where they lie beside the project.
#![cfg(feature = "tables")]
#![allow(
    clippy::indexing_slicing,
    clippy::unwrap_used,
    clippy::format_push_string,
    reason = "a helper of a test may panic as the test may"
)]

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use shixiang::model::{
    Amount, Contact, Fees, Guide, Limit, Material, OpeningHours, Outcome, Phone, Place, TimeLimit,
    Visits,
};
use shixiang::source::Format;
use shixiang::vocabulary::{Medium, Necessity, TimeUnit};
use shixiang::{
    Checker, Finding, Language, ReadOptions, Reading, Report, ServiceItem, View, read_path,
    read_str,
};

fn read(name: &str, text: &str, format: Format) -> Reading {
    read_str(name, text, format, &ReadOptions::default())
}

fn view(name: &str, file: &str, text: &str, format: Format) -> View {
    View {
        name: name.to_owned(),
        reading: read(file, text, format),
    }
}

fn check(own: &Reading, views: &[View]) -> Report {
    Checker::new()
        .preview(true)
        .select(&["CHN"])
        .unwrap()
        // Not about elements that are missing altogether.
        .ignore(&["CHN001", "CHN002", "CHN003", "CHN004", "CHN005"])
        .unwrap()
        .check_with_views(own, views)
}

fn codes(report: &Report) -> Vec<&'static str> {
    report
        .findings
        .iter()
        .map(|found| found.rule.code)
        .collect()
}

const OWN: &str = r#"
[[items]]
name = "食品经营许可"
source_id = "a-1"
[items.guide.time_limit]
promised = { amount = 5, unit = "工作日" }
"#;

#[test]
fn a_conflict_between_two_views_shows_both_places() {
    let app = r#"{"name":"食品经营许可","source_id":"a-1",
        "guide":{"time_limit":{"promised":{"amount":7,"unit":"工作日"}}}}"#
        .replace('\n', " ");
    let own = read("portal.toml", OWN, Format::Toml);
    let report = check(&own, &[view("移动端", "app.ndjson", &app, Format::Ndjson)]);
    assert_eq!(codes(&report), ["CHN010"]);
    let found = &report.findings[0];
    let place = found.location.as_ref().unwrap();
    assert_eq!((place.file.as_str(), place.line), ("portal.toml", Some(6)));
    let other = found.related[0].location.as_ref().unwrap();
    assert_eq!((other.file.as_str(), other.line), ("app.ndjson", Some(1)));
    let message = found.message(Language::Chinese);
    assert!(
        message.contains("5个工作日") && message.contains("移动端：7个工作日"),
        "{message}"
    );
}

#[test]
fn each_material_that_one_does_not_list_is_a_finding() {
    let own = read(
        "a.toml",
        "name = \"甲\"\nguide.materials = [{ name = \"申请表\" }]\n",
        Format::Toml,
    );
    let more = "name = \"甲\"\nguide.materials = [{ name = \"申请表\" }, { name = \"遗嘱\" }, { name = \"户口簿\" }]\n";
    let report = check(&own, &[view("移动端", "b.toml", more, Format::Toml)]);
    assert_eq!(codes(&report), ["CHN014", "CHN014"]);
}

#[test]
fn two_views_are_compared_if_the_catalogue_is_silent() {
    let own = read(
        "a.toml",
        "name = \"甲\"\nsource_id = \"a-1\"\n[guide]\n",
        Format::Toml,
    );
    let said = |number: &str| {
        format!(
            "name = \"甲\"\nsource_id = \"a-1\"\n[guide.consultation]\nphones = [{{ number = \"{number}\" }}]\n"
        )
    };
    let views = [
        view("政务服务网", "b.toml", &said("0770-2881234"), Format::Toml),
        view("移动端", "c.toml", &said("0770-2881235"), Format::Toml),
    ];
    let report = check(&own, &views);
    let conflicts: Vec<&Finding> = report
        .findings
        .iter()
        .filter(|found| found.rule.code == "CHN026")
        .collect();
    assert_eq!(conflicts.len(), 1);
    let files: Vec<&str> = (conflicts[0].related.iter())
        .filter_map(|related| Some(related.location.as_ref()?.file.as_str()))
        .collect();
    assert_eq!(files, ["b.toml", "c.toml"]);
    // A catalogue without any phone is reported once for each view.
    assert_eq!(
        codes(&report)
            .iter()
            .filter(|code| **code == "CHN034")
            .count(),
        2
    );
}

#[test]
fn elements_that_a_view_does_not_collect_are_not_missing_in_it() {
    let own = read("a.toml", OWN, Format::Toml);
    let silent = "[[items]]\nname = \"食品经营许可\"\nsource_id = \"a-1\"\n[items.guide]\n";
    let one = view("移动端", "b.toml", silent, Format::Toml);
    assert_eq!(codes(&check(&own, &[one])), ["CHN034"]);
    let excused = format!("not_collected = [\"guide.time_limit\"]\n{silent}");
    let one = view("移动端", "b.toml", &excused, Format::Toml);
    assert!(codes(&check(&own, &[one])).is_empty());
}

#[test]
fn an_item_that_only_one_view_has_is_found_both_ways() {
    let own = "[[items]]\nname = \"甲\"\nsource_id = \"1\"\n[[items]]\nname = \"乙\"\nsource_id = \"2\"\n";
    let other = "[[items]]\nname = \"甲\"\nsource_id = \"1\"\n[[items]]\nname = \"丙\"\nsource_id = \"3\"\n";
    let own = read("a.toml", own, Format::Toml);
    let report = check(&own, &[view("移动端", "b.toml", other, Format::Toml)]);
    let found: Vec<String> = report
        .findings
        .iter()
        .map(|found| found.message(Language::Chinese))
        .collect();
    assert_eq!(found.len(), 2, "{found:?}");
    assert!(
        found
            .iter()
            .any(|text| text.contains("“乙”") && text.contains("移动端没有"))
    );
    assert!(found.iter().any(|text| text.contains("“丙”只在移动端有")));
    let nothing = "[[items]]\nname = \"丁\"\nsource_id = \"9\"\n";
    let report = check(&own, &[view("移动端", "b.toml", nothing, Format::Toml)]);
    assert!(report.findings.is_empty());
    assert_eq!(report.not_judged.len(), 1);
}

#[test]
fn a_declared_difference_is_not_a_finding() {
    let deviation = "[[items.deviations]]\nchannels = [\"移动端\"]\nelement = \"time_limit\"\n\
        reason = \"移动端尚未改版\"\napproved_by = \"市行政审批局\"\n";
    let own = read("a.toml", &format!("{OWN}{deviation}"), Format::Toml);
    let other = OWN.replace("amount = 5", "amount = 7");
    let report = check(&own, &[view("移动端", "b.toml", &other, Format::Toml)]);
    assert!(codes(&report).is_empty());
}

/// A service item with everything that is compared.
fn item(number: usize) -> ServiceItem {
    let days = u32::try_from(number % 17 + 3).unwrap();
    let mut limits = TimeLimit::default();
    limits.statutory = Some(Limit::new(days + 10, TimeUnit::WorkingDay));
    limits.promised = Some(Limit::new(days, TimeUnit::WorkingDay));
    let mut fees = Fees::default();
    fees.charged = Some(false);
    let mut place = Place::default();
    place.address = Some(format!("甲市乙区人民路{}号2楼", number + 1));
    let mut hours = OpeningHours::default();
    hours.text = Some("工作日：上午9:00-12:00，下午13:30-16:30".to_owned());
    let contact = |last: usize| {
        let mut contact = Contact::default();
        contact.phones = vec![Phone::new(format!("0770-288{last:04}"))];
        contact
    };
    let material = |name: &str| {
        let mut material = Material::default();
        material.name = Some(name.to_owned());
        material.originals = Some(1);
        material.photocopies = Some(0);
        material.necessity = Some(Necessity::Required);
        material
    };
    let mut visits = Visits::default();
    visits.count = Some(0);
    let mut result = Outcome::default();
    result.name = Some("食品经营许可证".to_owned());
    let mut guide = Guide::default();
    guide.conditions = Some("年满18周岁，具有本市户籍。".to_owned());
    guide.time_limit = Some(limits);
    guide.fees = Some(fees);
    guide.places = vec![place];
    guide.hours = Some(hours);
    guide.consultation = Some(contact(number + 1000));
    guide.complaint = Some(contact(number + 5000));
    guide.materials = ["身份证", "经营场所使用证明", "食品经营许可申请书"]
        .map(material)
        .to_vec();
    guide.visits = Some(visits);
    guide.result = Some(result);
    let mut item = ServiceItem::default();
    item.name = format!("事项{number}");
    item.source_id = Some(format!("id-{number}"));
    item.guide = Some(guide);
    item
}

/// Changes one thing; gives the code of the rule that is to find it.
fn change(item: &mut ServiceItem, way: usize) -> &'static str {
    let guide = item.guide.as_mut().unwrap();
    let limits = guide.time_limit.as_mut().unwrap();
    match way {
        0 => {
            let promised = limits.promised.as_mut().unwrap();
            promised.amount = Amount::new(promised.amount.unwrap().value() + 1.0);
            "CHN010"
        }
        1 => {
            limits.statutory.as_mut().unwrap().amount = Some(60.into());
            "CHN010"
        }
        2 => {
            guide.fees.as_mut().unwrap().charged = Some(true);
            "CHN012"
        }
        3 => {
            guide.materials.pop();
            "CHN014"
        }
        4 => {
            let mut more = Material::default();
            more.name = Some("健康证明".to_owned());
            guide.materials.push(more);
            "CHN014"
        }
        5 => {
            guide.materials[0].originals = Some(2);
            "CHN016"
        }
        6 => {
            guide.materials[1].necessity = Some(Necessity::Deferred);
            "CHN016"
        }
        7 => {
            guide.conditions = Some("年满16周岁，具有本市户籍。".to_owned());
            "CHN018"
        }
        8 => {
            let hours = "工作日：上午9:00-12:00，下午13:30-17:00".to_owned();
            guide.hours.as_mut().unwrap().text = Some(hours);
            "CHN022"
        }
        9 => {
            let address = guide.places[0].address.as_mut().unwrap();
            *address = address.replace("2楼", "3楼");
            "CHN024"
        }
        10 => {
            guide.consultation.as_mut().unwrap().phones = vec![Phone::new("0770-2999999")];
            "CHN026"
        }
        11 => {
            guide.complaint.as_mut().unwrap().phones = vec![Phone::new("0770-2999998")];
            "CHN026"
        }
        12 => {
            guide.result.as_mut().unwrap().name = Some("小餐饮备案凭证".to_owned());
            "CHN028"
        }
        _ => {
            guide.visits.as_mut().unwrap().count = Some(1);
            "CHN030"
        }
    }
}

/// Changes that are none: the same said in other words.
fn respell(item: &mut ServiceItem) {
    let guide = item.guide.as_mut().unwrap();
    guide.hours.as_mut().unwrap().text = Some("周一至周五 9时至12时，13:30—16:30".to_owned());
    guide.materials.reverse();
    for material in &mut guide.materials {
        material.name = material.name.as_ref().map(|name| format!("《{name}》"));
    }
    for contact in [&mut guide.consultation, &mut guide.complaint] {
        for phone in &mut contact.as_mut().unwrap().phones {
            phone.number = phone.number.replace("0770-", "（0770）");
        }
    }
    let address = guide.places[0].address.as_mut().unwrap();
    *address = address.replace("2楼", "二楼。");
    guide.conditions = Some("年满18周岁, 具有本市户籍".to_owned());
}

fn ndjson(items: &[ServiceItem]) -> String {
    let lines: Vec<String> = items
        .iter()
        .map(|item| serde_json::to_string(item).unwrap())
        .collect();
    lines.join("\n")
}

#[test]
fn two_hundred_differences_are_found_and_nothing_else() {
    const ITEMS: usize = 300;
    const CHANGED: usize = 200;
    let items: Vec<ServiceItem> = (0..ITEMS).map(item).collect();
    let mut others = items.clone();
    let mut expected: BTreeSet<(usize, &str)> = BTreeSet::new();
    for (number, other) in others.iter_mut().enumerate() {
        respell(other);
        // 7 has no divisor in common with the number of items: every item is met once.
        if number * 7 % ITEMS < CHANGED {
            // The spelling makes no difference, the change does; undo what it overwrites.
            *other = item(number);
            expected.insert((number, change(other, number % 14)));
        }
    }
    assert_eq!(expected.len(), CHANGED);
    let own = read("portal.ndjson", &ndjson(&items), Format::Ndjson);
    let beside = [view(
        "移动端",
        "app.ndjson",
        &ndjson(&others),
        Format::Ndjson,
    )];
    let report = check(&own, &beside);
    let found: Vec<(usize, &str)> = (report.findings.iter())
        .map(|found| (found.subject.item.unwrap(), found.rule.code))
        .collect();
    let set: BTreeSet<(usize, &str)> = found.iter().copied().collect();
    assert_eq!(set, expected);
    assert_eq!(found.len(), CHANGED, "one cause, one finding");
    for found in &report.findings {
        assert!(found.location.is_some() && found.related[0].location.is_some());
    }
}

/// The folder of real catalogues, if there is one.
fn corpus() -> Option<PathBuf> {
    let folder =
        Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/corpus/guangxi-fangchenggang");
    folder.is_dir().then_some(folder)
}

/// The contradictions between two views of one city.
fn conflicts(own: &Reading, views: &[View]) -> Vec<(usize, &'static str)> {
    let report = Checker::new()
        .select(CONFLICTS)
        .unwrap()
        .check_with_views(own, views);
    (report.findings.iter())
        .map(|found| (found.subject.item.unwrap_or(usize::MAX), found.rule.code))
        .collect()
}

/// Every rule that compares.
const CONFLICTS: &[&str] = &[
    "CHN010", "CHN012", "CHN014", "CHN016", "CHN018", "CHN020", "CHN022", "CHN024", "CHN026",
    "CHN028", "CHN030", "CHN032", "CHN034", "CHN036",
];

#[test]
fn two_real_views_agree_until_one_is_changed() {
    const CHANGED: usize = 200;
    let Some(folder) = corpus() else { return };
    let options = ReadOptions::default();
    let own = read_path(folder.join("items.csv"), &options).unwrap();
    let beside = read_path(folder.join("portal-json"), &options).unwrap();
    let named = |reading: Reading| View {
        name: "政务服务网".to_owned(),
        reading,
    };
    let known = conflicts(&own, &[named(beside.clone())]);
    assert!(known.is_empty(), "{known:?}");

    let keys: BTreeMap<String, usize> = (own.catalogue.items.iter().enumerate())
        .map(|(number, item)| (item.key(), number))
        .collect();
    let mut changed = beside;
    let mut expected: BTreeSet<(usize, &str)> = BTreeSet::new();
    for (at, other) in changed.catalogue.items.iter_mut().enumerate() {
        let number = keys[&other.key()];
        if expected.len() < CHANGED {
            // The ways are tried in turn from another one for each item.
            let code = (0..REAL_WAYS.len())
                .find_map(|turn| REAL_WAYS[(at + turn) % REAL_WAYS.len()](other));
            expected.extend(code.map(|code| (number, code)));
        }
    }
    assert_eq!(expected.len(), CHANGED);
    let found = conflicts(&own, &[named(changed)]);
    let set: BTreeSet<(usize, &str)> = found.iter().copied().collect();
    let missed: Vec<_> = expected.difference(&set).collect();
    let besides: Vec<_> = set.difference(&expected).collect();
    assert!(
        missed.is_empty() && besides.is_empty(),
        "missed {missed:?}, besides {besides:?}"
    );
    assert_eq!(found.len(), CHANGED, "one cause, one finding");
}

/// Changes to what is there; `None` if an item has nothing of the kind.
const REAL_WAYS: &[fn(&mut ServiceItem) -> Option<&'static str>] = &[
    |item| {
        let limit = item
            .guide
            .as_mut()?
            .time_limit
            .as_mut()?
            .promised
            .as_mut()?;
        limit.amount = Amount::new(limit.amount?.value() + 1.0);
        Some("CHN010")
    },
    |item| {
        let phone = item
            .guide
            .as_mut()?
            .consultation
            .as_mut()?
            .phones
            .first_mut()?;
        "0770-2999999".clone_into(&mut phone.number);
        Some("CHN026")
    },
    |item| {
        let hours = item.guide.as_mut()?.hours.as_mut()?;
        *hours = OpeningHours::default();
        hours.text = Some("工作日：上午10:00-11:00".to_owned());
        Some("CHN022")
    },
    |item| {
        let materials = &mut item.guide.as_mut()?.materials;
        (materials.len() > 1).then(|| materials.pop())?;
        Some("CHN014")
    },
    |item| {
        let material = item.guide.as_mut()?.materials.first_mut()?;
        // Of what is handed in as a file, or not at all, no copies are counted.
        let paper =
            material.medium.as_ref()? != &Medium::Electronic && material.exempt != Some(true);
        material.originals = Some(material.originals.filter(|_| paper)? + 1);
        Some("CHN016")
    },
    |item| {
        let place = item.guide.as_mut()?.places.first_mut()?;
        place.address = Some("丙市丁区解放路999号9楼".to_owned());
        Some("CHN024")
    },
];

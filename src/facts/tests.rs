use super::*;
use crate::testing::spilling;

fn item(text: &str) -> ServiceItem {
    toml::from_str(text).unwrap()
}

const FULL: &str = r#"
name = "食品经营许可（新办）"
catalogue_name = "食品经营许可"
base_code = "000131013000"
local_base_code = "甲1"
implementation_code = " "
handling_code = "11450000007565000131013000000101"
local_implementation_code = "甲2"
source_id = ""
item_type = "行政许可"
division = "450600"
town_code = "450602001"
town_name = "甲镇"
village_code = "450602001001"
village_name = "甲村"
audience = ["自然人", "甲类人"]
aliases = ["食品证", ""]
effective_date = 2026-03-01
summary = "短"
legal_basis = [{ name = "甲法" }, { article = "第一条" }, { name = "乙法" }]
prerequisites = [{ item = "" }, { item = "营业执照" }]
channels = [
    { kind = "政务服务网", url = "https://zwfw.example.gov.cn/item?id=1" },
    { kind = "政务服务网", url = " https://zwfw.example.gov.cn/ " },
    { name = "甲网", url = "https://example.gov.cn" },
]
[authority]
name = "甲市市场监督管理局"
credit_code = "11450000007565"
[guide]
conditions = " 有与经营的食品相适应的场所。 "
time_limit.statutory = { amount = 20, unit = "工作日" }
time_limit.promised = { text = "即日" }
materials = [
    { name = "申请书", kind = "申请表格文书" },
    { name = "营业执照" },
    { necessity = "非必要" },
    { name = "身份证", exempt = true },
]
places = [{ name = "甲" }, { name = "甲市政务服务中心", address = "人民路1号" }]
process.narrative = "申请、受理、审查、决定、送达。"
result.name = "食品经营许可证"
"#;

#[test]
fn facts_agree_with_the_item() {
    let mut facts = Facts::default();
    facts.add(&item("name = \"甲\""));
    let full = item(FULL);
    facts.add(&full);
    facts.add(&item(
        "name = \"乙\"\nguide.conditions = \"有与经营的食品相适应的场所\"",
    ));

    let bare = facts.get(0).unwrap();
    assert_eq!((bare.name(), bare.key().as_ref()), ("甲", "甲"));
    assert_eq!(bare.handling_code().or(bare.base_code()), None);
    assert!(bare.statutory().is_none() && bare.effective_date().is_none());
    let texts = OwnText::ALL.map(|element| bare.text(element));
    assert_eq!(texts, [None; 3]);
    assert_eq!(bare.materials().count() + bare.entries().count(), 0);

    let of = facts.get(1).unwrap();
    assert_eq!(of.name(), full.name);
    assert_eq!(of.key(), full.key());
    assert_eq!(of.catalogue_name(), full.catalogue_name.as_deref());
    assert_eq!(of.base_code(), Some("000131013000"));
    assert_eq!(of.local_base_code(), Some("甲1"));
    assert_eq!(of.implementation_code(), Some(" "));
    assert_eq!(of.handling_code(), Some("11450000007565000131013000000101"));
    assert_eq!(of.local_implementation_code(), Some("甲2"));
    assert_eq!(of.source_id(), Some(""));
    assert_eq!(of.item_type(), Some("行政许可"));
    assert_eq!(of.division(), Some("450600"));
    let below = [
        Some("450602001"),
        Some("甲镇"),
        Some("450602001001"),
        Some("甲村"),
    ];
    assert_eq!(of.below_division(), below);
    assert_eq!(of.audience(), full.audience);
    assert!(of.aliases().eq(["食品证", ""]));
    assert!(of.legal_bases().eq(["甲法", "乙法"]));
    assert!(of.prerequisites().eq(["", "营业执照"]));
    assert_eq!(of.body(), Some("甲市市场监督管理局"));
    assert_eq!(of.body_code(), Some("11450000007565"));
    let limits = full.time_limit().unwrap();
    assert_eq!(of.statutory().as_deref(), limits.statutory.as_ref());
    assert_eq!(of.promised().as_deref(), limits.promised.as_ref());
    let materials = of.materials().map(|of| (of.name, of.is_handed_in));
    assert!(materials.eq([
        (Some("申请书"), false),
        (Some("营业执照"), true),
        (None, false),
        (Some("身份证"), false),
    ]));
    let places = of.places().map(|of| (of.index, of.name, of.address));
    assert!(places.eq([(1, "甲市政务服务中心", "人民路1号")]));
    let beginnings = OwnText::ALL.map(|element| Some(of.text(element)?.beginning()));
    let conditions = "有与经营的食品相适应的场所。";
    assert_eq!(
        beginnings,
        [
            Some(conditions),
            None,
            Some("申请、受理、审查、决定、送达。")
        ]
    );
    assert_eq!(of.effective_date(), NaiveDate::from_ymd_opt(2026, 3, 1));
    let digest = |index: usize| Some(facts.get(index)?.text(OwnText::Conditions)?.digest);
    assert!(digest(1).is_some());
    assert_eq!(digest(1), digest(2));
    assert_eq!(of.result(), Some("食品经营许可证"));
    let entries = of.entries().map(|of| (of.channel, of.named, of.url));
    assert!(entries.eq([
        (1, Some("政务服务网"), "https://zwfw.example.gov.cn/"),
        (2, Some("甲网"), "https://example.gov.cn"),
    ]));
    assert!(of.is_applied_for());
}

#[test]
fn groups_are_of_several_and_in_order() {
    let items = ["甲", "乙", "丙", "乙", "甲", "丁", "乙"];
    let items: Vec<ServiceItem> = items
        .iter()
        .map(|name| item(&format!("name = \"{name}\"")))
        .collect();
    let facts = Facts::of(&items);
    let named = |item: &ItemFacts<'_>| (item.name() != "丙").then(|| item.name().to_owned());
    let mut groups: Vec<Vec<usize>> = facts.groups(named).collect();
    groups.sort_unstable();
    assert_eq!(groups, [vec![0, 4], vec![1, 3, 6]]);
    let same = |item: &ItemFacts<'_>| (item.name() == "丙").then_some(0);
    assert_eq!(facts.groups(same).count(), 0);

    let wanted = ["乙", "戊"].map(str::to_owned).into();
    let first = facts.first_by_name(&wanted, name);
    assert_eq!(first, [("乙".to_owned(), 1)].into());
}

fn name(item: &ItemFacts<'_>) -> Vec<String> {
    vec![item.name().to_owned()]
}

#[test]
fn at_any_bound_items_say_the_same() {
    let full = item(FULL);
    // So many different values that some are not in a pool.
    let numbered = |number: usize| {
        let mut item = full.clone();
        item.name = format!("事项{number}");
        item.catalogue_name = Some(format!("{number}").repeat(number % 900));
        let limit = format!("{{ text = \"{}\" }}", "个".repeat(number));
        let limit: Limit = toml::from_str::<std::collections::BTreeMap<String, Limit>>(&format!(
            "limit = {limit}"
        ))
        .unwrap()
        .remove("limit")
        .unwrap();
        item.guide
            .as_mut()
            .unwrap()
            .time_limit
            .as_mut()
            .unwrap()
            .statutory = Some(limit);
        item
    };
    let items: Vec<ServiceItem> = (0..2_500).map(numbered).collect();
    let held = Facts::of(&items);
    for past in [0, 100_000] {
        let mut facts = Facts::spilling(spilling(past));
        items.iter().for_each(|item| facts.add(item));
        for ((one, other), item) in facts.iter().zip(held.iter()).zip(&items) {
            assert_eq!(one.line(), other.line());
            assert_eq!(one.line(), FactsLine::of(item));
        }
        let at = |index: usize| facts.get(index).map(|item| item.name().to_owned());
        assert_eq!(
            (at(0), at(2_499)),
            (Some("事项0".to_owned()), Some("事项2499".to_owned()))
        );
        assert_eq!(at(2_500), None);
        let records = |facts: &Facts| -> Vec<[u64; 2]> {
            facts
                .sorted(|at, item| Some([digest(&item.name()) % 100, at as u64]))
                .collect()
        };
        assert!(records(&facts) == records(&held));
        let groups = |facts: &Facts| -> Vec<Vec<usize>> {
            let key = |item: &ItemFacts<'_>| item.name().chars().last();
            facts.groups(key).collect()
        };
        assert!(groups(&facts) == groups(&held) && groups(&held).len() == 10);
        assert!(facts.failure().is_none());
    }
}

#[test]
fn a_file_that_cannot_be_made_is_told() {
    let full = Spilling::new(0, || Err(io::ErrorKind::StorageFull.into()));
    let mut facts = Facts::spilling(full);
    facts.add(&item(FULL));
    assert!(facts.failure().is_some());
}

#[test]
fn facts_that_were_written_and_read_are_the_same() {
    let items = [item("name = \"甲\""), item(FULL), item("name = \"\"")];
    let write = |facts: &Facts| -> Vec<String> {
        let lines = facts.iter().map(|item| serde_json::to_string(&item.line()));
        lines.collect::<Result<_, _>>().unwrap()
    };
    let whole = Facts::of(&items);
    let text = write(&whole);
    // Facts written separately are read as a whole.
    let (first, second) = items.split_at(1);
    let mut read = Facts::default();
    for line in [first, second].map(|part| write(&Facts::of(part))).concat() {
        read.add_line(&serde_json::from_str(&line).unwrap());
    }
    assert_eq!(write(&read), text);
    for (read, own) in read.iter().zip(whole.iter()) {
        assert_eq!((read.line(), read.key()), (own.line(), own.key()));
        assert_eq!(read.statutory(), own.statutory());
        let texts = |item: &ItemFacts<'_>| OwnText::ALL.map(|it| Some(item.text(it)?.digest));
        assert_eq!(texts(&read), texts(&own));
    }
}

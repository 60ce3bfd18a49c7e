use std::path::Path as FilePath;

use serde_json::{Value, json};

use super::*;
use crate::Checker;
use crate::i18n::Language::Chinese;
use crate::read::{ReadOptions, read_path, read_str};
use crate::source::Format;

fn item(text: &str) -> ServiceItem {
    toml::from_str(&format!("name = \"食品经营许可\"\n{text}")).unwrap()
}

fn read(text: &str) -> Reading {
    read_str("a.toml", text, Format::Toml, &ReadOptions::default())
}

/// The element, kind and burden of each change between two items.
fn found(old: &str, new: &str) -> Vec<(String, ChangeKind, Burden)> {
    let changes = items(&item(old), &item(new)).into_iter();
    changes
        .map(|change| (change.element, change.kind, change.burden))
        .collect()
}

const MIRRORED: [(Burden, Burden); 2] = [(Burden::Up, Burden::Down), (Burden::Down, Burden::Up)];

/// Rows of an old guide, a new guide and the expected change.
const BURDENS: &str = r#"
time_limit.promised = { amount = 5, unit = "工作日" } | time_limit.promised = { amount = 10, unit = "工作日" } | time_limit.promised Changed Up
time_limit.promised = { immediate = true } | time_limit.promised = { amount = 1, unit = "工作日" } | time_limit.promised Changed Up
time_limit.promised = { amount = 20, unit = "工作日" } | time_limit.promised = { amount = 30, unit = "自然日" } | time_limit.promised NotComparable Unclear
 | time_limit.promised = { amount = 5, unit = "工作日" } | time_limit.promised Added Unclear
time_limit.promised = { amount = 5, unit = "工作日" } | time_limit.promised = { amount = 5, unit = "工作日", excludes = ["专家评审"] } | time_limit.promised Changed Up
time_limit.promised = { amount = 5, unit = "工作日", excludes = ["听证"] } | time_limit.promised = { amount = 5, unit = "工作日", excludes = ["专家评审"] } | time_limit.promised Changed Unclear
materials = [{ name = "甲证" }] | materials = [{ name = "甲证" }, { name = "获奖证书", necessity = "非必要" }] | materials Added None
materials = [{ name = "营业执照复印件（一式两份）" }] | materials = [{ name = "营业执照复印件（一式五份）" }] | materials.name Changed Up
places = [{ name = "政务服务中心", address = "清溪路18号", window = "1号窗口" }] | places = [{ name = "政务服务中心", address = "清溪路18号", window = "3号窗口" }] | places.window Changed None
conditions = "面积≥50平方米" | conditions = "面积≤50平方米" | conditions Changed Unclear
conditions = "误差±5" | conditions = "误差5" | conditions Changed Unclear
materials = [{ name = "甲证" }] | materials = [{ name = "甲证" }, { name = "租赁合同" }] | materials Added Up
materials = [{ name = "甲证" }] | materials = [{ name = "甲证" }, { name = "租赁合同", exempt = true }] | materials Added None
 | materials = [{ name = "甲证" }] | materials Added Unclear
materials = [{ name = "甲证", photocopies = 1 }] | materials = [{ name = "甲证", photocopies = 2 }] | materials.originals Changed Up
materials = [{ name = "甲证", form = "复印件" }] | materials = [{ name = "甲证", form = "原件" }] | materials.form Changed Up
materials = [{ name = "甲证", medium = "纸质或电子" }] | materials = [{ name = "甲证", medium = "纸质" }] | materials.medium Changed Up
materials = [{ name = "甲证", medium = "电子" }] | materials = [{ name = "甲证", medium = "纸质" }] | materials.medium Changed Unclear
materials = [{ name = "甲证", necessity = "容缺后补" }] | materials = [{ name = "甲证", necessity = "必要" }] | materials.necessity Changed Up
materials = [{ name = "甲证", exempt = true }] | materials = [{ name = "甲证", exempt = false }] | materials.exempt Changed Up
materials = [{ name = "甲证", seal_required = false }] | materials = [{ name = "甲证", seal_required = true }] | materials.seal_required Changed Up
fees.charged = false | fees.charged = true | fees.charged Changed Up
fees.items = [{ name = "工本费", amount = 5 }] | fees.items = [{ name = "工本费", amount = 10 }] | fees.items.amount Changed Up
fees.items = [{ name = "工本费", standard = "5元至10元" }] | fees.items = [{ name = "工本费", standard = "6元至12元" }] | fees.items.amount Changed Up
fees.items = [{ name = "工本费", standard = "5元至10元" }] | fees.items = [{ name = "工本费", standard = "4元至12元" }] | fees.items.amount Changed Unclear
visits.count = 1 | visits.count = 2 | visits.count Changed Up
conditions = "1.年满18周岁；" | conditions = "1.年满18周岁；2.有固定场所。" | conditions Changed Up
conditions = "年满16周岁" | conditions = "年满18周岁" | conditions Changed Up
conditions = "注册资本100万元以上" | conditions = "注册资本500万元以上" | conditions Changed Up
conditions = "按第100号公告" | conditions = "按第500号公告" | conditions Changed Unclear
appointment.available = true | appointment.available = false | appointment.available Changed Up
"#;

#[test]
fn more_burden_on_applicants_is_reported() {
    let guide = |text: &str| format!("[guide]\n{}", text.trim());
    let told = |old: &str, new: &str| -> Vec<String> {
        found(&guide(old), &guide(new))
            .iter()
            .map(|(element, kind, burden)| format!("{element} {kind:?} {burden:?}"))
            .collect()
    };
    let mut rows = 0;
    for row in BURDENS.lines().filter(|row| !row.is_empty()) {
        rows += 1;
        let [old, new, told_of] = row.split('|').collect::<Vec<_>>()[..] else {
            panic!("{row}");
        };
        let expected = format!("guide.{}", told_of.trim());
        assert_eq!(told(old, new).join("\n"), expected, "{row}");
        // The reverse change has the opposite burden.
        let back = match expected.strip_suffix(" Up") {
            Some(rest) => format!("{rest} Down"),
            None => expected,
        };
        let back = back.replace("Added", "Removed");
        assert_eq!(told(new, old).join("\n"), back, "{row}");
    }
    assert_eq!(rows, 31);
}

#[test]
fn ways_in_that_are_closed_are_a_burden() {
    let forms = |forms: &str| format!("handling_forms = {forms}");
    let (both, one) = (
        forms("[\"窗口办理\", \"网上办理\"]"),
        forms("[\"窗口办理\"]"),
    );
    let element = || "handling_forms".to_owned();
    assert_eq!(
        found(&both, &one),
        [(element(), ChangeKind::Removed, Burden::Up)]
    );
    assert_eq!(
        found(&one, &both),
        [(element(), ChangeKind::Added, Burden::Down)]
    );
    assert_eq!(
        found("online = true", "online = false"),
        [("online".to_owned(), ChangeKind::Changed, Burden::Up)]
    );
}

#[test]
fn another_spelling_is_not_a_difference() {
    for (old, new) in [
        (
            "guide.conditions = \"年满18周岁，有住所\"",
            "guide.conditions = \"年满18周岁,有住所。\"",
        ),
        (
            "guide.time_limit.promised = { amount = 2, unit = \"周\" }",
            "guide.time_limit.promised = { amount = 14, unit = \"自然日\" }",
        ),
        (
            "guide.hours.text = \"工作日：上午9∶00—12∶00\"",
            "guide.hours.text = \"周一至周五9时至12时\"",
        ),
        (
            "[[guide.materials]]\nname = \"《身份证》复印件\"",
            "[[guide.materials]]\nname = \"身份证（复印件）\"",
        ),
        (
            "guide.places = [{ address = \"甲市乙路8号2楼\" }]",
            "guide.places = [{ address = \"甲市乙路8号二楼。\" }]",
        ),
        (
            "guide.consultation.phones = [{ number = \"(0770)2881234\" }]",
            "guide.consultation.phones = [{ number = \"0770-2881234\" }]",
        ),
        (
            "audience = [\"自然人\", \"企业法人\"]",
            "audience = [\"企业法人\", \"自然人\"]",
        ),
    ] {
        let changes = items(&item(old), &item(new));
        assert_eq!(changes.len(), 1, "{old}: {changes:?}");
        assert!(!changes[0].is_semantic(), "{old}: {changes:?}");
        assert_eq!(changes[0].burden, Burden::None);
    }
}

#[test]
fn a_change_names_its_subject() {
    let old = "[[channels]]\nid = \"portal\"\nname = \"政务服务网\"\n[[channels.says.materials]]\nname = \"身份证\"\nmedium = \"纸质\"";
    let new = old.replace("\"纸质\"", "\"电子\"");
    let change = &items(&item(old), &item(&new))[0];
    assert_eq!(change.label.get(Chinese), "渠道所述·申请材料·材料形式");
    assert_eq!(change.subject.as_deref(), Some("政务服务网：身份证"));
    assert_eq!(
        change.new_path.to_string(),
        "channels[0].says.materials[0].medium"
    );
    let (old, new) = (
        "guide.consultation.url = \"a\"",
        "guide.consultation.url = \"b\"",
    );
    let change = &items(&item(old), &item(new))[0];
    assert_eq!(change.label.get(Chinese), "咨询方式·网址");
    let (old, new) = (
        "guide.time_limit.statutory = { amount = 1 }",
        "guide.time_limit.statutory = { amount = 2 }",
    );
    let change = &items(&item(old), &item(new))[0];
    assert_eq!(change.label.get(Chinese), "法定办结时限");
}

#[test]
fn a_moved_element_of_a_list_is_found_again() {
    let step = |name: &str, action: &str| {
        format!("[[guide.process.steps]]\nname = \"{name}\"\naction = \"{action}\"\n")
    };
    let old = step("受理", "核对材料") + &step("审查", "看现场") + &step("决定", "出证");
    let new = step("受理", "核对材料") + &step("决定", "出证并送达") + &step("审查", "看现场");
    let changes = found(&old, &new);
    let element = |text: &str| format!("guide.process.{text}");
    assert_eq!(
        changes,
        [
            (element("steps.action"), ChangeKind::Changed, Burden::None),
            (element("steps"), ChangeKind::Changed, Burden::None),
        ]
    );
    let less = step("受理", "核对材料") + &step("决定", "出证");
    let change = &items(&item(&old), &item(&less))[0];
    assert_eq!(
        (change.kind, change.subject.as_deref()),
        (ChangeKind::Removed, Some("审查"))
    );
}

fn catalogue(items: &[&str]) -> Catalogue {
    let items = items.iter().map(|text| toml::from_str(text).unwrap());
    Catalogue {
        items: items.collect(),
        ..Catalogue::default()
    }
}

#[test]
fn an_item_is_found_again_under_another_name_or_code() {
    let body = "[authority]\nname = \"云江新区市场监督管理局\"";
    let with = |head: &str| format!("{head}\n{body}");
    let old = [
        with("name = \"食品经营许可\"\nsource_id = \"a\""),
        with("name = \"食品生产许可\"\nsource_id = \"b\""),
        with("name = \"设立登记\""),
        with("name = \"注销登记\"\nsource_id = \"d\""),
    ];
    let new = [
        with("name = \"开办登记\""),
        with("name = \"食品经营许可（新办）\"\nsource_id = \"a\""),
        with("name = \"食品生产许可\"\nsource_id = \"x\""),
        with("name = \"变更登记\"\nsource_id = \"e\""),
    ];
    let texts = |items: &[String]| catalogue(&items.iter().map(String::as_str).collect::<Vec<_>>());
    let diff = catalogues(&texts(&old), &texts(&new));
    let seen: Vec<_> = diff
        .items
        .iter()
        .map(|item| (item.old, item.new, item.is_renamed, item.is_recoded))
        .collect();
    assert_eq!(
        seen,
        [
            (None, Some(0), false, false),
            (Some(0), Some(1), true, false),
            (Some(1), Some(2), false, true),
            (None, Some(3), false, false),
            (Some(2), None, false, false),
            (Some(3), None, false, false),
        ]
    );
}

#[test]
fn an_item_with_another_name_and_the_same_guide_is_the_same() {
    let text = |name: &str| {
        format!(
            "name = \"{name}\"\nauthority.name = \"云江新区民政局\"\n[[guide.materials]]\nname = \"申请书\""
        )
    };
    let (old, new) = (text("临时救助金给付"), text("临时救助"));
    let diff = catalogues(&catalogue(&[&old]), &catalogue(&[&new]));
    assert_eq!(diff.items.len(), 1);
    assert!(diff.items[0].is_renamed);
}

#[test]
fn items_that_share_a_key_are_paired_in_order() {
    let text = |days: u32| {
        format!("name = \"许可\"\nsource_id = \"a\"\nguide.time_limit.promised.amount = {days}")
    };
    let (one, two) = (text(1), text(2));
    let diff = catalogues(&catalogue(&[&one, &two]), &catalogue(&[&one, &two]));
    assert_eq!((diff.items.len(), diff.unchanged), (0, 2));
    let diff = catalogues(&catalogue(&[&one, &two]), &catalogue(&[&one]));
    assert_eq!((diff.items[0].old, diff.items[0].new), (Some(1), None));
}

#[test]
fn the_previous_version_of_an_item_is_found_or_reported_unknown() {
    let one = |name: &str, code: &str, visits: u8| {
        format!(
            "[[items]]\nname = \"{name}\"\nsource_id = \"{code}\"\nversion = 1\nguide.visits.count = {visits}\n"
        )
    };
    let catalogue = |items: &[(&str, &str)], visits: u8| {
        let items = items.iter().map(|(name, code)| one(name, code, visits));
        read(&items.collect::<String>())
    };
    let old = catalogue(
        &[
            ("甲证", "a-1"),
            ("乙证", "a-2"),
            ("丙证", "a-2"),
            ("丁证", "a-3"),
            ("丁证", "a-3"),
        ],
        0,
    );
    let new = catalogue(
        &[
            ("甲证核发", "a-1"),
            ("丙证", "a-2"),
            ("丁证", "a-3"),
            ("戊证", "a-4"),
        ],
        3,
    );
    let checker = Checker::new().previous(Previous::new("old", &old));
    let report = checker.check(&new);
    let found = report
        .findings
        .iter()
        .filter(|found| found.rule.code == "VER040");
    // One item is found by its code, another by its code and name; items that are not found are reported.
    assert_eq!(
        found.map(|found| found.subject.item).collect::<Vec<_>>(),
        [Some(0), Some(1)]
    );
    let unknown = report
        .not_judged
        .iter()
        .filter(|(entry, _)| entry.rule == "VER010");
    let unknown: Vec<(&str, usize)> = unknown
        .map(|(entry, count)| (entry.reason.get(Chinese), *count))
        .collect();
    assert_eq!(unknown.len(), 2, "{unknown:?}");
    for words in ["几个事项编码相同", "没有找到这个事项"] {
        assert!(
            unknown
                .iter()
                .any(|(reason, count)| reason.contains(words) && *count == 1),
            "{unknown:?}"
        );
    }
}

#[test]
fn elements_that_a_version_does_not_collect_are_not_compared() {
    let item = "[[items]]\nname = \"许可\"\n";
    let old = read(&format!("not_collected = [\"guide.fees\"]\n{item}"));
    let new = read(&format!(
        "{item}guide.fees.charged = true\nguide.visits.count = 1"
    ));
    let diff = readings(&old, &new);
    let elements: Vec<&str> = diff.items[0]
        .changes
        .iter()
        .map(|change| change.element.as_str())
        .collect();
    assert_eq!(elements, ["guide.visits.count"]);
    assert_eq!(
        (
            diff.not_compared[0].element.as_str(),
            diff.not_compared[0].by_old
        ),
        ("guide.fees", true)
    );
    assert_eq!(diff.not_compared[0].label.get(Chinese), "收费");
}

#[test]
fn incomplete_input_is_never_the_same() {
    let sound = "[[items]]\nname = \"许可\"\n";
    let broken = format!("{sound}[[items]]\nname = 1\n");
    assert_eq!(
        readings(&read(sound), &read(sound)).verdict(),
        DiffVerdict::Same
    );
    assert_eq!(
        readings(&read(&broken), &read(sound)).verdict(),
        DiffVerdict::Incomplete
    );
    assert_eq!(
        readings(&read(sound), &read(&broken)).verdict(),
        DiffVerdict::Incomplete
    );
    let nothing = read("");
    assert_eq!(
        readings(&nothing, &nothing).verdict(),
        DiffVerdict::Incomplete
    );
}

#[test]
fn the_catalogue_itself_is_compared() {
    let item = "[[items]]\nname = \"许可\"\n";
    let diff = readings(
        &read(&format!("name = \"甲\"\n{item}")),
        &read(&format!("name = \"乙\"\n{item}")),
    );
    assert_eq!(diff.catalogue[0].element, "name");
    assert_eq!(diff.verdict(), DiffVerdict::Different);
}

/// Collects the JSON pointers of all leaves and lists in a value.
fn places(value: &Value, at: &str, out: &mut Vec<String>) {
    match value {
        Value::Object(map) => map.iter().for_each(|(key, inner)| {
            let at = format!("{at}/{}", key.replace('~', "~0").replace('/', "~1"));
            places(inner, &at, out);
        }),
        Value::Array(list) => {
            out.push(at.to_owned());
            list.iter()
                .enumerate()
                .for_each(|(number, inner)| places(inner, &format!("{at}/{number}"), out));
        }
        _ => out.push(at.to_owned()),
    }
}

/// Values of the same type to replace a value with.
fn others(value: &Value) -> Vec<Value> {
    match value {
        Value::String(text) => vec![json!(format!("{text}改")), json!("改")],
        Value::Bool(yes) => vec![json!(!yes)],
        Value::Number(number) => vec![json!(number.as_f64().unwrap_or_default() + 1.0)],
        Value::Array(list) => vec![json!(list.iter().skip(1).collect::<Vec<_>>())],
        _ => Vec::new(),
    }
}

/// Any changed value of an item is reported, at its path or at its owner, and so is the reverse change, with the
/// opposite burden.
#[test]
fn no_change_of_any_value_is_lost() {
    let folder = FilePath::new(env!("CARGO_MANIFEST_DIR")).join("examples/data");
    let reading = read_path(folder, &ReadOptions::default()).unwrap();
    let mut tried = 0;
    for sound in reading.catalogue.items.iter().take(2) {
        let value = serde_json::to_value(sound).unwrap();
        let mut found = Vec::new();
        places(&value, "", &mut found);
        for place in found {
            let leaf = value.pointer(&place).unwrap();
            for other in others(leaf) {
                let mut changed = value.clone();
                *changed.pointer_mut(&place).unwrap() = other.clone();
                // Some values are not valid at this path.
                let Ok(changed) = serde_json::from_value::<ServiceItem>(changed) else {
                    continue;
                };
                if changed == *sound {
                    continue;
                }
                tried += 1;
                let there = items(sound, &changed);
                let back = items(&changed, sound);
                assert!(!there.is_empty(), "{place}: {leaf} → {other}");
                assert!(!back.is_empty(), "{place}: {other} → {leaf}");
                let is_there = |path: &Path| {
                    let pointer = path.pointer();
                    place.starts_with(&pointer)
                        || pointer.starts_with(&place)
                        || owner_of(&place) == owner_of(&pointer)
                };
                for change in &there {
                    assert!(
                        is_there(&change.old_path) || is_there(&change.new_path),
                        "{place}: {change:?}"
                    );
                }
                let has = |changes: &[Change], burden| {
                    changes.iter().any(|change| change.burden == burden)
                };
                for (one, other) in MIRRORED {
                    assert_eq!(
                        has(&there, one),
                        has(&back, other),
                        "{place}: {there:?} {back:?}"
                    );
                }
            }
        }
    }
    assert!(tried > 300, "{tried}");
}

fn owner_of(pointer: &str) -> &str {
    pointer.rsplit_once('/').map_or("", |(owner, _)| owner)
}

#[test]
fn items_without_a_name_are_found_again() {
    let text = "[[items]]\nguide.conditions = \"年满十八周岁\"\n[[items]]\n[[items]]\n[[items]]\nname = \"甲\"\n";
    let diff = readings(&read(text), &read(text));
    assert_eq!((diff.unchanged, diff.items.len()), (4, 0));
}

/// Hours and limits are compared by the fields read from their texts, and also by the unread words.
#[test]
fn words_beside_what_was_read_are_a_change() {
    let kinds = |old: &str, new: &str| {
        let changes = found(old, new).into_iter();
        changes.map(|(_, kind, _)| kind).collect::<Vec<_>>()
    };
    let hours =
        |rest: &str| format!("guide.hours.text = \"工作日8:30-12:00，法定节假日除外{rest}\"");
    let limit = |rest: &str| {
        let limit = "amount = 20, unit = \"工作日\"";
        format!("guide.time_limit.statutory = {{ {limit}, text = \"20个工作日{rest}\" }}")
    };
    for rest in ["，每周三暂停对外办公", "，7月整修停办，请到别处"] {
        assert_eq!(
            kinds(&hours(""), &hours(rest)),
            [ChangeKind::Changed],
            "{rest}"
        );
    }
    for rest in [
        "（不含听证、专家评审）",
        "，疑难的另议",
        "，可延长10个工作日",
    ] {
        assert_eq!(
            kinds(&limit(""), &limit(rest)),
            [ChangeKind::Changed],
            "{rest}"
        );
    }
    let shown = items(&item(&limit("")), &item(&limit("，疑难的另议")))
        .pop()
        .unwrap();
    assert_ne!(shown.old, shown.new);
    let burden = |rest: &str| found(&limit(""), &limit(rest)).pop().unwrap().2;
    assert_eq!(burden("（不含听证、专家评审）"), Burden::Up);
    assert_eq!(burden("，疑难的另议"), Burden::Unclear);
    assert_eq!(kinds(&hours(""), &hours("。")), [ChangeKind::Reworded]);
    assert_eq!(kinds(&limit(""), &limit("内办结")), [ChangeKind::Reworded]);
}

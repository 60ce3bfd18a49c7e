//! The schema of a profile refuses only what the rules of the profile refuse.
#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::print_stderr,
    clippy::print_stdout,
    clippy::string_slice,
    clippy::unwrap_used,
    reason = "a test stops at the first surprise"
)]

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use proptest::prelude::*;
use proptest::sample::{Index, select};
use serde_json::{Value, json};
use shixiang::model::ServiceItem;
use shixiang::schema::Rendition;
use shixiang::vocabulary::{ItemType, Profile, Vocabulary};
use shixiang::{Checker, Finding, Language, ReadOptions, Severity, export, read_path};

fn folder(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(name)
}

fn sound() -> Vec<Value> {
    let reading = read_path(folder("examples/data"), &ReadOptions::default()).unwrap();
    let items = reading.catalogue.items.iter();
    items
        .map(|item| serde_json::to_value(item).unwrap())
        .collect()
}

/// The schema of a profile, and the rules that its requirements stand for, in their order.
struct Demands {
    profile: Profile,
    validators: Vec<jsonschema::Validator>,
    codes: Vec<String>,
    checker: Checker,
}

/// The demands of a profile, computed once.
fn demands(profile: Profile) -> &'static Demands {
    static ALL: OnceLock<Vec<Demands>> = OnceLock::new();
    let all = ALL.get_or_init(|| Profile::ALL.map(Demands::of).into());
    all.iter().find(|one| one.profile == profile).unwrap()
}

impl Demands {
    fn of(profile: Profile) -> Self {
        let name = format!("service-item-{profile}");
        let schema = export::schema(&name, Rendition::Standard).unwrap();
        let comments = schema["allOf"].as_array().unwrap().iter();
        let codes = comments.map(|one| one["$comment"].as_str().unwrap()[..6].to_owned());
        Self {
            profile,
            validators: [Rendition::Standard, Rendition::Draft07]
                .map(|rendition| export::schema(&name, rendition).unwrap())
                .map(|schema| jsonschema::validator_for(&schema).unwrap())
                .into(),
            codes: codes.collect(),
            checker: Checker::new().profile(profile),
        }
    }

    /// The rules whose requirement the schema finds broken.
    fn refused(&self, document: &Value) -> BTreeSet<&str> {
        let by = |validator: &jsonschema::Validator| -> BTreeSet<&str> {
            let errors = validator.iter_errors(document);
            let places = errors.map(|error| error.schema_path().to_string());
            places
                .filter_map(|place| {
                    let at = place.strip_prefix("/allOf/")?.split('/').next()?;
                    Some(self.codes[at.parse::<usize>().unwrap()].as_str())
                })
                .collect()
        };
        let found: Vec<BTreeSet<&str>> = self.validators.iter().map(by).collect();
        assert!(found.iter().all(|one| *one == found[0]), "{document}");
        found[0].clone()
    }

    /// The rules that find an error in an item, or a warning because another text states the element.
    fn found(&self, item: &ServiceItem) -> BTreeSet<&'static str> {
        let report = self.checker.check_item(item);
        let is_refused = |found: &&Finding| match found.severity {
            Severity::Error => true,
            Severity::Warning => found.message(Language::Chinese).contains("没有单列"),
            Severity::Hint => false,
        };
        let refused = report.findings.iter().filter(is_refused);
        refused.map(|found| found.rule.code).collect()
    }

    /// Fails if the schema refuses what the rules do not; says what it refused.
    fn compare(&self, document: &Value) -> BTreeSet<&str> {
        let refused = self.refused(document);
        if !refused.is_empty() {
            let item: ServiceItem = serde_json::from_value(document.clone()).unwrap();
            let found = self.found(&item);
            for code in &refused {
                assert!(
                    found.contains(code),
                    "{}: {code}: {document:#}",
                    self.profile
                );
            }
        }
        refused
    }
}

/// Every key of a document.
fn places(value: &Value, at: &str, all: &mut Vec<String>) {
    match value {
        Value::Object(object) => {
            for (key, inner) in object {
                let place = format!("{at}/{key}");
                places(inner, &place, all);
                all.push(place);
            }
        }
        Value::Array(list) => {
            for (index, inner) in list.iter().enumerate() {
                places(inner, &format!("{at}/{index}"), all);
            }
        }
        _ => {}
    }
}

fn remove(document: &mut Value, place: &str) {
    let (owner, key) = place.rsplit_once('/').unwrap();
    if let Some(Value::Object(owner)) = document.pointer_mut(owner) {
        owner.remove(key);
    }
}

/// Places that stand for one another.
const TOGETHER: &[&[&str]] = &[
    &["/guide/fees/items/0/standard", "/guide/fees/items/0/amount"],
    &["/handling_forms", "/guide/places", "/channels"],
    &["/implementation_code", "/handling_code"],
    &["/guide/hours", "/guide/places"],
    &[
        "/guide/materials/0/originals",
        "/guide/materials/0/photocopies",
        "/guide/materials/0/pieces",
    ],
];

#[test]
fn each_element_is_missed_by_the_schema_and_by_its_rule() {
    for profile in Profile::ALL {
        let demands = demands(profile);
        let mut refused = BTreeSet::new();
        for item in sound() {
            let own = demands.refused(&item);
            assert!(own.is_empty(), "{profile}: {}: {own:?}", item["name"]);
            let mut all = Vec::new();
            places(&item, "", &mut all);
            for place in all.iter().filter(|place| *place != "/name") {
                let mut document = item.clone();
                remove(&mut document, place);
                refused.extend(demands.compare(&document));
            }
            for together in TOGETHER {
                let mut document = item.clone();
                together
                    .iter()
                    .for_each(|place| remove(&mut document, place));
                refused.extend(demands.compare(&document));
            }
        }
        // Each requirement is met, and missed, by some item.
        assert_eq!(refused.len(), demands.codes.len(), "{profile}: {refused:?}");
    }
}

/// Changes of an item that decide whether an element is wanted of it.
fn changes() -> impl Strategy<Value = Vec<(&'static str, Value)>> {
    let types: Vec<Value> = ItemType::LIST
        .terms
        .iter()
        .map(|term| json!(term.term))
        .collect();
    let types = types.into_iter().chain([Value::Null]).collect::<Vec<_>>();
    let names = &[
        "档案查询",
        "天气预报",
        "电话咨询",
        "举办展览",
        "生育登记",
        "某某备案",
    ][..];
    let change = prop_oneof![
        select(types).prop_map(|value| ("/item_type", value)),
        select(names).prop_map(|name| ("/name", json!(name))),
        select(vec![json!(["网上办理"]), json!(["窗口办理"]), json!([])])
            .prop_map(|forms| ("/handling_forms", forms)),
        select(vec![json!(true), json!(false), Value::Null]).prop_map(|online| ("/online", online)),
        Just(("/guide/conditions", json!("依职权办理"))),
        Just(("/guide/materials/0/name", json!("无需提交材料。"))),
        Just(("/guide/materials/0/exempt", json!(true))),
        Just(("/guide/materials/0/medium", json!("电子"))),
        Just(("/guide/materials", json!([]))),
        Just(("/channels", json!([]))),
        select(
            &[
                "guide",
                "guide.fees",
                "guide.time_limit.promised",
                "channels",
                "authority"
            ][..]
        )
        .prop_map(|element| {
            let entry = json!([{ "element": element, "reason": "不涉及" }]);
            ("/not_applicable", entry)
        }),
    ];
    proptest::collection::vec(change, 0..4)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    /// The rules miss everything that the schema misses, whatever the item.
    #[test]
    fn rules_miss_everything_that_the_schema_misses(
        at in any::<Index>(),
        removed in proptest::collection::vec(any::<Index>(), 1..6),
        changes in changes(),
    ) {
        let items = sound();
        let mut document = at.get(&items).clone();
        let mut all = Vec::new();
        places(&document, "", &mut all);
        all.retain(|place| place != "/name");
        for place in removed {
            let place: &String = place.get(&all);
            remove(&mut document, place);
        }
        for (place, value) in changes {
            let (owner, key) = place.rsplit_once('/').unwrap();
            if let Some(Value::Object(owner)) = document.pointer_mut(owner) {
                if value.is_null() {
                    owner.remove(key);
                } else {
                    owner.insert(key.to_owned(), value);
                }
            }
        }
        for profile in Profile::ALL {
            demands(profile).compare(&document);
        }
    }
}

#[test]
fn an_element_that_does_not_apply_is_not_missing() {
    let demands = demands(Profile::Exchange);
    let mut item = sound().remove(0);
    remove(&mut item, "/guide/fees");
    assert_eq!(demands.compare(&item), BTreeSet::from(["FEE001"]));
    item["not_applicable"] = json!([{ "element": "guide.fees", "reason": "不收费" }]);
    assert!(demands.compare(&item).is_empty());
}

/// The items of real catalogues, if they lie beside the project.
#[cfg(feature = "tables")]
#[test]
fn real_items_are_refused_by_the_rules_too() {
    for name in [
        "corpus/guangxi-fangchenggang/items.csv",
        "corpus/guangdong/items.jsonl",
    ] {
        let path = folder("../shared").join(name);
        if !path.exists() {
            eprintln!("skipped: {name} is not beside the project");
            continue;
        }
        let reading = read_path(path, &ReadOptions::default()).unwrap();
        let mut refused = 0;
        for item in reading.catalogue.items.iter().step_by(5) {
            let item = serde_json::to_value(item).unwrap();
            for profile in Profile::ALL {
                refused += usize::from(!demands(profile).compare(&item).is_empty());
            }
        }
        assert!(refused > 100, "{name}: {refused}");
    }
}

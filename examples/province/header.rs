//! What a catalogue says beside its items: categories, platforms and one-stop services, and their faults.

use serde_json::{Value, json};

/// Two items of the example catalogue that make a one-stop service.
pub(crate) const CARD_OF_THE_ELDERLY: &str = "11532871MB0X070776453201110300001";
pub(crate) const LIBRARY_CARD: &str = "12532871MB0X08088E453202210100001";

/// The items that the lists of a header name.
pub(crate) struct Named {
    /// Two sound items of one body, which ask for the same two documents.
    pub(crate) two: [String; 2],
    /// One that asks for the card of the elderly.
    pub(crate) asks_for_card: String,
    /// One that was cancelled.
    pub(crate) cancelled: String,
}

/// A kind of fault with the rules that find it.
type Fault = (Value, &'static [(&'static str, usize)]);

/// The header of a catalogue without faults.
pub(crate) fn sound() -> Value {
    json!({
        "division": "532871",
        "include": ["items.ndjson"],
        "platforms": [platform("zwfw", "云江政务服务网"), platform("app", "云江通")],
        "scenarios": [scenario("长者生活")],
    })
}

/// Adds each fault of a header once, and returns what finds them.
pub(crate) fn spoil(
    header: &mut Value,
    number: usize,
    named: &Named,
) -> Vec<(&'static str, usize)> {
    let mut found = Vec::new();
    for (key, faults) in [
        ("categories", categories(number, named)),
        ("platforms", platforms(number)),
        ("scenarios", scenarios(number, named)),
    ] {
        for (entry, by) in faults {
            let list = header[key].as_array_mut();
            match list {
                Some(list) => list.push(entry),
                None => header[key] = json!([entry]),
            }
            found.extend_from_slice(by);
        }
    }
    found
}

fn categories(number: usize, named: &Named) -> Vec<Fault> {
    let with =
        |name: &str, items: Value| json!({ "name": format!("{name}{number}"), "items": items });
    vec![
        (
            json!({ "name": format!("空栏目{number}") }),
            &[("CAT030", 1)],
        ),
        (
            with("栏目", json!([format!("没有的事项{number}")])),
            &[("CAT032", 1)],
        ),
        (
            with("旧栏目", json!([LIBRARY_CARD, named.cancelled])),
            &[("CAT034", 1)],
        ),
    ]
}

/// A platform with all functions, each tried.
fn platform(id: &str, name: &str) -> Value {
    let function = |kind: &str| {
        json!({
            "kind": kind,
            "available": true,
            "trials": [{ "date": "2026-10-20", "passed": true, "note": "两名群众试用" }],
        })
    };
    let functions = ["统一入口", "站内搜索", "用户注册", "单点登录", "在线咨询"].map(function);
    json!({ "id": id, "name": name, "kind": "政务服务网", "functions": functions })
}

fn platforms(number: usize) -> Vec<Fault> {
    let of = |fault: &str, change: fn(&mut Value)| {
        let mut platform = platform(
            &format!("{fault}-{number}"),
            &format!("{fault}平台{number}"),
        );
        change(&mut platform);
        platform
    };
    vec![
        (
            of("silent", |platform| platform["functions"] = json!([])),
            &[("PLT010", 1)],
        ),
        (
            of("lacking", |platform| {
                platform["functions"][1]["available"] = false.into();
            }),
            &[("PLT012", 1)],
        ),
        (
            of("unsure", |platform| {
                let functions = platform["functions"].as_array_mut().unwrap();
                functions.push(json!({ "kind": "单点登录", "available": false }));
            }),
            &[("PLT014", 1)],
        ),
        (
            of("second", |platform| platform["id"] = "app".into()),
            &[("PLT016", 1)],
        ),
        (
            of("failing", |platform| {
                platform["functions"][1]["trials"][0]["passed"] = false.into();
            }),
            &[("PLT020", 1)],
        ),
        (
            of("forgotten", |platform| {
                platform["functions"][1]["trials"][0]["date"] = "2025-08-20".into();
            }),
            &[("PLT022", 1)],
        ),
        (
            of("early", |platform| {
                platform["functions"][1]["trials"][0]["date"] = "2026-12-20".into();
            }),
            &[("PLT024", 1)],
        ),
    ]
}

/// A one-stop service of the two items of the example.
fn scenario(name: &str) -> Value {
    json!({
        "name": format!("{name}一件事"),
        "audience": ["自然人"],
        "lead": "云江新区民政局",
        "promised": { "amount": 30, "unit": "工作日" },
        "items": [
            { "item": CARD_OF_THE_ELDERLY },
            { "item": LIBRARY_CARD, "after": [CARD_OF_THE_ELDERLY] },
        ],
    })
}

fn scenarios(number: usize, named: &Named) -> Vec<Fault> {
    let of = |fault: &str, change: &dyn Fn(&mut Value)| {
        let mut scenario = scenario(&format!("{fault}{number}"));
        change(&mut scenario);
        scenario
    };
    let push = |scenario: &mut Value, item: Value| {
        scenario["items"].as_array_mut().unwrap().push(item);
    };
    vec![
        (
            of("缺项", &|scenario| {
                push(scenario, json!({ "item": "没有的办理项" }));
            }),
            &[("SCN010", 1)],
        ),
        (
            of("缺前项", &|scenario| {
                scenario["items"][0]["after"] = json!(["没有的办理项"]);
            }),
            &[("SCN012", 1)],
        ),
        (
            of("循环", &|scenario| {
                scenario["items"][0]["after"] = json!([LIBRARY_CARD]);
            }),
            &[("SCN014", 1)],
        ),
        (
            of("重列", &|scenario| {
                push(scenario, json!({ "item": LIBRARY_CARD }));
            }),
            &[("SCN016", 1)],
        ),
        (
            of("单项", &|scenario| {
                scenario["items"].as_array_mut().unwrap().truncate(1);
            }),
            &[("SCN018", 1)],
        ),
        (
            of("重交", &|scenario| {
                let items = named.two.each_ref().map(|item| json!({ "item": item }));
                scenario["items"] = json!(items);
            }),
            &[("SCN020", 2)],
        ),
        (
            of("再交", &|scenario| {
                let after = json!([CARD_OF_THE_ELDERLY]);
                push(
                    scenario,
                    json!({ "item": named.asks_for_card, "after": after }),
                );
            }),
            &[("SCN022", 1)],
        ),
        (
            of("赶工", &|scenario| {
                scenario["promised"]["amount"] = 3.into();
                let [first, _] = &named.two;
                let after = json!([CARD_OF_THE_ELDERLY]);
                push(scenario, json!({ "item": first, "after": after }));
            }),
            &[("SCN030", 1)],
        ),
        (
            of("企业", &|scenario| {
                scenario["audience"] = json!(["企业法人"]);
            }),
            &[("SCN040", 2)],
        ),
        (
            of("旧项", &|scenario| {
                push(scenario, json!({ "item": named.cancelled }));
            }),
            &[("CAT034", 1)],
        ),
    ]
}

//! The items of a province: the sound one of a matter and a body, and what can be done to it.

use serde_json::{Value, json};

use super::body::body;

/// The level of body `n`: its name and its digit in the codes.
fn level(n: usize) -> (&'static str, char) {
    match n {
        0..5 => ("市级", '3'),
        5..20 => ("县级", '4'),
        _ => ("镇(乡、街道)级", '5'),
    }
}

/// Gives an item this base code, and codes that follow from it.
pub(crate) fn coded(item: &mut Value, base: &str) {
    let credit = item["authority"]["credit_code"]
        .as_str()
        .unwrap()
        .to_owned();
    let digit = item["implementation_code"].as_str().unwrap().as_bytes()[18];
    let implementation = format!("{credit}{}{base}", char::from(digit));
    item["base_code"] = base.into();
    item["handling_code"] = format!("{implementation}01").into();
    item["implementation_code"] = implementation.into();
}

/// Gives an item to body `n`.
pub(crate) fn run_by(item: &mut Value, n: usize) {
    let (name, credit) = body(n);
    let (level, digit) = level(n);
    let base = item["base_code"].as_str().unwrap().to_owned();
    item["levels"] = json!([level]);
    item["authority"]["name"] = name.into();
    item["authority"]["credit_code"] = credit.as_str().into();
    item["implementation_code"] = format!("{credit}{digit}{base}").into();
    coded(item, &base);
}

/// Another case of the same item.
pub(crate) fn second_case(item: &mut Value) {
    let code = format!("{}02", item["implementation_code"].as_str().unwrap());
    item["handling_code"] = code.into();
}

/// The sound item of a matter, as body `n` handles it.
pub(crate) fn sound(template: &Value, matter: usize, n: usize) -> Value {
    let mut item = template.clone();
    item["name"] = format!("第{matter}类食品经营许可").into();
    item["catalogue_name"] = item["name"].clone();
    item["version"] = 3.into();
    item["base_code"] = base_code(matter).into();
    run_by(&mut item, n);
    item["guide"]["conditions"] = format!(
        "1. 经营第{matter}类食品，已经领取营业执照。\n2. 有固定的经营场所，厨房面积在{}平方米以上。",
        10 + matter
    )
    .into();
    item["summary"] = format!("做第{matter}类食品的生意之前，办理准许开业的证照").into();
    item
}

fn base_code(matter: usize) -> String {
    format!("000131{matter:03}000")
}

/// The list at a place of an item.
pub(crate) fn list<'v>(item: &'v mut Value, pointer: &str) -> &'v mut Vec<Value> {
    item.pointer_mut(pointer).unwrap().as_array_mut().unwrap()
}

/// Adds to the name of an item.
pub(crate) fn rename(item: &mut Value, more: &str) {
    item["name"] = format!("{}{more}", item["name"].as_str().unwrap()).into();
}

/// Replaces these words wherever they stand in an item.
pub(crate) fn replace(item: &mut Value, from: &str, to: &str) {
    *item = serde_json::from_str(&item.to_string().replace(from, to)).unwrap();
}

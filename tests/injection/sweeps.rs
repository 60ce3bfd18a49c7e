//! One kind of fault in every place of an example at once: each place has to be found.

use std::collections::BTreeSet;

use serde_json::{Value, json};
use shixiang::Path;
use shixiang::path::PathStep;
use shixiang::vocabulary::Profile;

use crate::harness::{Outcome, samples};

/// Keys whose texts people write and read.
const TEXTS: &[&str] = &[
    "acceptance_standard",
    "action",
    "address",
    "answer",
    "condition",
    "conditions",
    "criteria",
    "directions",
    "exemption_way",
    "filling_notes",
    "litigation",
    "name",
    "note",
    "output",
    "place",
    "prohibitions",
    "promised_note",
    "publication",
    "quantity_limit",
    "question",
    "reason",
    "reconsideration",
    "rights_and_duties",
    "seal_note",
    "source_note",
    "statutory_note",
    "summary",
    "text",
    "validity",
    "way",
    "window",
];

/// Goes through everything in a value, what is inside first.
fn each(value: &mut Value, path: &Path, change: &mut impl FnMut(&mut Value, &Path)) {
    match value {
        Value::Object(object) => {
            for (key, inside) in object.iter_mut() {
                each(inside, &path.then(key.clone()), change);
            }
        }
        Value::Array(list) => {
            for (index, inside) in list.iter_mut().enumerate() {
                each(inside, &path.then(index), change);
            }
        }
        _ => {}
    }
    change(value, path);
}

/// The missed and the surplus findings when every place is changed for which `change` gives a path.
fn sweep(rule: &str, change: impl Fn(&mut Value, &Path) -> Option<Path>) -> Vec<String> {
    let mut complaints = Vec::new();
    for (name, item) in &samples().items {
        let mut item = item.clone();
        let mut wanted = BTreeSet::new();
        let start = Path::parse("items[0]");
        each(&mut item, &start, &mut |value, path| {
            wanted.extend(change(value, path).map(|path| path.to_string()));
        });
        assert!(!wanted.is_empty(), "{rule}: nothing to change in {name}");
        let outcome = Outcome::under(&samples().around(&item), &[Profile::Portal]).remove(0);
        let own = outcome.findings.iter().filter(|seen| seen.rule == rule);
        let found: BTreeSet<String> = own.map(|seen| seen.place.clone()).collect();
        let missed = wanted.difference(&found);
        complaints.extend(missed.map(|place| format!("{rule} {name}: silent at {place}")));
        let more = found.difference(&wanted);
        complaints.extend(more.map(|place| format!("{rule} {name}: unrelated at {place}")));
    }
    complaints
}

/// The last key of a path, were it that of a list.
fn key(path: &Path) -> Option<&str> {
    path.steps().iter().rev().find_map(|step| match step {
        PathStep::Key(key) => Some(key.as_ref()),
        PathStep::Index(_) => None,
    })
}

/// The texts of an example, made to end in these words.
fn texts_ending_in(words: &str) -> impl Fn(&mut Value, &Path) -> Option<Path> {
    move |value, path| {
        let text = value.as_str()?;
        if !TEXTS.contains(&key(path)?) {
            return None;
        }
        *value = format!("{text}{words}").into();
        Some(path.clone())
    }
}

/// Sweeps over every place of its kind.
pub(crate) fn complaints() -> Vec<String> {
    let unknown_key = |value: &mut Value, path: &Path| {
        value
            .as_object_mut()?
            .insert("不认识的键".to_owned(), json!(1));
        Some(path.then("不认识的键"))
    };
    let wrong_type = |value: &mut Value, path: &Path| {
        value.as_bool()?;
        *value = "也许".into();
        Some(path.clone())
    };
    let negative = |value: &mut Value, path: &Path| {
        value.as_number().filter(|_| key(path) == Some("amount"))?;
        *value = json!(-1);
        Some(path.clone())
    };
    let unlisted = |value: &mut Value, path: &Path| {
        let coded = [
            "stage", "actor", "unit", "medium", "ways", "days", "end", "kind", "rank",
        ];
        let in_fees = path.element().contains("fees");
        value
            .as_str()
            .filter(|_| coded.contains(&key(path).unwrap_or_default()) && !in_fees)?;
        *value = "表外的词".into();
        Some(path.clone())
    };
    let blank = |value: &mut Value, path: &Path| {
        value.as_str().filter(|_| {
            ["number", "to", "join", "language"].contains(&key(path).unwrap_or_default())
        })?;
        *value = " ".into();
        Some(path.clone())
    };
    // The numbers of a translation are held against the original by LNG030 alone.
    let original = |path: &Path, number: &str| {
        (!path.element().contains("translations")).then(|| number.to_owned())
    };
    let without_area_code = |value: &mut Value, path: &Path| {
        let local = original(path, value.as_str()?.strip_prefix("0691-")?)?;
        *value = local.into();
        Some(path.clone())
    };
    let mobile = |value: &mut Value, path: &Path| {
        let local = original(path, value.as_str()?.strip_prefix("0691-")?)?;
        *value = format!("1388{local}").into();
        Some(path.clone())
    };
    [
        sweep("DOC002", unknown_key),
        sweep("DOC003", wrong_type),
        sweep("SHP001", unlisted),
        sweep("SHP002", negative),
        sweep("SHP003", blank),
        sweep("TXT013", texts_ending_in("<br/>")),
        sweep("TXT014", texts_ending_in("锟斤拷")),
        sweep("ORG030", without_area_code),
        sweep("ORG050", mobile),
    ]
    .concat()
}

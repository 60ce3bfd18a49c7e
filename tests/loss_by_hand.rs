//! Nothing of the real catalogues is lost, found by a plain walk over JSON, TOML and CSV that uses nothing of
//! the library: every scalar of a source is in the account, and what the account says of it is in the output.

#![cfg(feature = "cli")]
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::print_stderr,
    reason = "a test that fails says where"
)]

use std::collections::HashMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

/// A path beside the project; `None` if it does not exist.
fn shared(name: &str) -> Option<PathBuf> {
    let corpus = std::env::var_os("SHIXIANG_CORPUS").map_or_else(
        || Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/corpus"),
        PathBuf::from,
    );
    let path = corpus.join(name);
    if !path.exists() {
        eprintln!("skipped: {name} is not beside the project");
        return None;
    }
    Some(path)
}

/// The scalars of a value that say something, as text.
fn scalars(value: &Value, found: &mut Vec<String>) {
    match value {
        Value::Object(table) => table.values().for_each(|value| scalars(value, found)),
        Value::Array(values) => values.iter().for_each(|value| scalars(value, found)),
        Value::Null => {}
        Value::String(text) if text.trim().is_empty() => {}
        Value::String(text) => found.push(text.clone()),
        other => found.push(other.to_string()),
    }
}

/// The cells below the header of a table as text.
fn cells(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    let (mut cell, mut quoted, mut row) = (String::new(), false, 0);
    let mut chars = text.trim_start_matches('\u{feff}').chars().peekable();
    while let Some(char) = chars.next() {
        match char {
            '"' if quoted && chars.peek() == Some(&'"') => {
                chars.next();
                cell.push('"');
            }
            '"' => quoted = !quoted,
            ',' | '\n' if !quoted => {
                let whole = std::mem::take(&mut cell);
                let whole = whole.trim_end_matches('\r');
                if row > 0 && !whole.trim().is_empty() {
                    found.push(whole.to_owned());
                }
                row += usize::from(char == '\n');
            }
            _ => cell.push(char),
        }
    }
    found
}

/// All files below a place.
fn files(place: &Path) -> Vec<PathBuf> {
    if place.is_file() {
        return vec![place.to_path_buf()];
    }
    let entries = fs::read_dir(place).unwrap();
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    paths.iter().flat_map(|path| files(path)).collect()
}

/// The scalars of a source: of its documents, lines or cells.
fn given(place: &Path) -> Vec<String> {
    let mut found = Vec::new();
    for file in files(place) {
        let bytes = fs::read(&file).unwrap();
        let text = match String::from_utf8(bytes) {
            Ok(text) => text,
            Err(error) => encoding_rs::GB18030.decode(error.as_bytes()).0.into_owned(),
        };
        match file.extension().and_then(|ending| ending.to_str()) {
            Some("csv") => found.append(&mut cells(&text)),
            Some("jsonl" | "ndjson") => {
                for line in text.lines().filter(|line| !line.trim().is_empty()) {
                    scalars(&serde_json::from_str(line).unwrap(), &mut found);
                }
            }
            Some("json") => match serde_json::from_str(&text) {
                Ok(root) => scalars(&root, &mut found),
                // A text that is not JSON is kept as it is.
                Err(_) => found.push(text.trim().to_owned()),
            },
            _ => {}
        }
    }
    found
}

/// The items of an output, and the catalogue's own fields.
fn items(out: &Path, form: &str) -> Vec<Value> {
    let text = |path: &Path| fs::read_to_string(path).unwrap();
    let toml = |path: &Path| toml::from_str::<Value>(&text(path)).unwrap();
    // A catalogue without items does not write the key.
    let listed = |value: Value| value["items"].as_array().cloned().unwrap_or_default();
    match form {
        "dir" => files(&out.join("items"))
            .iter()
            .map(|file| toml(file))
            .collect(),
        "toml" => listed(toml(out)),
        "json" => listed(serde_json::from_str(&text(out)).unwrap()),
        _ => text(out)
            .lines()
            .map(|line| serde_json::from_str(line).unwrap())
            .collect(),
    }
}

/// Whether all these scalars are among others; a text may stand inside another one.
fn holds(own: &[String], wanted: &[String]) -> bool {
    let is_there = |wanted: &String| own.iter().any(|own| own.contains(wanted.trim()));
    wanted.iter().all(is_there)
}

/// The scalars of an item of the output.
struct Written {
    all: Vec<String>,
    kept: Vec<String>,
}

impl Written {
    fn of(item: &Value) -> Self {
        let (mut all, mut kept) = (Vec::new(), Vec::new());
        scalars(item, &mut all);
        scalars(&item["extensions"], &mut kept);
        Self { all, kept }
    }
}

/// Numbers are written in several ways.
fn normal(text: &str) -> String {
    match text.parse::<f64>() {
        Ok(number) if text.len() < 16 => number.to_string(),
        _ => text.to_owned(),
    }
}

/// A character as some programs write it in JSON.
fn ascii(char: char) -> String {
    if char.is_ascii() {
        char.to_string()
    } else {
        format!("\\\\u{:04x}", u32::from(char))
    }
}

/// Normalizes a source, and looks for each of its scalars.
fn nothing_is_lost(name: &str, form: &str) {
    let Some(source) = shared(name) else { return };
    let place = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("loss");
    fs::create_dir_all(&place).unwrap();
    let stem = format!("{}.{form}", name.replace('/', "-"));
    let [out, trace, loss] =
        ["out", "trace", "loss.json"].map(|end| place.join(format!("{stem}.{end}")));
    let output = Command::new(env!("CARGO_BIN_EXE_shixiang"))
        .args(["normalize", "--force", "--to", form])
        .arg(&source)
        .args([
            "-o".as_ref(),
            out.as_os_str(),
            "--trace".as_ref(),
            trace.as_os_str(),
        ])
        .args(["--loss".as_ref(), loss.as_os_str()])
        .output()
        .unwrap();
    assert!(
        matches!(output.status.code(), Some(0 | 3)),
        "{name}: {output:?}"
    );
    let loss: Value = serde_json::from_str(&fs::read_to_string(&loss).unwrap()).unwrap();
    let traced: Vec<Value> = (fs::read_to_string(&trace).unwrap().lines())
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();

    assert!(
        !given(&source).is_empty(),
        "{name} has no scalar to look for"
    );
    let missing = untold(&source, &traced, &loss);
    // The envelope of an answer is counted, and not listed value by value.
    let left_out = traced
        .iter()
        .filter(|one| one["value"]["fate"] == "ignored");
    let ignored = loss["fates"]["ignored"].as_u64().unwrap();
    let around = ignored - left_out.count() as u64;
    assert!(
        missing.len() as u64 <= around,
        "{name} {form}: {} {missing:.20?}",
        missing.len()
    );
    let wrong = misplaced(&traced, &items(&out, form));
    assert!(
        wrong.is_empty(),
        "{name} {form}: {} {:#?}",
        wrong.len(),
        &wrong[..wrong.len().min(5)]
    );
}

/// The scalars of a source that are neither told of nor in what gave no item.
fn untold(source: &Path, traced: &[Value], loss: &Value) -> Vec<String> {
    let mut told: HashMap<String, usize> = HashMap::new();
    for one in traced {
        *told
            .entry(normal(one["value"]["raw"].as_str().unwrap()))
            .or_default() += 1;
    }
    let failed = loss["failed"].to_string();
    let mut missing = Vec::new();
    for scalar in given(source) {
        let mut parts = Vec::new();
        match serde_json::from_str(&scalar) {
            // A text that holds rows is accounted for row by row, or as it is.
            Ok(inner @ (Value::Array(_) | Value::Object(_)))
                if told.get(&scalar).is_none_or(|count| *count == 0) =>
            {
                scalars(&inner, &mut parts);
            }
            _ => parts.push(scalar),
        }
        for part in parts {
            match told.get_mut(&normal(&part)) {
                Some(count) if *count > 0 => *count -= 1,
                _ => {
                    let written = Value::from(part.as_str()).to_string();
                    let inside = written.trim_matches('"');
                    // A document kept as a text has its own escapes.
                    let escaped = inside.replace('\\', "\\\\");
                    let ascii: String = escaped.chars().map(ascii).collect();
                    if ![inside, &escaped, &ascii]
                        .iter()
                        .any(|it| failed.contains(*it))
                    {
                        missing.push(part);
                    }
                }
            }
        }
    }
    missing
}

/// Values that the trace places wrongly: no item of that record's name has them.
fn misplaced(traced: &[Value], items: &[Value]) -> Vec<String> {
    let mut by_name: HashMap<&str, Vec<Written>> = HashMap::new();
    for item in items {
        by_name
            .entry(item["name"].as_str().unwrap())
            .or_default()
            .push(Written::of(item));
    }
    let mut of_record: HashMap<(String, u64), String> = HashMap::new();
    let key = |one: &Value| {
        let file = one["location"]["file"].as_str().unwrap_or_default();
        (file.to_owned(), one["record"].as_u64().unwrap())
    };
    for one in traced {
        for used in one["value"]["uses"].as_array().into_iter().flatten() {
            if let (Some("name"), Some(name)) = (used["to"].as_str(), used["value"].as_str())
                && by_name.contains_key(name)
            {
                // Rows of materials and places have names too; of those that an item has, the first counts.
                of_record.entry(key(one)).or_insert(name.to_owned());
            }
        }
    }
    let mut wrong = Vec::new();
    for one in traced {
        let value = &one["value"];
        let raw = [value["raw"].as_str().unwrap().to_owned()];
        let Some(items) = of_record
            .get(&key(one))
            .and_then(|name| by_name.get(name.as_str()))
        else {
            wrong.push(format!("no item of {one}"));
            continue;
        };
        let kept = |item: &Written| holds(&item.kept, &raw);
        let read = |item: &Written| {
            let uses = value["uses"].as_array().into_iter().flatten();
            let mut canonical = Vec::new();
            uses.for_each(|used| scalars(&used["value"], &mut canonical));
            // Read with another field, as a unit is.
            canonical.is_empty() || holds(&item.all, &canonical)
        };
        let is_so = match value["fate"].as_str().unwrap() {
            "typed" => items.iter().any(read),
            "empty" | "ignored" => true,
            "partial" => items.iter().any(|item| read(item) && kept(item)),
            _ => items.iter().any(kept),
        };
        if !is_so {
            wrong.push(one.to_string());
        }
    }
    wrong
}

/// In every form of output.
fn nothing_is_lost_in_any_form(name: &str) {
    for form in ["dir", "toml", "json", "ndjson"] {
        nothing_is_lost(name, form);
    }
}

#[test]
fn no_value_of_the_table_of_guangxi_is_lost() {
    nothing_is_lost_in_any_form("guangxi-fangchenggang/items.csv");
}

#[test]
fn no_value_of_that_table_in_gb18030_is_lost() {
    // Only the reading differs from that of the table.
    nothing_is_lost("guangxi-fangchenggang/items.gb18030.csv", "ndjson");
}

#[test]
fn no_value_of_the_portal_of_guangxi_is_lost() {
    nothing_is_lost_in_any_form("guangxi-fangchenggang/portal-json");
}

#[test]
fn no_value_of_the_lines_of_guangdong_is_lost() {
    nothing_is_lost_in_any_form("guangdong/items.jsonl");
}

#[test]
fn no_value_of_the_table_of_guangdong_is_lost() {
    nothing_is_lost_in_any_form("guangdong/items.csv");
}

#[test]
fn no_value_of_catalogues_from_abroad_is_lost() {
    nothing_is_lost_in_any_form("abroad/hsds-examples");
}

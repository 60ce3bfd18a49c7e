//! Properties of any input: nothing panics, every value has its fate, written output is read back unchanged,
//! and a second run of `normalize` or `fix` changes nothing.

use serde::Serialize;
use serde_json::{Map, Value};
use shixiang::dialect::Dialect;
use shixiang::diff::{self, CatalogueDiff};
use shixiang::fix::{FileFixes, fixes};
use shixiang::model::elements::{Field, Group, ITEM};
use shixiang::report::json::json_report;
use shixiang::report::text::{TextOptions, cause};
use shixiang::source::Format;
use shixiang::value::{self, Parsed};
use shixiang::write::{Form, arrange, text};
use shixiang::{Checker, Config, Language, ReadOptions, Reading, loss, read_bytes, read_str};

use crate::bytes::Bytes;
use crate::containers;

/// A target: it panics if something does not hold.
pub(crate) type Target = fn(&[u8]);

/// All of them by name.
pub(crate) const TARGETS: &[(&str, Target)] = &[
    ("toml", |data| document("a.toml", data, Format::Toml)),
    ("json", |data| document("a.json", data, Format::Json)),
    ("ndjson", |data| document("a.ndjson", data, Format::Ndjson)),
    ("csv", |data| document("a.csv", data, Format::Csv)),
    ("html", html),
    ("xml", xml),
    ("xlsx", xlsx),
    ("ods", |data| workbook(&containers::ods(data))),
    ("workbook", workbook),
    ("values", values),
    ("item", item),
    ("dialect", dialect),
    ("config", config),
    ("diff", diff),
    ("fix", fix),
];

fn document(name: &str, data: &[u8], format: Format) {
    written(read_and_checked(
        name,
        data,
        format,
        &ReadOptions::default(),
    ));
}

fn read_and_checked(name: &str, data: &[u8], format: Format, options: &ReadOptions) -> Reading {
    let reading = read_bytes(name, data.to_vec(), format, options);
    assert_eq!(reading.account.missing, [], "the account does not balance");
    let report = Checker::new().preview(true).check(&reading);
    let _ = json_report(&report, &[], None, Language::Chinese);
    for found in report.causes().iter().take(20) {
        let _ = cause(found, &TextOptions::new(Language::English));
    }
    let _ = loss(&reading).text(Language::Chinese);
    reading
}

/// Written output is read back unchanged, is written again unchanged, and does not differ.
fn written(reading: Reading) {
    if reading.catalogue.items.is_empty() {
        return;
    }
    let mut catalogue = reading.catalogue;
    arrange(&mut catalogue);
    for (form, format) in [
        (Form::Toml, Format::Toml),
        (Form::Json, Format::Json),
        (Form::Ndjson, Format::Ndjson),
    ] {
        let written = text(&catalogue, form).expect("an arranged catalogue can be written");
        let again = read_str("again", &written, format, &ReadOptions::default()).catalogue;
        assert_eq!(again.items, catalogue.items, "{form:?}: {written}");
        let twice = text(&again, form).expect("it was written once");
        assert_eq!(twice, written, "{form:?}");
    }
    let unchanged = diff::catalogues(&catalogue, &catalogue);
    assert!(is_same(&unchanged), "{unchanged:?}");
}

fn is_same(diff: &CatalogueDiff) -> bool {
    diff.items.is_empty() && diff.catalogue.is_empty()
}

/// The tables of a page.
fn html(data: &[u8]) {
    document("a.html", &[b"<html><table>", data].concat(), Format::Html);
}

/// The rows of an XML spreadsheet.
fn xml(data: &[u8]) {
    const HEAD: &[u8] = b"<?xml version=\"1.0\"?><Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\" xmlns:ss=\"urn:schemas-microsoft-com:office:spreadsheet\"><Worksheet ss:Name=\"1\"><Table>";
    document("a.xml", &[HEAD, data].concat(), Format::Html);
}

/// Any bytes as a workbook: the container itself.
fn workbook(data: &[u8]) {
    document("a.xlsx", data, Format::Workbook);
}

/// The parts of a workbook: its sheet, its texts and its styles.
fn xlsx(data: &[u8]) {
    workbook(&containers::xlsx(parts(data)));
}

/// The parts of an input, which a line of three dashes divides.
fn parts<const N: usize>(mut data: &[u8]) -> [&[u8]; N] {
    const LINE: &[u8] = b"\n---\n";
    [(); N].map(|()| {
        let end = data.windows(LINE.len()).position(|bytes| bytes == LINE);
        let (part, rest) = match end {
            Some(end) => (&data[..end], &data[end + LINE.len()..]),
            None => (data, &[][..]),
        };
        data = rest;
        part
    })
}

/// Every reader of one field, and what it writes of what it read.
fn values(data: &[u8]) {
    let text = &*String::from_utf8_lossy(data);
    macro_rules! each {
        ($($reader:ident: $strings:expr),* $(,)?) => {$(
            sound(stringify!($reader), text, &value::$reader::read(text).map($strings));
        )*};
    }
    each!(
        address: json, citation: json, contact: json, date: json, hours: json, limit: json,
        list: json, material: json, money: |price| price.unit.into(), phone: json, steps: json,
        yes_no: json,
    );
    // Readers of free text may write one value that is read as two.
    macro_rules! again {
        ($($reader:ident),*) => {$(
            if let Some(value) = value::$reader::read(text).value {
                let written = value::$reader::write(&value);
                let again = value::$reader::read(&written).value;
                let name = stringify!($reader);
                assert_eq!(again.as_ref(), Some(&value), "{name} of {text:?}: {written:?}");
            }
        )*};
    }
    again!(date, hours, limit, list, money, yes_no);
    sound("flow", text, &value::flow::read(text).map(|_| Value::Null));
}

fn json<T: Serialize>(value: T) -> Value {
    serde_json::to_value(value).expect("values are data")
}

/// The unused part of a text occurs in it, but for brackets that were cut in two; and none of its pieces cuts
/// a bracket that the text closes.
fn sound(reader: &str, text: &str, read: &Parsed<Value>) {
    let words = unbracketed(text);
    // Hours that are partly read keep their text, and name what was not read in the words of times.
    for part in read.unread.iter().filter(|_| reader != "hours") {
        assert!(
            words.contains(&unbracketed(part)),
            "{reader}: {part:?} of {text:?}"
        );
    }
    if text.lines().all(is_balanced) {
        let mut parts = read.unread.clone();
        strings(&Value::from(read.value.clone()), &mut parts);
        for part in parts {
            assert!(is_balanced(&part), "{reader}: {part:?} of {text:?}");
        }
    }
}

fn strings(value: &Value, parts: &mut Vec<String>) {
    match value {
        Value::String(text) => parts.push(text.clone()),
        Value::Array(values) => values.iter().for_each(|value| strings(value, parts)),
        Value::Object(fields) => fields.values().for_each(|value| strings(value, parts)),
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

/// Each kind of bracket; full and half width are one.
const BRACKETS: [(&str, &str); 4] = [("（(", "）)"), ("【", "】"), ("［[", "］]"), ("〔", "〕")];

fn unbracketed(text: &str) -> String {
    let is_bracket = |c| {
        BRACKETS
            .iter()
            .any(|(opens, closes)| opens.contains(c) || closes.contains(c))
    };
    text.chars().filter(|c| !is_bracket(*c)).collect()
}

/// Whether each bracket is closed by one of its kind.
fn is_balanced(text: &str) -> bool {
    let mut open = Vec::new();
    for c in text.chars() {
        for (kind, (opens, closes)) in BRACKETS.iter().enumerate() {
            if opens.contains(c) {
                open.push(kind);
            } else if closes.contains(c) && open.pop() != Some(kind) {
                return false;
            }
        }
    }
    open.is_empty()
}

/// An item of any elements and texts through all rules.
fn item(data: &[u8]) {
    let mut item = table(&mut Bytes(data), ITEM, 0);
    item.entry("name").or_insert_with(|| "甲".into());
    let text = Value::Object(item).to_string();
    document("a.json", text.as_bytes(), Format::Json);
}

fn table(bytes: &mut Bytes<'_>, group: &Group, depth: usize) -> Map<String, Value> {
    let mut fields = Map::new();
    while !bytes.is_empty() && !bytes.next().is_multiple_of(8) {
        let field = bytes.choose(group.fields);
        let value = if field.is_list {
            (0..bytes.next() % 4)
                .map(|_| one(bytes, field, depth))
                .collect()
        } else {
            one(bytes, field, depth)
        };
        fields.insert(field.key.to_owned(), value);
    }
    fields
}

fn one(bytes: &mut Bytes<'_>, field: &Field, depth: usize) -> Value {
    match field.group {
        Some(group) if depth < 6 => table(bytes, group, depth + 1).into(),
        _ => match bytes.next() % 8 {
            0 => true.into(),
            1 => bytes.number().into(),
            2 => f64::from_bits(bytes.number().cast_unsigned()).into(),
            _ => bytes.text().into(),
        },
    }
}

/// A dialect and the records it reads.
fn dialect(data: &[u8]) {
    let [text, records] = parts(data);
    let Ok(dialect) = Dialect::parse("fuzz.toml", &String::from_utf8_lossy(text)) else {
        return;
    };
    let options = ReadOptions::default().dialect(dialect);
    written(read_and_checked("a.json", records, Format::Json, &options));
}

/// A configuration and the items it is for.
fn config(data: &[u8]) {
    let [text, items] = parts(data);
    let Ok(config) = Config::parse("shixiang.toml", &String::from_utf8_lossy(text)) else {
        return;
    };
    let Ok(checker) = Checker::new().preview(true).config(&config) else {
        return;
    };
    let items = items.to_vec();
    let reading = read_bytes("a.toml", items, Format::Toml, &ReadOptions::default());
    let _ = checker.check(&reading);
}

/// Two versions of a catalogue: there and back, the same changes.
fn diff(data: &[u8]) {
    let [old, new] = parts(data).map(|text| {
        read_bytes(
            "a.toml",
            text.to_vec(),
            Format::Toml,
            &ReadOptions::default(),
        )
    });
    let [there, back] = [diff::readings(&old, &new), diff::readings(&new, &old)];
    assert_eq!(there.unchanged, back.unchanged);
    assert_eq!(there.items.len(), back.items.len(), "{there:?} {back:?}");
    assert_eq!(
        there.is_different(),
        back.is_different(),
        "{there:?} {back:?}"
    );
    let same = diff::readings(&old, &old);
    assert!(is_same(&same), "{same:?}");
}

/// A document of our own, fixed: no item goes, no record fails for it, and fixing twice is fixing once.
fn fix(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    let start = text.trim_start_matches('\u{feff}').trim_start();
    let (name, format) = match start.lines().nth(1) {
        _ if !start.starts_with('{') => ("a.toml", Format::Toml),
        Some(line) if line.starts_with('{') => ("a.ndjson", Format::Ndjson),
        _ => ("a.json", Format::Json),
    };
    let Some((before, first)) = fixed(name, &text, format) else {
        return;
    };
    let (after, second) = fixed(name, &first.after, format).unwrap_or_else(|| {
        let reading = read_str(name, &first.after, format, &ReadOptions::default());
        (reading, first.clone())
    });
    assert_eq!(second.after, first.after, "fixed twice");
    // A key with control characters in it names nothing until they are gone: there may be more items.
    assert!(after.catalogue.items.len() >= before.catalogue.items.len());
    // In a text that is broken, what comes after the first error may be found once that is gone.
    assert!(!before.account.failed.is_empty() || after.account.failed.is_empty());
}

/// The fixes of a document, if there are any.
fn fixed(name: &str, text: &str, format: Format) -> Option<(Reading, FileFixes)> {
    let (checker, options) = (Checker::new(), ReadOptions::default());
    let reading = read_str(name, text, format, &options);
    let report = checker.check(&reading);
    let fixes = fixes(&reading, &report, &checker, &options);
    let file = fixes.files.into_iter().next()?;
    Some((reading, file))
}

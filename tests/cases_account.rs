//! The account: each scalar of a record has one fate, and nothing given is lost, whatever a dialect
//! says and whatever the readers make of it.

#![cfg(feature = "cli")]
#![allow(
    clippy::expect_used,
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test that fails says where"
)]

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;
use std::process::{Command, Output};
use std::thread;

use serde_json::{Value, json};
use shixiang::dialect::{Dialect, Fate};
use shixiang::model::elements::{Group, ITEM};
use shixiang::source::Format;
use shixiang::{Checker, ReadOptions, Reading, Severity, Verdict, loss, read_str};

fn place(name: &str) -> PathBuf {
    let path = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("account");
    fs::create_dir_all(&path).unwrap();
    path.join(name)
}

fn shixiang(args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_shixiang"))
        .args(args)
        .output()
        .unwrap()
}

fn own(text: &str, format: Format) -> Reading {
    read_str("input", text, format, &ReadOptions::default().trace())
}

fn options(fields: &str) -> Result<ReadOptions, shixiang::Error> {
    let text = format!(
        "name = \"d\"\nrecognise = [\"n\"]\nfields = [{{ from = \"n\", to = \"name\" }}, {fields}]\n"
    );
    let dialect = Dialect::parse("d.toml", &text)?;
    Ok(ReadOptions::default().dialect(dialect).trace())
}

fn spoken(fields: &str, record: &Value) -> Result<Reading, shixiang::Error> {
    Ok(foreign(&options(fields)?, record))
}

fn foreign(options: &ReadOptions, record: &Value) -> Reading {
    read_str("a.json", &record.to_string(), Format::Json, options)
}

/// The fate of each value by its field, and that they add up to what was given.
fn fates(reading: &Reading, given: &Value) -> BTreeMap<String, Fate> {
    let account = &reading.account;
    assert!(account.missing.is_empty(), "{:?}", account.missing);
    assert_eq!(account.fates.total(), scalars(given), "{given}");
    let traced = reading.trace.iter().map(|traced| &traced.value);
    traced
        .map(|value| (value.field.clone(), value.fate))
        .collect()
}

fn scalars(value: &Value) -> usize {
    match value {
        Value::Object(table) => table.values().map(scalars).sum(),
        Value::Array(values) => values.iter().map(scalars).sum(),
        _ => 1,
    }
}

/// Whether a value holds this text in one of its own.
fn says(value: &Value, text: &str) -> bool {
    match value {
        Value::Object(table) => table.values().any(|value| says(value, text)),
        Value::Array(values) => values.iter().any(|value| says(value, text)),
        Value::String(own) => own.contains(text),
        Value::Number(own) => own.to_string().as_str() == text,
        _ => false,
    }
}

/// The item without its name and what is kept, and what is kept.
fn parts(reading: &Reading) -> (Value, Value) {
    let mut item = serde_json::to_value(&reading.catalogue.items[0]).unwrap();
    let table = item.as_object_mut().unwrap();
    table.remove("name");
    let kept = table.remove("extensions").unwrap_or_default();
    (item, kept)
}

/// Every operation, with a value that it reads.
const OPERATIONS: &[(&str, &str)] = &[
    ("text", "某某说明文字"),
    ("statement", "某某说明文字"),
    ("code", "114500ABC"),
    ("integer", "37"),
    ("amount", "37.5"),
    ("yes-no", "是"),
    ("no-yes", "是"),
    ("date", "2027-06-30"),
    ("word", "行政许可"),
    ("words", "自然人，企业法人"),
    ("list", "甲方；乙方"),
    ("limit", "37个工作日"),
    ("hours", "周一至周五9:00-12:00"),
    ("phones", "0777-1234567"),
    ("contact", "电话：0777-1234567"),
    ("places", "某市某路37号3楼"),
    ("materials", "1.申请表（原件1份）\n2.身份证（复印件2份）"),
    ("names", "甲方、乙方"),
    ("bodies", "某厅（审核）、某局（受理）"),
    ("steps", "1.受理：窗口收件\n2.审查：核对材料"),
    ("process", "1.受理：窗口收件\n2.审查：核对材料"),
    ("citations", "《某某法》第三十七条"),
    ("fees", "每证37元"),
    ("url", "http://example.gov.cn/37"),
    ("keep", "某某说明文字"),
];

/// Every element of the model with its path, lists also as one more of them; what a channel says and
/// translations are a guide again, and are followed once.
fn elements(group: &Group, base: &str, found: &mut Vec<(String, Vec<&'static str>)>) {
    for field in group.fields {
        let path = if base.is_empty() {
            field.key.to_owned()
        } else {
            format!("{base}.{}", field.key)
        };
        let inner = field.group.map_or_else(Vec::new, |group| {
            group.fields.iter().map(|field| field.key).collect()
        });
        if field.is_list {
            found.push((format!("{path}[]"), inner.clone()));
        }
        found.push((path.clone(), inner));
        if let Some(group) = field.group.filter(|_| path.matches('.').count() < 4) {
            elements(group, &path, found);
        }
    }
}

/// The fates of the pairs of element and operation.
#[derive(Default)]
struct Pairs {
    all: usize,
    refused: usize,
    typed: usize,
    /// Fields that are not refused when they are loaded, and read nothing.
    idle: Vec<String>,
    lost: Vec<String>,
}

impl Pairs {
    /// Each operation to each of these elements, by the keys of its rows.
    fn of(elements: &[(String, Vec<&'static str>)]) -> Self {
        let mut pairs = Self::default();
        for (element, inner) in elements {
            for (operation, value) in OPERATIONS {
                pairs.add(element, inner, operation, value);
            }
        }
        pairs
    }

    /// The value alone, in a row, in a line of rows, in a list, and as JSON in a text.
    fn add(&mut self, element: &str, inner: &[&str], operation: &str, value: &str) {
        let rows = inner.iter().take(1).map(|key| {
            format!("{{ from = \"v\", to = \"{element}\", rows = [{{ from = \"w\", to = \"{key}\", read = \"{operation}\" }}] }}")
        });
        let alone = format!("{{ from = \"v\", to = \"{element}\", read = \"{operation}\" }}");
        let line = format!(
            "{{ from = \"v\", to = \"{element}\", read = \"{operation}\", line = \"{{w}}\" }}"
        );
        let row = json!([{ "w": value }]);
        let shapes = vec![json!(value), json!([value]), json!({ "w": value })];
        let given = [(alone, shapes), (line, vec![row.clone()])];
        let given = (given.into_iter()).chain(rows.map(|field| (field, vec![row.clone()])));
        for (way, (field, shapes)) in given.enumerate() {
            let options = options(&field).ok();
            for (number, shape) in shapes.into_iter().enumerate() {
                self.all += 1;
                let record = json!({ "n": "甲", "v": shape });
                let Some(options) = &options else {
                    self.refused += 1;
                    continue;
                };
                let reading = foreign(options, &record);
                fates(&reading, &record);
                let (item, kept) = parts(&reading);
                let is_kept = says(&kept, value);
                // Anything in the model says something: a word, a number, yes or no.
                let is_typed = scalars_said(&item) > 0;
                let fate = reading
                    .trace
                    .iter()
                    .find(|traced| traced.value.field != "n");
                let fate = fate.map(|traced| traced.value.fate);
                let holds = match fate {
                    Some(Fate::Typed) => is_typed,
                    Some(Fate::Partial) => is_typed && is_kept,
                    Some(Fate::Empty | Fate::Ignored) | None => false,
                    Some(_) => is_kept,
                };
                self.typed += usize::from(fate == Some(Fate::Typed));
                let reads = matches!(fate, Some(Fate::Typed | Fate::Partial));
                // The name is given by another field.
                let is_idle = !reads && operation != "keep" && element != "name";
                if (way, number) == (0, 0) && is_idle {
                    self.idle.push(field.clone());
                }
                if !holds || !(is_kept || is_typed) {
                    (self.lost).push(format!("{field} of {record}: {fate:?} {item} {kept}"));
                }
            }
        }
    }

    fn and(mut self, other: Self) -> Self {
        self.all += other.all;
        self.refused += other.refused;
        self.typed += other.typed;
        self.idle.extend(other.idle);
        self.lost.extend(other.lost);
        self
    }
}

#[test]
fn no_pair_of_element_and_operation_loses_a_value() {
    let mut all = Vec::new();
    elements(ITEM, "", &mut all);
    let (first, second) = all.split_at(all.len() / 2);
    let pairs = thread::scope(|scope| {
        let first = scope.spawn(|| Pairs::of(first));
        let second = Pairs::of(second);
        first.join().unwrap().and(second)
    });
    let Pairs {
        all,
        refused,
        typed,
        idle,
        lost,
    } = pairs;
    assert!(all > 11_000 && refused > all / 2, "{all} {refused}");
    assert!(idle.is_empty(), "{}: {idle:#?}", idle.len());
    assert!(typed > 1_000, "{typed}");
    assert!(
        lost.is_empty(),
        "{} of {all}: {:#?}",
        lost.len(),
        &lost[..lost.len().min(20)]
    );
}

/// Number of scalars of a value that are not blank.
fn scalars_said(value: &Value) -> usize {
    match value {
        Value::Object(table) => table.values().map(scalars_said).sum(),
        Value::Array(values) => values.iter().map(scalars_said).sum(),
        Value::String(text) => usize::from(!text.trim().is_empty()),
        Value::Null => 0,
        _ => 1,
    }
}

#[test]
fn values_that_the_model_does_not_take_are_kept() {
    for (text, format, kept) in [
        (
            r#"{"name":"甲","tips":"请带原件"}"#,
            Format::Json,
            json!({"tips":"请带原件"}),
        ),
        (
            r#"{"name":"甲","guide":{"condition":"须年满十八周岁"},"authorty":{"name":"某局"}}"#,
            Format::Json,
            json!({"guide":{"condition":"须年满十八周岁"},"authorty":{"name":"某局"}}),
        ),
        (
            r#"{"name":"甲","summary":"一","summary":"二","guide":{"visits":{"count":1},"visits":{"count":2}}}"#,
            Format::Json,
            json!({"summary（第2次）":"二","guide.visits（第2次）":{"count":2}}),
        ),
        (
            "name = \"甲\"\nlevles = [\"县级\"]\n[guide]\nmaterails = [{ name = \"身份证\" }]\n",
            Format::Toml,
            json!({"levles":["县级"],"guide":{"materails":[{"name":"身份证"}]}}),
        ),
        (
            "name = \"甲\"\nsummary = 5\nonline = \"是\"\n[guide]\nmaterials = \"身份证\"\nconditions = \"无\"\n",
            Format::Toml,
            json!({"summary":5,"online":"是","guide.materials":"身份证"}),
        ),
        (
            r#"{"name":"甲","guide":{"materials":[{"name":"表","copys":2},{"name":"证","originals":"一"}]}}"#,
            Format::Json,
            json!({"guide.materials.1.copys":2,"guide.materials.2.originals":"一"}),
        ),
        (
            r#"{"name":"甲","extensions":{"a":{"b":1}}}"#,
            Format::Json,
            json!({"a":{"b":1}}),
        ),
    ] {
        let reading = own(text, format);
        let extensions = &reading.catalogue.items[0].extensions;
        assert_eq!(Value::from(extensions.clone()), kept, "{text}");
        assert!(reading.account.missing.is_empty(), "{text}");
        let traced = reading
            .trace
            .iter()
            .filter(|traced| traced.value.fate == Fate::Refused);
        let refused = reading.account.fates.count(Fate::Refused);
        assert_eq!(traced.count(), refused, "{text}");
        let list = loss(&reading);
        assert_eq!(list.is_none(), refused == 0, "{text}");
        // And what is kept comes through being written and read again.
        let line = serde_json::to_string(&reading.catalogue.items[0]).unwrap();
        let again = own(&line, Format::Json);
        assert_eq!(again.catalogue.items, reading.catalogue.items, "{text}");
    }
}

#[test]
fn a_key_that_looks_like_a_repeated_one_is_reported() {
    let codes = |text: &str| {
        let reading = own(text, Format::Json);
        let codes = reading.notices.iter().map(|one| one.notice.code.as_str());
        codes.collect::<Vec<_>>()
    };
    assert_eq!(
        codes(r#"{"name":"甲","summary":"一","summary（第2次）":"二"}"#),
        ["DOC002"]
    );
    assert_eq!(
        codes(r#"{"name":"甲","summary":"一","summary":"二"}"#),
        ["DOC004"]
    );
}

#[test]
fn numbers_with_a_fraction_are_those_of_the_source() {
    // Of these, a parser that does not round as it should changes the last digit.
    for number in [
        "0.1234567890123456",
        "108.1234567890123",
        "1.2345678901234567",
    ] {
        let text = format!(r#"{{"name":"甲","summary":5,"extensions":{{"x":{number}}}}}"#);
        let reading = own(&text, Format::Json);
        let written = serde_json::to_string(&reading.catalogue.items[0]).unwrap();
        assert!(written.contains(&format!("\"x\":{number}")), "{written}");
    }
}

#[test]
fn unknown_fields_of_a_catalogue_are_kept() {
    let text = "name = \"目录\"\npublisher = \"某局\"\ndivision = 5\n[[items]]\nname = \"甲\"\n";
    let reading = own(text, Format::Toml);
    let kept = Value::from(reading.catalogue.extensions.clone());
    assert_eq!(kept, json!({"publisher":"某局","division":5}));
    assert_eq!(reading.account.fates.total(), 4);
}

#[test]
fn a_record_without_known_fields_is_not_an_item() {
    let reading = own(r#"[{"name":"甲"},{"nmae":"乙"},{"name":1}]"#, Format::Json);
    assert_eq!(reading.account.items, 1);
    assert_eq!(reading.account.failed.len(), 2);
    assert_eq!(reading.account.fates.count(Fate::Refused), 2);
}

#[test]
#[expect(clippy::too_many_lines, reason = "one table of cases")]
fn a_value_is_typed_if_its_representative_was_taken() {
    use Fate::{Contradiction, Empty, Ignored, Kept, Partial, Typed, Unknown, Unread};
    for (fields, record, expected) in [
        // A unit beside the limit, in a table, in a list of one, and words that are no unit.
        (
            r#"{ from = "a.day", to = "guide.time_limit.statutory", read = "limit", unit = "type" }"#,
            json!({"n":"甲","a":{"day":20,"type":"1"}}),
            &[("a.day", Typed), ("a.type", Typed)][..],
        ),
        (
            r#"{ from = "a.day", to = "guide.time_limit.statutory", read = "limit", unit = "type" }"#,
            json!({"n":"甲","a":[{"day":20,"type":"1"}]}),
            &[("a.day", Typed), ("a.type", Typed)],
        ),
        (
            r#"{ from = "day", to = "guide.time_limit.statutory", read = "limit", unit = "note" }"#,
            json!({"n":"甲","day":"20","note":"评价结果确定前完成"}),
            &[("day", Typed), ("note", Typed)],
        ),
        (
            r#"{ from = "day", to = "guide.time_limit.statutory", read = "limit", unit = "note" }"#,
            json!({"n":"甲","day":"","note":"工作日"}),
            &[("note", Kept)],
        ),
        (
            r#"{ from = "day", to = "guide.time_limit.statutory", read = "limit", unit = "note" }"#,
            json!({"n":"甲","day":"","note":"评价结果确定前完成"}),
            &[("note", Unread)],
        ),
        // A condition says what it chose; one that chose nothing is kept.
        (
            r#"{ from = "url", to = "channels[portal].url", when = { field = "kind", is = ["1"] } }"#,
            json!({"n":"甲","url":"http://a.cn","kind":"1"}),
            &[("url", Typed), ("kind", Typed)],
        ),
        (
            r#"{ from = "url", to = "channels[portal].url", when = { field = "kind", is = ["1"] } }"#,
            json!({"n":"甲","url":"http://a.cn","kind":"2"}),
            &[("url", Kept), ("kind", Kept)],
        ),
        // A constant says that a field is filled, and not what it holds.
        (
            r#"{ from = "site", to = "online", constant = true }"#,
            json!({"n":"甲","site":"http://a.cn"}),
            &[("site", Kept)],
        ),
        (
            r#"{ from = "on", to = "online", constant = true, when = { field = "on", is = ["1"] } }"#,
            json!({"n":"甲","on":"1"}),
            &[("on", Typed)],
        ),
        // Two fields that say one thing, and two that do not.
        (
            r#"{ from = "a", to = "summary" }, { from = "b", to = "summary" }"#,
            json!({"n":"甲","a":"一","b":"一"}),
            &[("a", Typed), ("b", Typed)],
        ),
        (
            r#"{ from = "a", to = "summary" }, { from = "b", to = "summary" }"#,
            json!({"n":"甲","a":"一","b":"二"}),
            &[("a", Typed), ("b", Contradiction)],
        ),
        // Rows that make one text.
        (
            r#"{ from = "r", to = "guide.intermediary_services", line = "{x}（{y}）" }"#,
            json!({"n":"甲","r":[{"x":"日照分析","y":"某机构"},{"x":"方案编制","y":"某机构","z":"其他"}]}),
            &[("r.x", Typed), ("r.y", Typed), ("r.z", Unknown)],
        ),
        // A list that is read as one text, and one read entry by entry.
        (
            r#"{ from = "l", to = "summary" }"#,
            json!({"n":"甲","l":["一","二"]}),
            &[("l", Typed)],
        ),
        (
            r#"{ from = "l", to = "audience", read = "words" }"#,
            json!({"n":"甲","l":["自然人","自然人","企业法人"]}),
            &[("l", Typed)],
        ),
        // Rows as JSON in a text: each of their values is seen.
        (
            r#"{ from = "m", to = "guide.materials", rows = [{ from = "t", to = "name" }] }"#,
            json!({"n":"甲","m":"[{\"t\":\"表\",\"o\":\"某局\"}]"}),
            &[("m.t", Typed), ("m.o", Unknown)],
        ),
        // Words for nothing, blank, and left out by name.
        (
            r#"{ from = "a", to = "summary", none = ["暂未填写"] }, { from = "b", to = "summary" }"#,
            json!({"n":"甲","a":"暂未填写","b":"无"}),
            &[("a", Empty), ("b", Empty)],
        ),
        // Values that the decoder rejects, that no reader understands, and parts of them.
        (
            r#"{ from = "a", to = "online" }, { from = "b", to = "effective_date", read = "date" }"#,
            json!({"n":"甲","a":"也许","b":"改日"}),
            &[("a", Unread), ("b", Unread)],
        ),
        (
            r#"{ from = "p", to = "guide.consultation.phones", read = "phones" }"#,
            json!({"n":"甲","p":"0777-1234567，请在上班时间打到前台找值班的人"}),
            &[("p", Partial)],
        ),
        (
            r#"{ from = "k", to = "extensions.k", read = "keep" }, { from = "j", to = "extensions.j" }"#,
            json!({"n":"甲","k":"一","j":"二"}),
            &[("k", Kept), ("j", Kept)],
        ),
    ] {
        let reading = spoken(fields, &record).unwrap();
        let given = if record.to_string().contains("\\\"") {
            json!({"n":"甲","m":[{"t":"表","o":"某局"}]})
        } else {
            record.clone()
        };
        let found = fates(&reading, &given);
        for (field, fate) in expected {
            assert_eq!(
                found.get(*field),
                Some(fate),
                "{field} of {record} by {fields}: {found:?}"
            );
        }
        // Nothing is known of a value that is not traced, and all that is not typed is kept.
        let (_, kept) = parts(&reading);
        for traced in reading.trace.iter().map(|traced| &traced.value) {
            let needs_place = !matches!(traced.fate, Typed | Empty | Ignored);
            assert!(
                !needs_place || says(&kept, &traced.raw),
                "{} of {record}: {kept}",
                traced.field
            );
        }
    }
    let text = "name = \"d\"\nrecognise = [\"n\"]\nignore = [\"id\"]\nfields = [{ from = \"n\", to = \"name\" }, { from = \"m\", to = \"guide.materials\", ignore = [\"x\"], rows = [{ from = \"t\", to = \"name\" }] }]\n";
    let options = ReadOptions::default()
        .dialect(Dialect::parse("d", text).unwrap())
        .trace();
    let record = json!({"n":"甲","id":"7","m":[{"t":"表","x":"8"}]});
    let reading = read_str("a.json", &record.to_string(), Format::Json, &options);
    let found = fates(&reading, &record);
    assert_eq!((found["id"], found["m.x"]), (Ignored, Ignored));
}

#[test]
fn fields_for_halves_of_one_element_are_refused() {
    let fields = r#"{ from = "a", to = "guide.special_procedures[].kind", read = "word" }"#;
    assert!(spoken(fields, &json!({"n":"甲","a":"听证"})).is_err());
}

#[test]
fn names_go_into_the_name_of_their_element() {
    let fields = r#"{ from = "a", to = "prerequisites", read = "names" }"#;
    let reading = spoken(fields, &json!({"n":"甲","a":"规划意见、用地预审意见"})).unwrap();
    let items: Vec<_> = (reading.catalogue.items[0].prerequisites.iter())
        .map(|before| before.item.as_str())
        .collect();
    assert_eq!(items, ["规划意见", "用地预审意见"]);
}

const COLUMNS: &str = "事项名称,实施主体,受理条件,法定要多久,多久办完\n甲证核发,某市某局,年满十八周岁,10个工作日,30个工作日\n";

#[test]
fn content_that_nobody_understood_is_never_green() {
    let reading = read_str("a.csv", COLUMNS, Format::Csv, &ReadOptions::default());
    assert_eq!(reading.unknown_fields, ["多久办完", "法定要多久"]);
    assert!(
        reading
            .not_known
            .iter()
            .any(|element| element == "guide.time_limit")
    );
    assert!(reading.catalogue.not_collected.is_empty());
    let report = Checker::new().select(&["LIM"]).unwrap().check(&reading);
    assert_eq!(report.verdict(Some(Severity::Error)), Verdict::Incomplete);
    assert_eq!(report.verdict(None), Verdict::Incomplete);
    let file = place("columns.csv");
    fs::write(&file, COLUMNS).unwrap();
    let output = shixiang(&["check", file.to_str().unwrap(), "--select", "LIM"]);
    assert_eq!(output.status.code(), Some(3));
    let said = String::from_utf8(output.stdout).unwrap();
    for word in ["法定要多久", "60.0%"] {
        assert!(said.contains(word), "{said}");
    }
    // With nothing but columns that are known, what has none is not collected.
    let known = "事项名称,实施主体,受理条件\n甲证核发,某市某局,年满十八周岁\n";
    let reading = read_str("a.csv", known, Format::Csv, &ReadOptions::default());
    assert!(reading.not_known.is_empty() && !reading.catalogue.not_collected.is_empty());
}

#[test]
fn content_of_ours_that_was_not_taken_is_never_green() {
    let text = r#"{"name":"甲","tips":"请带原件"}"#;
    let reading = read_str("a.json", text, Format::Json, &ReadOptions::default());
    let report = Checker::new().select(&["LIM010"]).unwrap().check(&reading);
    assert_eq!(report.findings.len(), 0);
    assert_eq!(report.verdict(Some(Severity::Error)), Verdict::Incomplete);
    // The words of the place for it, and nothing else, are content that was taken.
    let kept = r#"{"name":"甲","extensions":{"tips":"请带原件"}}"#;
    let reading = read_str("a.json", kept, Format::Json, &ReadOptions::default());
    let report = Checker::new().select(&["LIM010"]).unwrap().check(&reading);
    assert_eq!(report.verdict(Some(Severity::Error)), Verdict::Passed);
}

#[test]
fn a_record_that_gave_no_item_is_named_with_the_reason() {
    let file = place("reason.json");
    fs::write(&file, r#"[{"标题":"甲"}]"#).unwrap();
    let file = file.to_str().unwrap();
    for (language, reason) in [("zh", "没有方言认识它"), ("en", "nor in a known dialect")] {
        let output = shixiang(&[
            "--lang",
            language,
            "normalize",
            file,
            "-o",
            "-",
            "--to",
            "ndjson",
        ]);
        let said = String::from_utf8(output.stderr).unwrap();
        let line = said.lines().find(|line| line.contains("reason.json:1"));
        assert!(line.unwrap().contains(reason), "{said}");
    }
}

#[test]
fn an_empty_list_of_uncollected_elements_is_respected() {
    let dialect = |more: &str| {
        let text = format!(
            "name = \"d\"\nrecognise = [\"n\"]\n{more}\nfields = [{{ from = \"n\", to = \"name\" }}]\n"
        );
        ReadOptions::default().dialect(Dialect::parse("d", &text).unwrap())
    };
    for (more, derives) in [
        ("", true),
        ("not_collected = []", false),
        ("not_collected = [\"guide.fees\"]", true),
    ] {
        let reading = read_str("a.csv", "n\n甲\n", Format::Csv, &dialect(more));
        assert_eq!(
            !reading.catalogue.not_collected.is_empty(),
            derives,
            "{more}"
        );
        let report = Checker::new().check(&reading);
        let green = report.verdict(Some(Severity::Error)) == Verdict::Passed;
        assert!(derives || !green, "{more}");
    }
}

#[test]
fn a_least_share_can_be_a_condition() {
    let file = place("share.csv");
    fs::write(
        &file,
        "事项名称,实施主体,承诺办结时限\n甲证核发,某市某局,看情况\n乙证核发,某市某局,5个工作日\n",
    )
    .unwrap();
    let file = file.to_str().unwrap();
    let out = place("share.out");
    for (share, code) in [("0.6", 0), ("0.98", 3), ("1", 3)] {
        let check = ["check", file, "--select", "LIM010", "--min-read", share];
        assert_eq!(shixiang(&check).status.code(), Some(code), "{share}");
        let normalize = [
            "normalize",
            file,
            "-o",
            out.to_str().unwrap(),
            "--to",
            "json",
            "--force",
            "--min-read",
            share,
        ];
        assert_eq!(shixiang(&normalize).status.code(), Some(code), "{share}");
    }
    assert_eq!(
        shixiang(&["check", file, "--min-read", "98"]).status.code(),
        Some(2)
    );
}

#[test]
fn a_required_value_that_cannot_be_read_has_not_passed() {
    let gravest = |phone: &str| {
        let text =
            format!("事项名称,实施主体,承诺办结时限,咨询电话\n排污许可,甲局,5个工作日,{phone}\n");
        let reading = read_str("a.csv", &text, Format::Csv, &ReadOptions::default());
        let report = Checker::new().check(&reading);
        let of_phone = report.findings.iter().filter(|one| {
            let path = one.subject.path.to_string();
            path.starts_with("guide.consultation")
        });
        let gravest = of_phone.map(|one| (one.severity, one.rule.code)).max();
        (gravest, report.verdict(Some(Severity::Error)))
    };
    let (missing, failed) = gravest("");
    assert_eq!(failed, Verdict::Failed);
    assert_eq!(missing.map(|one| one.0), Some(Severity::Error));
    // Whether it is there is not known: a warning, and no pass.
    let (unread, verdict) = gravest("待定");
    assert_eq!(unread, Some((Severity::Warning, "NRM001")));
    assert_eq!(verdict, Verdict::Incomplete);
    assert_eq!(gravest("0731-85812345").1, Verdict::Passed);
}

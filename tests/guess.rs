//! Drafts of dialects: how many fields of tables in no built-in dialect are placed, and that nothing is
//! placed wrongly without a word to check it. The tables are made up, in the words of a county hall, a
//! town and a vendor.
#![cfg(feature = "tables")]
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test"
)]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use shixiang::dialect::Dialect;
use shixiang::{ReadOptions, guess_dialect, read_path};

fn place(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/guess")
        .join(name)
}

fn drafted(paths: &[PathBuf]) -> String {
    guess_dialect(paths, &ReadOptions::default()).unwrap()
}

fn from_text(name: &str, content: &str) -> String {
    drafted(&[written(name, content)])
}

fn written(name: &str, content: &str) -> PathBuf {
    let path = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("guess");
    fs::create_dir_all(&path).unwrap();
    let path = path.join(name);
    fs::write(&path, content).unwrap();
    path
}

/// The unseen tables, with how many of the fields that have an element are placed rightly, of how many.
const MEASURED: &[(&str, usize, usize)] = &[
    ("county-hall", 28, 29),
    ("vendor-english", 28, 28),
    ("town-list", 25, 28),
    ("plain-words", 23, 28),
    ("portal-english", 26, 26),
    ("bureau-initials", 25, 28),
];

#[test]
fn most_fields_of_unseen_tables_are_placed_and_none_wrongly_without_a_word() {
    let mut measured = Vec::new();
    for (name, _, _) in MEASURED {
        let draft = drafted(&[place(&format!("{name}.csv"))]);
        let text = fs::read_to_string(place(&format!("{name}.toml"))).unwrap();
        let expected: BTreeMap<String, String> = text.lines().skip(1).map(pair).collect();
        let dialect =
            Dialect::parse("draft", &draft).unwrap_or_else(|error| panic!("{error}: {draft}"));
        let options = ReadOptions::default().dialect(dialect).trace();
        let reading = read_path(place(&format!("{name}.csv")), &options).unwrap();
        let placed = |column: &str| -> BTreeSet<String> {
            let values = reading.trace.iter().map(|trace| &trace.value);
            let of_column = values.filter(|value| value.field == column);
            let uses = of_column.flat_map(|value| &value.uses);
            uses.map(|used| used.to.clone()).collect()
        };
        let (mut right, mut all) = (0, 0);
        let mut wrong = Vec::new();
        for (column, element) in &expected {
            let found = placed(column);
            all += usize::from(!element.is_empty());
            if !element.is_empty() && found.iter().eq([element]) {
                right += 1;
            } else {
                let line = draft
                    .lines()
                    .find(|line| line.contains(&format!("\"{column}\"")));
                wrong.push((column, element, found, line.unwrap_or_default().to_owned()));
            }
        }
        let unmarked: Vec<_> = (wrong.iter())
            .filter(|(_, _, found, line)| !found.is_empty() && !line.contains("请核对"))
            .collect();
        assert!(unmarked.is_empty(), "{name}: {unmarked:#?}");
        assert!(
            right * 10 >= all * 8,
            "{name}: {right} of {all}: {wrong:#?}"
        );
        // A draft can be read: the records are recognised.
        assert_eq!(reading.catalogue.items.len(), 4, "{name}");
        measured.push((*name, right, all));
    }
    assert_eq!(measured, MEASURED, "the measured shares");
}

/// A line `"column" = "element"`.
fn pair(line: &str) -> (String, String) {
    let (column, element) = line.split_once("\" = \"").unwrap();
    (
        column.trim_start_matches('"').to_owned(),
        element.trim_end_matches('"').to_owned(),
    )
}

#[test]
fn known_names_take_precedence_over_forms_of_values() {
    let records = r#"[
        {"handle_publicity":"01","partitionguid":"450700","year":1572192000000,"link_way":"0777-1234567","task_name":"甲事项"},
        {"handle_publicity":"01","partitionguid":"450701","year":1572192000001,"link_way":"0777-1234568","task_name":"乙事项"}
    ]"#;
    let draft = from_text("content.json", records);
    assert!(
        draft.contains("{ from = \"link_way\", to = \"guide.consultation\" }"),
        "{draft}"
    );
    for field in ["partitionguid", "year"] {
        assert!(
            draft.contains(&format!("# {{ from = \"{field}\"")),
            "{field}: {draft}"
        );
    }
}

#[test]
fn rows_are_of_the_list_that_their_fields_are_of() {
    let record = r#"[{"name":"甲事项",
        "BYLAW":[{"law_name":"《某条例》","law_number":"国务院令第1号","clause_number":"第三条"}],
        "WINDOW":[{"window_name":"综合窗口","transact_addr":"某县某路1号","window_tel":"0777-1234567","transact_time":"工作日9:00-12:00"}],
        "QA":[{"question":"几日办结？","answer":"10日内"}],
        "X":[{"a1":"1","b1":"2"}]}]"#;
    let draft = from_text("rows.json", record);
    for (field, list) in [
        ("BYLAW", "legal_basis"),
        ("WINDOW", "guide.places"),
        ("QA", "guide.questions"),
    ] {
        let line = format!("{{ from = \"{field}\", to = \"{list}\", rows = [");
        assert!(draft.contains(&line), "{line}: {draft}");
    }
    assert!(draft.contains("# 子表\"X\"看不出是什么"), "{draft}");
    Dialect::parse("draft", &draft).unwrap_or_else(|error| panic!("{error}: {draft}"));
}

#[test]
fn a_column_of_two_kinds_of_code_is_split() {
    let draft = from_text(
        "codes.csv",
        "事项名称,deptCode\n甲事项,76726532-X\n乙事项,11511301008778183N\n",
    );
    for to in ["credit_code", "organization_code"] {
        assert!(
            draft.contains(&format!("to = \"authority.{to}\", when = {{ matches")),
            "{draft}"
        );
    }
}

#[test]
fn the_longer_of_two_limits_is_the_statutory_one() {
    let draft = from_text(
        "limits.csv",
        "事项名称,甲时长,乙时长\n甲,5个工作日,20个工作日\n乙,3个工作日,15个工作日\n丙,1个工作日,10个工作日\n",
    );
    assert!(
        draft.contains("{ from = \"乙时长\", to = \"guide.time_limit.statutory\""),
        "{draft}"
    );
    assert!(
        draft.contains("{ from = \"甲时长\", to = \"guide.time_limit.promised\""),
        "{draft}"
    );
}

#[test]
fn several_files_and_directories_are_one_source() {
    let path = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("guess-many");
    fs::create_dir_all(path.join("二批")).unwrap();
    fs::write(
        path.join("a.csv"),
        "事项编号,事项名称,负责的局\nA1,甲,某县公安局\nA2,乙,某县民政局\n",
    )
    .unwrap();
    fs::write(
        path.join("二批/b.csv"),
        "事项编号,事项名称,负责的局\nB1,丙,某县卫生健康局\n",
    )
    .unwrap();
    fs::write(
        path.join("材料.csv"),
        "事项编号,材料名称,份数\nA1,申请表,1\nB1,身份证,2\n",
    )
    .unwrap();
    fs::write(path.join("读我.md"), "说明").unwrap();
    let draft = drafted(&[path]);
    assert_eq!(draft.matches("\"负责的局\"").count(), 1, "{draft}");
    assert!(
        draft.contains("{ from = \"@材料\", to = \"guide.materials\""),
        "{draft}"
    );
    assert!(draft.contains("as = \"@材料\""), "{draft}");
    Dialect::parse("draft", &draft).unwrap_or_else(|error| panic!("{error}: {draft}"));
    assert!(guess_dialect(&[], &ReadOptions::default()).is_err());
}

#[test]
fn responses_are_unwrapped_line_by_line_and_failed_ones_give_no_fields() {
    let answer = |name: &str| {
        format!(r#"{{"code":0,"msg":"ok","data":{{"list":[{{"sxmc":"{name}","bljg":"甲局"}}]}}}}"#)
    };
    let one = from_text("answer.json", &answer("排污许可"));
    let lines = format!("{}\n{}\n", answer("排污许可"), answer("取水许可"));
    let lines = from_text("answer.ndjson", &lines);
    assert!(
        lines.contains("from = \"sxmc\"") && !lines.contains("data.list"),
        "{lines}"
    );
    let fields = |draft: &str| draft.split_once("fields = [").unwrap().1.to_owned();
    assert_eq!(fields(&one), fields(&lines));
    let failed = written("failed.json", r#"{"code":500,"msg":"系统繁忙"}"#);
    assert!(guess_dialect(&[failed], &ReadOptions::default()).is_err());
}

#[test]
fn names_in_the_first_column_are_not_a_header() {
    let path = written(
        "upright.csv",
        "事项名称,甲,乙\n实施主体,某局,某局\n法定办结时限,20日,30日\n承诺办结时限,5日,6日\n",
    );
    let error = guess_dialect(&[path], &ReadOptions::default()).unwrap_err();
    assert!(error.to_string().contains("transpose"), "{error}");
}

#[test]
fn units_are_drafted_with_their_limits_and_nothing_twice() {
    let draft = from_text(
        "units.csv",
        "所办的事,实施主体,法定办结时限,法定办结时限单位,承诺办结时限,承诺办结时限单位,次数,次数\n甲,某局,20,工作日,5,工作日,0,1\n",
    );
    for limit in ["法定办结时限", "承诺办结时限"] {
        assert!(
            draft.contains(&format!("unit = \"{limit}单位\"")),
            "{draft}"
        );
    }
    assert!(!draft.contains("_note"), "{draft}");
    assert_eq!(draft.matches("from = \"次数\"").count(), 1, "{draft}");
    let records = r#"[{"所办的事":"甲","材料":[{"材料名称":"申请表","份数":1}]},{"所办的事":"乙","材料":[]}]"#;
    let draft = from_text("lists.json", records);
    assert_eq!(draft.matches("from = \"材料\"").count(), 1, "{draft}");
}

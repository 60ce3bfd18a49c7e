//! Normalization as its users meet it: made-up exports of several kinds, written out and read back.
#![cfg(feature = "cli")]
#![allow(clippy::unwrap_used, reason = "a test")]

use serde_json::Value;
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use rust_xlsxwriter::{ExcelDateTime, Format as Style, Workbook};
use shixiang::dialect::Dialect;
use shixiang::source::{Format, NoticeCode};
use shixiang::write::{Form, arrange, text};
use shixiang::{
    Conversion, ReadOptions, Reading, loss, read_bytes, read_path, read_paths, read_str,
};

fn place(name: &str) -> PathBuf {
    let directory = Path::new(env!("CARGO_TARGET_TMPDIR")).join("normalize");
    fs::create_dir_all(&directory).unwrap();
    directory.join(name)
}

fn file(name: &str, bytes: &[u8]) -> PathBuf {
    let path = place(name);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(&path, bytes).unwrap();
    path
}

fn shixiang(args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_shixiang"))
        .env("LANG", "zh_CN.UTF-8")
        .args(args)
        .output()
        .unwrap()
}

fn out(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

fn table(text: &str) -> Reading {
    read_str("a.csv", text, Format::Csv, &ReadOptions::default())
}

/// The catalogue as one text, with what it does not collect.
fn canonical(mut reading: Reading) -> String {
    arrange(&mut reading.catalogue);
    text(&reading.catalogue, Form::Json).unwrap()
}

const ITEMS: &str = "事项名称,实施编码,基本编码,实施主体,事项类型,法定办结时限,承诺办结时限,计划生效日期,是否收费,办理时间,咨询方式,申请材料\n\
    食品经营许可（新办）,1145000000756519000131099000000,000131099000,甲市市场监督管理局,01,20个工作日,5个工作日,2026-03-01,不收费,工作日：上午9:00-12:00，下午13:30-16:30,0770-2881234,1.申请表（纸质，原件1份，复印件0份，必要） 2.身份证（电子，非必要）\n\
    户外广告备案,1145000000756519001017099000000,001017099000,甲市城市管理局,10,10个工作日,3个工作日,2026-04-01,不收费,工作日：上午9:00-12:00，下午13:30-16:30,0770-2885678,\n";

/// The same items as a workbook of an office: a title, a header two rows high in the third row,
/// dates and codes kept as dates and numbers, and the materials on a sheet of their own.
fn workbook(path: &Path) {
    let mut book = Workbook::new();
    let style = Style::new();
    let date = Style::new().set_num_format("yyyy-mm-dd");
    let sheet = book.add_worksheet().set_name("事项").unwrap();
    sheet
        .merge_range(0, 0, 0, 10, "甲市政务服务事项实施清单", &style)
        .unwrap();
    sheet.write(1, 0, "填报单位：甲市政务服务局").unwrap();
    let heads = ["事项名称", "实施编码", "基本编码", "实施主体", "事项类型"];
    for (column, head) in (0..).zip(heads) {
        sheet
            .merge_range(2, column, 3, column, head, &style)
            .unwrap();
    }
    sheet
        .merge_range(2, 5, 2, 6, "办结时限（工作日）", &style)
        .unwrap();
    sheet.write(3, 5, "法定办结时限（工作日）").unwrap();
    sheet.write(3, 6, "承诺办结时限（工作日）").unwrap();
    for (column, head) in (7..).zip(["计划生效日期", "是否收费", "办理时间", "咨询方式"])
    {
        sheet
            .merge_range(2, column, 3, column, head, &style)
            .unwrap();
    }
    let rows = [
        (
            "食品经营许可（新办）",
            "1145000000756519000131099000000",
            131_099_000_u32,
            "甲市市场监督管理局",
            (1, 20, 5),
            3,
            "0770-2881234",
        ),
        (
            "户外广告备案",
            "1145000000756519001017099000000",
            1_017_099_000,
            "甲市城市管理局",
            (10, 10, 3),
            4,
            "0770-2885678",
        ),
    ];
    for (row, (name, code, base, body, (kind, law, promise), month, phone)) in (4..).zip(rows) {
        sheet.write(row, 0, name).unwrap();
        sheet.write(row, 1, code).unwrap();
        sheet.write(row, 2, base).unwrap();
        sheet.write(row, 3, body).unwrap();
        sheet.write(row, 4, kind).unwrap();
        sheet.write(row, 5, law).unwrap();
        sheet.write(row, 6, promise).unwrap();
        let day = ExcelDateTime::from_ymd(2026, month, 1).unwrap();
        sheet
            .write_datetime_with_format(row, 7, &day, &date)
            .unwrap();
        sheet.write(row, 8, "否").unwrap();
        sheet
            .write(row, 9, "工作日：上午9:00-12:00，下午13:30-16:30")
            .unwrap();
        sheet.write(row, 10, phone).unwrap();
    }
    let sheet = book.add_worksheet().set_name("材料").unwrap();
    let heads = [
        "实施编码",
        "材料名称",
        "材料形式",
        "原件份数",
        "复印件份数",
        "份数",
        "原件或复印件",
        "材料必要性",
    ];
    for (column, head) in (0..).zip(heads) {
        sheet.write(0, column, head).unwrap();
    }
    for (row, (name, medium, need)) in
        (1..).zip([("申请表", "纸质", "是"), ("身份证", "电子", "否")])
    {
        sheet
            .write(row, 0, "1145000000756519000131099000000")
            .unwrap();
        sheet.write(row, 1, name).unwrap();
        sheet.write(row, 2, medium).unwrap();
        sheet.write(row, 7, need).unwrap();
    }
    sheet.write(1, 3, 1).unwrap();
    sheet.write(1, 4, 0).unwrap();
    book.save(path).unwrap();
}

/// The same table as a workbook, cell by cell.
fn plain_workbook(path: &Path) {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    for (row, line) in (0..).zip(ITEMS.lines()) {
        for (column, cell) in (0..).zip(line.split(',')) {
            sheet.write(row, column, cell).unwrap();
        }
    }
    book.save(path).unwrap();
}

#[test]
fn one_set_of_items_is_read_the_same_from_every_kind_of_table() {
    let expected = canonical(table(ITEMS));
    assert!(expected.contains("\"not_collected\""));
    let (gbk, _, _) = encoding_rs::GB18030.encode(ITEMS);
    let reading = read_bytes("a.csv", gbk.to_vec(), Format::Csv, &ReadOptions::default());
    assert_eq!(canonical(reading), expected);
    let path = place("plain.xlsx");
    plain_workbook(&path);
    assert_eq!(
        canonical(read_path(&path, &ReadOptions::default()).unwrap()),
        expected
    );
    let path = place("office.xlsx");
    workbook(&path);
    let book = read_path(&path, &ReadOptions::default()).unwrap();
    assert_eq!(book.account.records, 2);
    assert!(book.account.is_complete(), "{:?}", book.account.failed);
    let others: BTreeSet<NoticeCode> = (book.notices.iter())
        .map(|noted| noted.notice.code)
        .filter(|code| *code != NoticeCode::Guessed)
        .collect();
    // Its title.
    assert_eq!(others, BTreeSet::from([NoticeCode::RowBesideRecords]));
    assert_eq!(canonical(book), expected);
}

/// Files of other programs: `office.xls` was made with xlwt, `office.ods` with odfpy; what is in
/// them is made up. Merged cells, a header in the third row and the fourth, dates, codes kept as
/// numbers, and materials joined by the name of the item.
#[test]
fn old_and_open_workbooks_are_read_as_new_ones() {
    let read = |name: &str| {
        let path = Path::new(env!("CARGO_MANIFEST_DIR"))
            .join("tests/tables")
            .join(name);
        let reading = read_path(path, &ReadOptions::default()).unwrap();
        assert!(
            reading.account.is_complete(),
            "{name}: {:?}",
            reading.account.failed
        );
        assert_eq!(reading.account.items, 2, "{name}");
        let others: BTreeSet<NoticeCode> = (reading.notices.iter())
            .map(|noted| noted.notice.code)
            .filter(|code| *code != NoticeCode::Guessed)
            .collect();
        let title = BTreeSet::from([NoticeCode::RowBesideRecords]);
        assert_eq!(others, title, "{name}");
        reading
    };
    let (old, open) = (read("office.xls"), read("office.ods"));
    let item = &old.catalogue.items[0];
    assert_eq!(item.name, "食品经营许可（新办）");
    // 131099000 is what a number leaves of it.
    assert_eq!(item.base_code.as_ref().unwrap().as_str(), "000131099000");
    assert_eq!(item.item_type, Some("行政许可".into()));
    assert_eq!(item.effective_date.unwrap().to_string(), "2026-03-01");
    let guide = item.guide.as_ref().unwrap();
    let limits = guide.time_limit.as_ref().unwrap();
    assert_eq!(limits.statutory.as_ref().unwrap().to_string(), "20个工作日");
    assert_eq!(guide.materials[0].name.as_deref(), Some("申请表"));
    assert_eq!(canonical(old), canonical(open));
}

#[test]
fn encodings_delimiters_and_line_ends_do_not_change_the_result() {
    let plain = canonical(table(ITEMS));
    let (gbk, _, _) = encoding_rs::GB18030.encode(ITEMS);
    let bom = format!("\u{feff}{ITEMS}");
    let crlf = ITEMS.replace('\n', "\r\n");
    let tabs = ITEMS.replace(',', "\t");
    for bytes in [
        gbk.to_vec(),
        bom.into_bytes(),
        crlf.into_bytes(),
        tabs.into_bytes(),
    ] {
        let reading = read_bytes("a.csv", bytes, Format::Csv, &ReadOptions::default());
        assert_eq!(canonical(reading), plain);
    }
    let named = ReadOptions::default().encoding("gb18030");
    assert_eq!(
        canonical(read_bytes("a.csv", gbk.to_vec(), Format::Csv, &named)),
        plain
    );
}

#[test]
fn values_know_the_cell_they_came_from() {
    let reading = table(&ITEMS.replace('\n', "\r\n"));
    let at = |path: &shixiang::Path| reading.origins.locate(Some(1), path).unwrap();
    let location = at(&shixiang::path![
        "guide",
        "time_limit",
        "promised",
        "amount"
    ]);
    assert_eq!(location.line, Some(3));
    assert_eq!(location.record, Some(2));
    assert_eq!(location.field.as_deref(), Some("承诺办结时限"));
}

#[test]
fn unknown_and_unread_values_are_kept_and_reported() {
    let text = "事项名称,实施主体,是否收费,内部备注,承诺办结时限\n甲,某局,看情况,备查,随到随办吧\n乙,某局,否,另查,5个工作日\n";
    let reading = table(text);
    let item = &reading.catalogue.items[0];
    assert_eq!(item.extensions["内部备注"], "备查");
    assert_eq!(item.extensions["是否收费"], "看情况");
    let notices = |code: NoticeCode| {
        reading
            .notices
            .iter()
            .filter(|noted| noted.notice.code == code)
            .count()
    };
    assert_eq!(notices(NoticeCode::UnknownField), 1);
    assert!(notices(NoticeCode::UnreadValue) >= 1);
}

#[test]
fn interface_words_are_removed_and_reported_once() {
    let text = "事项名称,实施主体,受理条件,办理地点\n甲,某局,符合条件...展开,一楼大厅\\n乙,某局,符合条件...展开,二楼大厅\n丙,某局,符合条件。...展开,二楼大厅\n";
    let reading = table(text);
    assert_eq!(
        reading.catalogue.items[0]
            .guide
            .as_ref()
            .unwrap()
            .conditions
            .as_deref(),
        Some("符合条件")
    );
    let words =
        (reading.notices.iter()).filter(|noted| noted.notice.code == NoticeCode::InterfaceWords);
    assert_eq!(words.count(), 1);
}

#[test]
fn a_ragged_row_is_a_finding_and_stops_nothing() {
    let text =
        "事项名称,实施主体,承诺办结时限\n甲,某局,5个工作日,多出的\n乙,某局\n丙,某局,3个工作日\n";
    let reading = table(text);
    assert_eq!(reading.account.items, 3);
    let ragged =
        (reading.notices.iter()).filter(|noted| noted.notice.code == NoticeCode::RaggedRow);
    assert_eq!(ragged.count(), 2);
    assert_eq!(reading.catalogue.items[0].extensions["第4列"], "多出的");
}

#[test]
fn a_table_without_a_dialect_does_not_count_as_read() {
    let reading = table("a,b,c\n1,2,3\n");
    assert!(!reading.account.is_complete());
}

#[test]
fn canonical_stays_canonical_through_every_form() {
    let mut reading = table(ITEMS);
    arrange(&mut reading.catalogue);
    let json = text(&reading.catalogue, Form::Json).unwrap();
    for (form, format) in [
        (Form::Toml, Format::Toml),
        (Form::Json, Format::Json),
        (Form::Ndjson, Format::Ndjson),
    ] {
        let once = text(&reading.catalogue, form).unwrap();
        let mut again = read_str("a", &once, format, &ReadOptions::default());
        assert!(again.notices.is_empty(), "{:?}", again.notices);
        arrange(&mut again.catalogue);
        assert_eq!(text(&again.catalogue, form).unwrap(), once);
        again
            .catalogue
            .not_collected
            .clone_from(&reading.catalogue.not_collected);
        assert_eq!(text(&again.catalogue, Form::Json).unwrap(), json);
    }
}

#[test]
fn texts_of_any_kind_survive_toml() {
    for odd in [
        "行一\r\n行二",
        "'''",
        "\"\"\"",
        "\u{1}控制符",
        "\\",
        "末尾换行\n",
        "\n开头换行",
        "\t制表",
        "emoji 🙂",
    ] {
        let mut catalogue = shixiang::Catalogue::default();
        let mut item = shixiang::ServiceItem::default();
        item.name = "甲".to_owned();
        item.summary = Some(odd.to_owned());
        item.extensions.insert("x".to_owned(), odd.into());
        catalogue.items.push(item);
        let written = text(&catalogue, Form::Toml).unwrap();
        let read = read_str("a.toml", &written, Format::Toml, &ReadOptions::default());
        assert_eq!(read.catalogue.items, catalogue.items, "{odd:?}");
    }
}

#[test]
fn writing_is_safe() {
    let source = file("safe.csv", ITEMS.as_bytes());
    let to = place("safe.out");
    let _ = fs::remove_dir_all(&to);
    let (source, to) = (source.to_str().unwrap(), to.to_str().unwrap());
    assert_eq!(
        shixiang(&["normalize", source, "-o", to]).status.code(),
        Some(0)
    );
    let second = shixiang(&["normalize", source, "-o", to]);
    assert_eq!(second.status.code(), Some(2));
    assert!(
        String::from_utf8(second.stderr)
            .unwrap()
            .contains("--force")
    );
    assert_eq!(
        shixiang(&["normalize", source, "-o", to, "--force"])
            .status
            .code(),
        Some(0)
    );
    let names: Vec<_> = fs::read_dir(to)
        .unwrap()
        .map(|entry| entry.unwrap().file_name())
        .collect();
    assert_eq!(names.len(), 3, "{names:?}");
    let left = fs::read_dir(Path::new(to).parent().unwrap()).unwrap();
    let hidden = left.filter(|entry| {
        entry
            .as_ref()
            .unwrap()
            .file_name()
            .to_string_lossy()
            .starts_with(".safe")
    });
    assert_eq!(hidden.count(), 0);
    assert_eq!(
        shixiang(&["check", "--select", "DOC", to]).status.code(),
        Some(0)
    );
}

#[test]
fn exchange_tables_are_joined_from_several_files() {
    let directory = place("exchange");
    let _ = fs::remove_dir_all(&directory);
    fs::create_dir_all(&directory).unwrap();
    let basic = "row_guid,task_name,task_code,task_type,task_state,dept_name,anticipate_day,anticipate_type,promise_day,promise_type,is_fee,server_type\n\
        g1,食品经营许可（新办）,1145000000756519000000000000001,01,1,甲市市场监督管理局,20,1,5,1,0,\"1,2\"\n";
    let extend = "row_guid,task_guid,is_online,limit_scene_explain,is_express\nx,g1,1,,1\n";
    let material = "row_guid,task_guid,material_name,material_format,is_need,page_num,order_num\nm1,g1,申请表,3,1,2,1\nm2,g1,营业执照,2,1,1,2\n";
    fs::write(directory.join("up_task_general_basic.csv"), basic).unwrap();
    fs::write(directory.join("up_task_general_extend.csv"), extend).unwrap();
    fs::write(directory.join("up_task_general_material.csv"), material).unwrap();
    let reading = read_paths(&[directory], &ReadOptions::default()).unwrap();
    assert!(
        reading.account.is_complete(),
        "{:?}",
        reading.account.failed
    );
    assert_eq!(reading.account.items, 1);
    let item = &reading.catalogue.items[0];
    assert_eq!(item.online, Some(true));
    let guide = item.guide.as_ref().unwrap();
    assert_eq!(guide.materials.len(), 2);
    assert_eq!(guide.materials[0].pieces, Some(2));
    let limit = guide
        .time_limit
        .as_ref()
        .unwrap()
        .promised
        .as_ref()
        .unwrap();
    assert_eq!(limit.to_string(), "5个工作日");
    let at = reading
        .origins
        .locate(Some(0), &shixiang::path!["guide", "materials", 1, "name"])
        .unwrap();
    assert!(at.file.ends_with("up_task_general_material.csv"), "{at:?}");
    assert_eq!(at.line, Some(3));
}

#[test]
fn exchange_tables_are_joined_from_json_files_too() {
    let directory = place("exchange-json");
    let _ = fs::remove_dir_all(&directory);
    fs::create_dir_all(&directory).unwrap();
    let basic = r#"{"code": 200, "data": [
  {"row_guid": "g1", "task_name": "食品经营许可（新办）", "task_code": "1145000000756519000000000000001", "task_type": "01", "task_state": 1,
   "dept_name": "甲市市场监督管理局", "anticipate_day": 20, "anticipate_type": 1, "promise_day": 5, "promise_type": 1, "is_fee": 0, "server_type": "1,2"},
  {"row_guid": "g2", "task_name": "户外广告备案", "task_code": "1145000000756519000000000000002", "task_type": "10", "task_state": 1,
   "dept_name": "甲市城市管理局", "anticipate_day": 10, "anticipate_type": 1, "promise_day": 3, "promise_type": 1, "is_fee": 0, "server_type": "2"}
]}"#;
    let material = r#"[
  {"row_guid": "m1", "task_guid": "g1", "material_name": "申请表", "material_format": 3, "is_need": 1, "page_num": 2, "order_num": 1},
  {"row_guid": "m2", "task_guid": "g1", "material_name": "营业执照", "material_format": 2, "is_need": 1, "page_num": null, "order_num": 2},
  {"row_guid": "m3", "task_guid": "g9", "material_name": "效果图", "is_need": 1}
]"#;
    let question =
        r#"{"rows": [{"task_guid": "g2", "question": "多久能办完？", "answer": "3个工作日。"}]}"#;
    fs::write(directory.join("up_task_general_basic.json"), basic).unwrap();
    fs::write(directory.join("up_task_material.json"), material).unwrap();
    fs::write(directory.join("up_task_question.json"), question).unwrap();
    let reading = read_paths(std::slice::from_ref(&directory), &ReadOptions::default()).unwrap();
    assert_eq!((reading.account.records, reading.account.items), (2, 2));
    let guide = |item: usize| reading.catalogue.items[item].guide.as_ref().unwrap();
    let names: Vec<_> = (guide(0).materials.iter())
        .map(|material| material.name.as_deref().unwrap())
        .collect();
    assert_eq!(names, ["申请表", "营业执照"]);
    assert_eq!(guide(0).materials[0].pieces, Some(2));
    assert_eq!(guide(1).questions.len(), 1);
    let at = (reading.origins)
        .locate(Some(0), &shixiang::path!["guide", "materials", 1, "name"])
        .unwrap();
    assert!(at.file.ends_with("up_task_material.json"), "{at:?}");
    assert_eq!((at.line, at.record), (Some(3), Some(2)));
    assert_eq!(at.field.as_deref(), Some("material_name"));
    // A material of no item is lost, and said to be.
    assert_eq!(reading.account.failed.len(), 1);
    assert_eq!(reading.account.failed[0].record, Some(3));

    let alone = directory.join("up_task_general_basic.json");
    let alone = read_path(alone, &ReadOptions::default()).unwrap();
    assert_eq!((alone.account.items, alone.account.failed.len()), (2, 0));
    assert!(
        alone.catalogue.items[0]
            .guide
            .as_ref()
            .unwrap()
            .time_limit
            .is_some()
    );
}

#[test]
fn files_that_do_not_belong_together_are_read_one_by_one() {
    let directory = place("apart");
    let _ = fs::remove_dir_all(&directory);
    fs::create_dir_all(&directory).unwrap();
    fs::write(directory.join("a.csv"), ITEMS).unwrap();
    fs::write(directory.join("b.json"), r#"{"name": "丙"}"#).unwrap();
    fs::write(directory.join("c.csv"), ITEMS.replace("备案", "登记")).unwrap();
    workbook(&directory.join("d.xlsx"));
    let reading = read_paths(&[directory], &ReadOptions::default()).unwrap();
    assert!(
        reading.account.is_complete(),
        "{:?}",
        reading.account.failed
    );
    assert_eq!((reading.account.documents, reading.account.items), (4, 7));
    let names: Vec<_> = (reading.catalogue.items.iter())
        .map(|item| item.name.as_str())
        .collect();
    assert_eq!(names[2..5], ["丙", "食品经营许可（新办）", "户外广告登记"]);
}

/// Interface words on many pages of one portal are one fault of the source.
#[test]
fn interface_words_of_many_files_are_reported_once() {
    let directory = place("portal");
    let _ = fs::remove_dir_all(&directory);
    fs::create_dir_all(&directory).unwrap();
    for number in 0..4 {
        let text = format!(
            r#"[{{"事项名称": "事项{number}", "实施主体": "某局", "受理条件": "符合条件{number}...展开", "承诺办结时限": "5个工作日"}}]"#
        );
        fs::write(directory.join(format!("{number}.json")), text).unwrap();
    }
    let reading = read_paths(&[directory], &ReadOptions::default()).unwrap();
    assert_eq!(reading.account.items, 4);
    let words: Vec<_> = (reading.notices.iter())
        .filter(|noted| noted.notice.code == NoticeCode::InterfaceWords)
        .collect();
    assert_eq!(words.len(), 1, "{words:?}");
    let count = words[0]
        .notice
        .arguments
        .iter()
        .find(|(name, _)| *name == "count");
    assert_eq!(count.unwrap().1.get(shixiang::Language::English), "4");
}

/// A conversion piece by piece gives the same bytes as one of the whole.
#[test]
fn a_long_export_is_converted_in_pieces_as_in_one() {
    let mut rows =
        String::from("事项名称,实施编码,实施主体,法定办结时限,承诺办结时限,受理条件,内部备注\r\n");
    let mut lines = String::new();
    let padding = "很长的一句话".repeat(60);
    for number in 0..2_000 {
        // Long names, quotes, line ends inside cells, empty lines, and keys that come twice.
        let code = (number * 7919) % 1_990;
        let law = number % 20 + 1;
        rows.push_str(&format!(
            "事项{number},1145000000756519{code:015},甲市某局,{law}个工作日,随到随办吧,\"第一行，说明\n第二行\"\"{number}\"\"，{padding}\",备{number}\r\n"
        ));
        if number % 100 == 0 {
            rows.push_str("\r\n\n");
            lines.push_str("[1, 2]\n");
        }
        lines.push_str(&format!(
            "{{\"事项名称\": \"事项{number}\", \"实施编码\": \"1145000000756519{code:015}\", \"实施主体\": \"甲市某局\", \"承诺办结时限\": \"{law}个工作日\", \"受理条件\": \"符合条件{padding}...展开\", \"备注栏\": null}}\n"
        ));
    }
    assert!(rows.len() > 2 << 20 && lines.len() > 2 << 20);
    for (name, text) in [("long.csv", rows), ("long.ndjson", lines)] {
        let path = file(name, text.as_bytes());
        let mut whole = read_path(&path, &ReadOptions::default().trace()).unwrap();
        let list = serde_json::to_string_pretty(&loss(&whole)).unwrap();
        arrange(&mut whole.catalogue);
        for (to, form) in [("ndjson", Form::Ndjson), ("json", Form::Json)] {
            let out = place(&format!("{name}.{to}"));
            let (said, told) = (place("long.loss.json"), place("long.trace"));
            let converted = Conversion::to_path(&out, form)
                .force(true)
                .loss(&said)
                .trace(&told)
                .convert(std::slice::from_ref(&path), &ReadOptions::default())
                .unwrap();
            assert_eq!(converted.account, whole.account);
            assert!(
                fs::read_to_string(&out).unwrap() == text_of(&whole, form),
                "{name} {to}"
            );
            assert!(
                fs::read_to_string(&said).unwrap().trim_end() == list,
                "{name} {to}"
            );
            let traced = fs::read_to_string(&told).unwrap();
            assert_eq!(traced.lines().count(), whole.trace.len());
            let last: Value = serde_json::from_str(traced.lines().last().unwrap()).unwrap();
            let line = last["location"]["line"].as_u64();
            assert_eq!(line, whole.trace.last().unwrap().location.line);
            let notes = whole
                .notices
                .iter()
                .filter(|noted| noted.notice.code.as_str().starts_with("NRM"));
            assert_eq!(converted.notes, notes.count());
            let mut stream = Vec::new();
            Conversion::to_stream(&mut stream, form)
                .convert_bytes(
                    "-",
                    text.clone().into_bytes(),
                    format_of(name),
                    &ReadOptions::default(),
                )
                .unwrap();
            assert!(stream == text_of(&whole, form).into_bytes(), "{name} {to}");
        }
    }
}

fn text_of(reading: &Reading, form: Form) -> String {
    text(&reading.catalogue, form).unwrap()
}

fn format_of(name: &str) -> Format {
    Format::of_name(name).unwrap()
}

/// Items with one key have files of their own, numbered in the order in which they came.
#[test]
fn items_with_one_key_do_not_overwrite_each_other() {
    let row = ITEMS.lines().nth(1).unwrap();
    let text = format!(
        "{}\n{row}\n{}\n{row}\n",
        ITEMS.lines().next().unwrap(),
        row.replace("新办", "变更")
    );
    let source = file("twice.csv", text.as_bytes());
    let out = place("twice.out");
    Conversion::to_path(&out, Form::Directory)
        .force(true)
        .convert(&[source], &ReadOptions::default())
        .unwrap();
    let stem = "1145000000756519000131099000000";
    let second = fs::read_to_string(out.join(format!("items/{stem}~2.toml"))).unwrap();
    assert!(second.contains("变更"), "{second}");
    assert!(out.join(format!("items/{stem}~3.toml")).is_file());
    let read = read_path(&out, &ReadOptions::default()).unwrap();
    assert_eq!(read.account.items, 3);
}

/// The span of a table in TOML is its heading; what is below it is written all the same.
#[test]
fn a_table_without_an_item_is_written_with_its_fields() {
    let text = "[导出]\n单位 = \"丁局\"\n时间 = 2025-10-21\n[[事项]]\n事项名称 = \"甲\"\n实施主体 = \"乙\"\n是否收费 = \"否\"\n";
    let source = file("branch.toml", text.as_bytes());
    let out = place("branch.json");
    Conversion::to_path(&out, Form::Json)
        .force(true)
        .convert(&[source], &ReadOptions::default())
        .unwrap();
    let written = fs::read_to_string(place("branch.json.未能转换.ndjson")).unwrap();
    let first = written.lines().next().unwrap();
    let record: Value = serde_json::from_str(first).unwrap();
    assert_eq!(record["record"]["单位"], "丁局", "{written}");
}

/// Records without an item are written beside the output as they were, with place and reason.
#[test]
fn records_without_an_item_are_written_unchanged() {
    let text = "{\"name\": \"甲\"}\n{\"name\": \"乙\";}\n[1, \"丙\"]\n";
    let source = file("lossy.ndjson", text.as_bytes());
    let lost = |name: &str| place(&format!("{name}.未能转换.ndjson"));
    for (name, to) in [
        ("lossy.dir", "dir"),
        ("lossy.out.json", "json"),
        ("lossy.out.ndjson", "ndjson"),
    ] {
        let out = place(name);
        let list = place("lossy.loss.json");
        let output = shixiang(&[
            "normalize",
            source.to_str().unwrap(),
            "-o",
            out.to_str().unwrap(),
            "--to",
            to,
            "--force",
            "--loss",
            list.to_str().unwrap(),
        ]);
        assert_eq!(output.status.code(), Some(3), "{output:?}");
        let said = String::from_utf8(output.stderr).unwrap();
        assert!(said.contains("未能转换"), "{said}");
        let written = fs::read_to_string(lost(name)).unwrap();
        let records: Vec<Value> = written
            .lines()
            .map(|line| serde_json::from_str(line).unwrap())
            .collect();
        assert_eq!(records.len(), 2);
        assert_eq!(records[0]["record"], "{\"name\": \"乙\";}");
        assert_eq!(records[0]["location"]["line"], 2);
        assert_eq!(records[0]["reasons"][0]["rule"], "DOC001");
        assert_eq!(records[1]["record"], "[1, \"丙\"]");
        assert_eq!(records[1]["reasons"][0]["rule"], "DOC003");
        let list: Value = serde_json::from_str(&fs::read_to_string(list).unwrap()).unwrap();
        assert_eq!(list["failed"], Value::from(records));
        // A run that loses nothing leaves no such file behind.
        let sound = file("sound.ndjson", b"{\"name\": \"A\"}\n");
        let again = shixiang(&[
            "normalize",
            sound.to_str().unwrap(),
            "-o",
            out.to_str().unwrap(),
            "--to",
            to,
            "--force",
        ]);
        assert_eq!(again.status.code(), Some(0));
        assert!(!lost(name).exists());
    }
    // A row of a second table that belongs to no item is written by its columns.
    let directory = place("lossy-tables");
    fs::create_dir_all(&directory).unwrap();
    let basic = "row_guid,task_name,task_code,task_type,anticipate_day\ng1,甲,1145000000756519000000000000001,01,20\n";
    fs::write(directory.join("basic.csv"), basic).unwrap();
    fs::write(
        directory.join("material.csv"),
        "task_guid,material_name\ng1,表\ng2,\"图,一\"\n",
    )
    .unwrap();
    let out = place("lossy-tables.ndjson");
    let converted = Conversion::to_path(&out, Form::Ndjson)
        .force(true)
        .convert(&[directory], &ReadOptions::default())
        .unwrap();
    let written = fs::read_to_string(converted.failed.unwrap()).unwrap();
    let record: Value = serde_json::from_str(written.trim()).unwrap();
    assert_eq!(record["record"]["material_name"], "图,一");
    assert_eq!(record["location"]["line"], 3);
}

/// A province nobody has seen: thirty columns under names of its own, materials on a second sheet.
fn strange(path: &Path) {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet().set_name("办事指南").unwrap();
    let columns: &[(&str, [&str; 2])] = &[
        ("流水号", ["T-0001", "T-0002"]),
        ("事项标题", ["食品经营许可（新办）", "户外广告备案"]),
        ("上级主项", ["食品经营许可", "户外广告"]),
        (
            "国标实施编码",
            [
                "1145000000756519000000000000001",
                "1145000000756519000000000000002",
            ],
        ),
        ("办理机关", ["甲市市场监督管理局", "甲市城市管理局"]),
        ("机关信用码", ["11450000007565194H", "11450000007565195H"]),
        ("权力种类", ["许可类", "其他类"]),
        ("面向人群", ["自然人、企业法人", "企业法人"]),
        ("办件种类", ["承诺件", "即办件"]),
        ("申办途径", ["窗口办理、网上办理", "窗口办理"]),
        ("法定时限（工作日）", ["20", "10"]),
        ("承诺时限（工作日）", ["5", "1"]),
        ("收不收费", ["不收费", "不收费"]),
        ("收费依据", ["", ""]),
        ("跑几次", ["0", "1"]),
        ("受理条件", ["有固定经营场所。", "有设置场地。"]),
        (
            "办理地点",
            [
                "甲市人民大道88号政务服务中心二楼3号窗口",
                "甲市人民大道88号政务服务中心一楼5号窗口",
            ],
        ),
        (
            "上班时间",
            [
                "工作日：上午9:00-12:00，下午13:30-16:30",
                "工作日：上午9:00-12:00，下午13:30-16:30",
            ],
        ),
        ("问询电话", ["0770-2881234", "0770-2885678"]),
        ("监督投诉电话", ["0770-2883116", "0770-2883116"]),
        (
            "设定依据",
            [
                "《中华人民共和国食品安全法》第三十五条",
                "《城市市容和环境卫生管理条例》第十一条",
            ],
        ),
        ("办理流程", ["申请→受理→审查→决定→送达", "申请→受理→办结"]),
        ("结果名称", ["食品经营许可证", "备案回执"]),
        ("结果送达方式", ["窗口领取", "窗口领取"]),
        (
            "网办地址",
            [
                "https://zwfw.example.gov.cn/a",
                "https://zwfw.example.gov.cn/b",
            ],
        ),
        ("能否快递", ["支持", "不支持"]),
        ("能否预约", ["支持", "支持"]),
        ("通办范围", ["全市", "全市"]),
        ("关键词", ["食品、餐饮", "广告、招牌"]),
        ("生效日期", ["2026-03-01", "2026-04-01"]),
        ("内部批次", ["B7", "B7"]),
    ];
    sheet.write(0, 0, "某省办事指南导出").unwrap();
    for (column, (head, values)) in (0..).zip(columns) {
        sheet.write(1, column, *head).unwrap();
        for (row, value) in (2..).zip(values) {
            sheet.write(row, column, *value).unwrap();
        }
    }
    let sheet = book.add_worksheet().set_name("材料清单").unwrap();
    let rows = [
        ["流水号", "材料名称", "原件份数", "来源渠道"],
        ["T-0001", "申请表", "1", "申请人自备"],
        ["T-0001", "营业执照", "1", "政府部门核发"],
        ["T-0002", "效果图", "2", "申请人自备"],
    ];
    for (row, cells) in (0..).zip(rows) {
        for (column, cell) in (0..).zip(cells) {
            sheet.write(row, column, cell).unwrap();
        }
    }
    book.save(path).unwrap();
}

/// Edits of the draft by someone who knows the source, as on the page on dialects: words for the source's own
/// codes, and a column that is not wanted.
const EDITS: &[(&str, &str)] = &[
    (
        "title = \"（写明是哪个系统的导出）\"",
        "title = \"某省办事指南导出\"",
    ),
    ("\"许可类\" = \"\"", "\"许可类\" = \"行政许可\""),
    ("\"其他类\" = \"\"", "\"其他类\" = \"其他行政权力\""),
    ("ignore = []", "ignore = [\"内部批次\"]"),
];

/// The walk of the page on dialects: draft, fix by hand, check, normalize. What comes out is what
/// a dialect gives that was written by hand from top to bottom.
#[test]
fn a_dialect_can_be_written_from_a_draft() {
    let source = place("strange.xlsx");
    strange(&source);
    let drafted = shixiang(&["dialect", "guess", source.to_str().unwrap()]);
    assert_eq!(drafted.status.code(), Some(0));
    let mut mended = out(&drafted);
    for (draft, edit) in EDITS {
        assert_eq!(mended.matches(draft).count(), 1, "{draft}:\n{mended}");
        mended = mended.replace(draft, edit);
    }
    let dialect = file("strange.toml", mended.as_bytes());
    let checked = shixiang(&[
        "dialect",
        "check",
        dialect.to_str().unwrap(),
        "--sample",
        source.to_str().unwrap(),
    ]);
    assert_eq!(checked.status.code(), Some(0), "{}", out(&checked));
    let read = |name: &str, text: &str| {
        let dialect = Dialect::parse(name, text).unwrap();
        let options = ReadOptions::default().dialect(dialect).trace();
        read_path(&source, &options).unwrap()
    };
    let reading = read("draft", &mended);
    assert!(
        reading.account.is_complete(),
        "{:?}",
        reading.account.failed
    );
    let list = loss(&reading);
    assert!(list.is_none(), "{}", list.text(shixiang::Language::Chinese));
    // 31 columns, one of them without values; three of materials.
    assert_eq!(list.fields.len(), 30 + 3);
    let by_hand = read("strange", include_str!("dialects/strange.toml"));
    assert_eq!(canonical(reading), canonical(by_hand));
}

/// `null` has no word in TOML: it is left out, and reported.
#[test]
fn nulls_are_counted_if_they_cannot_be_written() {
    let text = "{\"name\":\"甲\",\"extensions\":{\"a\":null,\"b\":[null,1]}}";
    let source = file("nulls.json", text.as_bytes());
    let done = shixiang(&[
        "normalize",
        source.to_str().unwrap(),
        "-o",
        "-",
        "--to",
        "toml",
    ]);
    assert_eq!(done.status.code(), Some(0));
    let said = String::from_utf8(done.stderr.clone()).unwrap();
    assert!(said.contains("2处 null"), "{said}");
    assert!(out(&done).contains("b = ["), "{}", out(&done));
}

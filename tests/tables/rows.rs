//! Rows that are not records: above the header, and below the last item.

use shixiang::dialect::Dialect;
use shixiang::source::Format;
use shixiang::{ReadOptions, Reading, read_bytes};

use crate::{HEADER, names, read, told};

#[test]
fn rows_beside_the_records_are_left_out_and_listed() {
    let text = format!(
        "某市政务服务事项清单,,,\n{HEADER}甲,某局,,5个工作日\n合 计,,,1项\n乙,某局,,5个工作日\n总计：,2项,,\n注：以上时限不含公示,,,\n注2：同上,,,\n填表人：张三,审核人：,联系电话：12345678,2024年5月\n"
    );
    let reading = read("a.csv", text);
    assert_eq!(names(&reading), ["甲", "乙"]);
    let lines: Vec<_> = told(&reading)
        .into_iter()
        .map(|(code, line, _, message)| {
            assert_eq!(code, "NRM007", "{message}");
            line.unwrap()
        })
        .collect();
    assert_eq!(lines, [1, 4, 6, 7, 8, 9]);
    assert!(reading.account.is_complete());
}

#[test]
fn rows_with_data_above_the_header_are_listed() {
    let reading = read("a.csv", format!("甲,某局,x\n乙,另局,y\n{HEADER}丙,,,\n"));
    assert_eq!(names(&reading), ["丙"]);
    let told = told(&reading);
    assert_eq!(told.len(), 2, "{told:?}");
    assert!(told[0].3.contains("“甲 某局 x”"), "{told:?}");
}

#[test]
fn items_are_not_mistaken_for_rows_beside_them() {
    for row in [
        "合计证核发,某局,,",
        "注册登记,某局,,",
        "备注：变更登记,某局,年满十八周岁,",
        "单位：设立登记,某局,,",
        "说明书备案,,,",
    ] {
        let reading = read("a.csv", format!("{HEADER}{row}\n"));
        assert_eq!(reading.catalogue.items.len(), 1, "{row}");
    }
    // The line that declares the delimiter is not a row.
    let reading = read("a.csv", format!("sep=,\n{HEADER}甲,某局,,\n"));
    assert!(told(&reading).iter().all(|(code, ..)| *code != "NRM007"));
}

#[test]
fn headings_between_the_records_apply_to_those_below() {
    let kept = |reading: &Reading| -> Vec<String> {
        let items = reading.catalogue.items.iter().map(|item| {
            let group = |key: &str| item.extensions.get(key).and_then(|text| text.as_str());
            let groups = [group("上级.所在分组"), group("所在分组")];
            let groups = groups.into_iter().flatten().collect::<Vec<_>>().join("/");
            format!("{} {groups}", item.name)
        });
        items.collect()
    };
    let text = format!(
        "{HEADER}甲,某局,,\n一、社会救助类,,,\n乙,某局,,\n（一）低保,,,\n丙,某局,,\n（二）特困,,,\n丁,某局,,\n二、养老类,,,\n戊,某局,,\n婚姻登记类,婚姻登记类,婚姻登记类,\n己,某局,,\n三、其他,,,\n"
    );
    let reading = read("a.csv", text.clone());
    let wanted = [
        "甲 ",
        "乙 一、社会救助类",
        "丙 一、社会救助类/（一）低保",
        "丁 一、社会救助类/（二）特困",
        "戊 二、养老类",
        "己 二、养老类/婚姻登记类",
    ];
    assert_eq!(kept(&reading), wanted);
    // One without a record is reported; all of them have their place.
    let told: Vec<_> = told(&reading)
        .into_iter()
        .filter(|(code, ..)| *code == "NRM007")
        .collect();
    assert_eq!(told.len(), 1, "{told:?}");
    assert_eq!(told[0].1, Some(13));
    assert!(told[0].3.contains("三、其他"), "{told:?}");
    assert_eq!(reading.account.missing, []);
    // A long table is read in pieces.
    let more = (0..20_000).map(|number| format!("事项{number},某局,,\n"));
    let more = more.collect::<Vec<_>>().concat();
    let text = text.replace("戊,某局,,\n", &format!("{more}戊,某局,,\n"));
    let reading = read("a.csv", text);
    let all = kept(&reading);
    assert_eq!(all[20_004..], wanted[4..]);
    assert!(
        all[4..20_004]
            .iter()
            .all(|item| item.ends_with(" 二、养老类"))
    );
    let heads = crate::told(&reading);
    assert_eq!(
        heads.iter().filter(|(code, ..)| *code == "NRM007").count(),
        1
    );
}

#[test]
fn short_records_are_not_headings() {
    for row in [
        "第一类医疗器械产品备案,,,",
        "一、甲,某局,,",
        "1、甲,,,",
        "食品经营许可,,,",
    ] {
        let reading = read("a.csv", format!("{HEADER}乙,某局,,\n{row}\n丙,某局,,\n"));
        assert_eq!(reading.catalogue.items.len(), 3, "{row}");
    }
}

#[test]
fn explanations_examples_and_totals_are_not_items() {
    for row in [
        "填写事项全称，必填,填写实施主体全称,,如：20个工作日",
        "（必填）,（必填）,（选填）,（必填）",
        "示例：护照办理,示例：某某市公安局,年满十八周岁,7个工作日",
        "【样例】护照办理,某某市公安局,,7个工作日",
        "示例,护照办理,,7个工作日",
        ",合计：2项,,",
        "共计 12 条,,,",
    ] {
        let reading = read(
            "a.csv",
            format!("{HEADER}甲,某局,成年,5个工作日\n{row}\n乙,另局,成年,3个工作日\n"),
        );
        assert_eq!(names(&reading), ["甲", "乙"], "{row}");
        let told = told(&reading);
        assert_eq!(told.len(), 1, "{told:?}");
        assert_eq!((told[0].0, told[0].1), ("NRM007", Some(3)), "{told:?}");
        assert!(reading.account.is_complete());
    }
    // Nothing but these: no item, so nothing has passed.
    let reading = read("a.csv", format!("{HEADER}示例：护照办理,某局,,7个工作日\n"));
    assert!(names(&reading).is_empty() && !reading.account.is_complete());
    for row in [
        "一、二级建造师注册,某局,,",
        "示例小学入学,某局,成年,",
        "例行检查结果查询,某局,,",
        "填写示范文本查询,某局,成年,如期",
    ] {
        let reading = read("a.csv", format!("{HEADER}{row}\n甲,某局,成年,5个工作日\n"));
        assert_eq!(reading.catalogue.items.len(), 2, "{row}");
    }
}

/// A dialect of machine names.
const MACHINE: &str = r#"
name = "machine"
recognise = ["task_name", "org_name"]
fields = [
  { from = "task_name", to = "name" },
  { from = "org_name", to = "authority.name" },
  { from = "promise_day", to = "guide.time_limit.promised", read = "limit" },
]
"#;

#[test]
fn labels_under_machine_names_are_not_a_record_and_hide_no_column() {
    let names_of_all = "task_name,org_name,promise_day,ext_place\n";
    for labels in [
        "事项名称,实施主体,承诺办结时限,\n",
        "事项名称,实施主体,承诺办结时限,去哪里办\n",
        "事项名称,实施主体,承诺办结时限,办理地点\n",
    ] {
        let text = format!("{names_of_all}{labels}甲,某局,5个工作日,某路1号\n");
        // By the labels; a column without one goes by its machine name.
        let reading = read("a.csv", text.as_str());
        assert_eq!(names(&reading), ["甲"], "{labels}");
        let kept: Vec<&str> = (reading.catalogue.items[0].extensions.keys())
            .map(String::as_str)
            .collect();
        assert!(
            !kept.iter().any(|key| key.starts_with('第')),
            "{labels}: {kept:?}"
        );
        // By the machine names.
        let dialect = Dialect::parse("machine", MACHINE).unwrap();
        let options = ReadOptions::default().dialect(dialect);
        let reading = read_bytes("a.csv", text.into_bytes(), Format::Csv, &options);
        assert_eq!(names(&reading), ["甲"], "{labels}");
        let told = told(&reading);
        let beside = told.iter().filter(|(code, ..)| *code == "NRM007");
        assert_eq!(beside.count(), 1, "{told:?}");
    }
}

#[test]
fn items_below_machine_names_are_not_taken_for_labels() {
    let dialect = Dialect::parse("machine", MACHINE).unwrap();
    let options = ReadOptions::default().dialect(dialect);
    for row in [
        "甲证核发,某局,5个工作日",
        "流程,某局,5个工作日",
        "结果公开,某局,",
    ] {
        let text = format!("task_name,org_name,promise_day\n{row}\n");
        let reading = read_bytes("a.csv", text.into_bytes(), Format::Csv, &options);
        assert_eq!(reading.catalogue.items.len(), 1, "{row}");
    }
    // A title above the header names no column.
    let reading = read("a.csv", format!("A市清单,,,\n{HEADER}甲,某局,,\n"));
    assert_eq!(names(&reading), ["甲"]);
}

#[test]
fn another_table_in_a_sheet_is_reported_and_kept() {
    let told_of = |text: String, what: &str| {
        let reading = read("a.csv", text);
        assert!(!reading.account.is_complete());
        let told = told(&reading);
        let table = told.iter().find(|(code, ..)| *code == "DOC007").unwrap();
        assert!(table.3.contains(what), "{told:?}");
        let kept = serde_json::to_string(&reading.failed[0].record).unwrap();
        let names = names(&reading).iter().map(ToString::to_string).collect();
        (names, table.1, kept)
    };
    // Below, until the header comes again: it does not say of which item it is.
    let (items, line, kept): (Vec<String>, _, _) = told_of(
        format!(
            "{HEADER}甲,某局,,\n\n材料名称,份数,来源渠道,\n申请表,1,自备,\n\n{HEADER}乙,某局,,\n"
        ),
        "附表",
    );
    assert_eq!((items, line), (vec!["甲".into(), "乙".into()], Some(5)));
    assert!(kept.contains("申请表"), "{kept}");
    // Above, with fewer columns.
    let (items, line, kept) = told_of(
        format!(
            "一、许可,,,,\n事项名称,实施主体,受理条件,,\n甲,某局,无,,\n二、服务,,,,\n{},咨询电话\n乙,某局,,,0777-1234567\n",
            HEADER.trim_end()
        ),
        "另一张表",
    );
    assert_eq!((items, line), (vec!["乙".into()], Some(2)));
    assert!(kept.contains("甲"), "{kept}");
    // Words that are names of columns do not make a row a header.
    let reading = read(
        "a.csv",
        format!("{HEADER}受理条件,某局,实施主体,5个工作日\n"),
    );
    assert!(reading.account.is_complete());
}

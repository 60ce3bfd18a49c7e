//! Rows that are not records: above the header, and below the last item.

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
fn items_are_not_taken_for_rows_beside_them() {
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
    // What tells the delimiter is not a row.
    let reading = read("a.csv", format!("sep=,\n{HEADER}甲,某局,,\n"));
    assert!(told(&reading).iter().all(|(code, ..)| *code != "NRM007"));
}

//! A row for each material: the rows of one item make one record.

use shixiang::Reading;
use shixiang::dialect::Fate;

use crate::{names, places, read, told};

const HEADER: &str = "事项名称,实施主体,承诺办结时限,材料名称,原件份数";

/// The names of the materials of each item.
fn materials(reading: &Reading) -> Vec<Vec<&str>> {
    let items = reading.catalogue.items.iter();
    items
        .map(|item| {
            let materials = item.guide.iter().flat_map(|guide| &guide.materials);
            materials
                .map(|material| material.name.as_deref().unwrap())
                .collect()
        })
        .collect()
}

#[test]
fn rows_that_repeat_or_omit_the_fields_of_an_item_belong_to_it() {
    for rows in [
        // Merged, as a text table shows it.
        "甲,某局,5个工作日,申请表,1\n,,,身份证,1\n乙,另局,3个工作日,申请书,2",
        // Repeated.
        "甲,某局,5个工作日,申请表,1\n甲,某局,5个工作日,身份证,1\n乙,另局,3个工作日,申请书,2",
        // Merged in some columns, repeated in others.
        "甲,某局,5个工作日,申请表,1\n甲,某局,,身份证,1\n乙,另局,3个工作日,申请书,2",
        // With rows that are no records between them.
        "甲,某局,5个工作日,申请表,1\n,,,,\n甲,某局,5个工作日,身份证,1\n合计,1项,,,\n乙,另局,3个工作日,申请书,2",
    ] {
        let reading = read("a.csv", format!("{HEADER}\n{rows}\n"));
        assert_eq!(names(&reading), ["甲", "乙"], "{rows}");
        assert_eq!(
            materials(&reading),
            [vec!["申请表", "身份证"], vec!["申请书"]]
        );
        assert!(reading.account.is_complete());
        let told = places(&reading);
        assert!(told.iter().all(|(code, ..)| *code == "NRM007"), "{told:?}");
    }
}

#[test]
fn the_cells_that_repeat_are_counted() {
    let rows = "甲,某局,5个工作日,申请表,1\n甲,某局,,身份证,1\n";
    let reading = read("a.csv", format!("{HEADER}\n{rows}"));
    let fates = &reading.account.fates;
    assert_eq!(fates.count(Fate::Typed), 7);
    assert_eq!(fates.count(Fate::Ignored), 2);
    assert!(reading.account.missing.is_empty());
}

#[test]
fn rows_with_other_fields_of_the_item_are_other_items() {
    // The same name for two bodies; a key that is lost; nothing but items.
    for (rows, items) in [
        ("甲,某局,,申请表,1\n甲,另局,,身份证,1", vec!["甲", "甲"]),
        (
            "甲,某局,,申请表,1\n,,,身份证,1\n,另局,,申请书,1",
            vec!["甲", ""],
        ),
        ("甲,某局,,申请表,1\n乙,某局,,申请表,1", vec!["甲", "乙"]),
        (
            "甲,某局,,申请表,1\n,,,身份证,1\n乙,某局,,,",
            vec!["甲", "乙"],
        ),
    ] {
        let reading = read("a.csv", format!("{HEADER}\n{rows}\n"));
        assert_eq!(names(&reading), items, "{rows}");
    }
}

#[test]
fn columns_that_may_be_of_either_go_by_the_form_of_the_table() {
    let header = format!("{HEADER},设定依据,去哪里办,样子");
    let rows = "甲,某局,,申请表,1,《某法》第一条,某路1号,红\n,,,身份证,1,,,蓝\n乙,某局,,申请表,1,《某条例》第二条,某路2号,红";
    let reading = read("a.csv", format!("{header}\n{rows}\n"));
    let items = &reading.catalogue.items;
    assert_eq!(items[0].legal_basis[0].name.as_deref(), Some("某法"));
    let extensions: Vec<String> = items[0].extensions.keys().cloned().collect();
    assert_eq!(extensions, ["@材料.1.样子", "@材料.2.样子", "去哪里办"]);
    // One that differs inside an item is said of the material.
    let rows = "甲,某局,,申请表,1,《某法》第一条,,\n,,,身份证,1,《某法》第二条,,";
    let reading = read("a.csv", format!("{header}\n{rows}\n"));
    assert!(reading.catalogue.items[0].legal_basis.is_empty());
    let materials = &reading.catalogue.items[0].guide.as_ref().unwrap().materials;
    assert_eq!(materials[1].basis.as_deref(), Some("《某法》第二条"));
}

#[test]
fn an_error_in_a_later_row_is_reported_there() {
    let rows = "甲,某局,5个工作日,申请表,1\n,,,身份证,一份多\n";
    let reading = read("a.csv", format!("{HEADER}\n{rows}"));
    let told = told(&reading);
    assert_eq!(told.len(), 1, "{told:?}");
    let (code, line, field, _) = &told[0];
    assert_eq!((*code, *line), ("NRM001", Some(3)));
    assert_eq!(field.as_deref(), Some("原件份数"));
}

#[test]
fn a_table_of_fees_is_grouped_likewise() {
    let text = "事项名称,实施主体,受理条件,收费项目名称,金额\n甲,某局,,工本费,10\n,,,检测费,20\n乙,某局,,工本费,5\n";
    let reading = read("a.csv", text);
    assert_eq!(names(&reading), ["甲", "乙"]);
    let guide = reading.catalogue.items[0].guide.as_ref().unwrap();
    assert_eq!(guide.fees.as_ref().unwrap().items.len(), 2);
}

#[test]
fn a_table_with_one_row_per_item_stays_a_table_of_items() {
    // A cell may hold the list of all materials: it is kept, and told.
    let reading = read(
        "a.csv",
        format!("{HEADER}\n甲,某局,,申请表和身份证,1\n乙,某局,,申请书,1\n"),
    );
    assert_eq!(names(&reading), ["甲", "乙"]);
    assert!(
        reading.catalogue.items[0]
            .extensions
            .contains_key("材料名称")
    );
    assert!(!reading.unknown_fields.is_empty());
}

#[test]
fn one_material_for_each_item_is_one_of_it() {
    let reading = read(
        "a.csv",
        format!("{HEADER}\n甲,某局,,申请表,1\n乙,某局,,申请书,2\n"),
    );
    assert_eq!(names(&reading), ["甲", "乙"]);
    assert_eq!(materials(&reading), [["申请表"], ["申请书"]]);
    assert!(reading.unknown_fields.is_empty());
    // Several in one cell are not one.
    let reading = read(
        "a.csv",
        format!("{HEADER}\n甲,某局,,申请表；身份证,1\n乙,某局,,申请书,2\n"),
    );
    assert!(materials(&reading).iter().all(Vec::is_empty));
    assert!(!reading.unknown_fields.is_empty());
}

#[test]
fn columns_of_materials_under_their_common_name_are_rows_of_materials() {
    let header = "<tr><td rowspan=2>事项名称</td><td rowspan=2>实施主体</td><td rowspan=2>承诺办结时限</td><td colspan=3>申请材料</td></tr>";
    let item = |span: usize, name: &str, first: &str| {
        format!(
            "<tr><td rowspan={span}>{name}</td><td rowspan={span}>某局</td><td rowspan={span}>5个工作日</td>{first}</tr>"
        )
    };
    let material = |name: &str| format!("<td>{name}</td><td>纸质</td><td>2</td>");
    let lower = "<td>材料名称</td><td>材料形式</td><td>份数</td>";
    let first = item(2, "甲", &material("申请表"));
    let second = item(1, "乙", &material("申请书"));
    let rows = format!("{first}<tr>{}</tr>{second}", material("身份证"));
    let reading = read(
        "a.html",
        format!("<table>{header}<tr>{lower}</tr>{rows}</table>"),
    );
    assert_eq!(names(&reading), ["甲", "乙"], "{lower}");
    assert_eq!(
        materials(&reading),
        [vec!["申请表", "身份证"], vec!["申请书"]]
    );
    assert!(reading.unknown_fields.is_empty() && told(&reading).is_empty());
}

//! Text tables: quotes, encodings, delimiters, lines.

use shixiang::source::Format;
use shixiang::{ReadOptions, read_bytes};

use super::{HEADER, conditions, names, places, read, told};

#[test]
fn an_unclosed_quote_is_an_error_at_its_start_and_costs_no_row() {
    let field = Some("受理条件".to_owned());
    for rows in [
        "甲证,某局,\"年满十八周岁,5个工作日\n乙证,某局,无,50个工作日\n丙证,某局,无,60个工作日\n",
        // Another quote opens further down,
        "甲证,某局,\"年满十八周岁,5个工作日\n乙证,某局,\"无\",50个工作日\n丙证,某局,无,60个工作日\n",
        // or closes what was never meant to go on.
        "甲证,某局,\"年满十八周岁,5个工作日\n乙证,某局,无\",50个工作日\n丙证,某局,无,60个工作日\n",
        "甲证,某局,\"年满十八周岁,5个工作日\r\n乙证,某局,无,50个工作日\r\n丙证,某局,无,60个工作日",
    ] {
        let reading = read("a.csv", format!("{HEADER}{rows}"));
        assert_eq!(names(&reading), ["甲证", "乙证", "丙证"], "{rows}");
        assert_eq!(conditions(&reading)[0], "年满十八周岁", "{rows}");
        assert_eq!(
            places(&reading),
            [("DOC001", Some(2), field.clone())],
            "{rows}"
        );
        assert!(!reading.account.is_complete(), "{rows}");
        let kept = reading.failed[0].record.as_ref().unwrap();
        assert_eq!(kept["受理条件"], "年满十八周岁");
    }
}

#[test]
fn each_unclosed_quote_is_reported() {
    let rows = "甲证,某局,\"无,5个工作日\n".repeat(50);
    let reading = read("a.csv", format!("{HEADER}{rows}"));
    assert_eq!(reading.account.items, 50);
    let lines: Vec<u64> = places(&reading)
        .iter()
        .filter_map(|place| place.1)
        .collect();
    assert_eq!(lines, (2..52).collect::<Vec<u64>>());
}

#[test]
fn quotes_inside_a_quoted_cell_are_reported_and_kept() {
    let rows = "甲证,某局,\"持有\"营业执照\"，或证明\",5个工作日\n乙证,某局,\"写明\"\"无\"\"\n的\",5个工作日\n";
    let reading = read("a.csv", format!("{HEADER}{rows}"));
    let expected = ["持有\"营业执照\"，或证明", "写明\"无\"\n的"];
    assert_eq!(conditions(&reading), expected);
    assert_eq!(
        places(&reading),
        [("DOC001", Some(2), Some("受理条件".to_owned()))]
    );
}

#[test]
fn a_long_table_with_a_quote_open_is_read_to_its_end() {
    let mut text = format!("{HEADER}首,某局,\"无,5个工作日\n");
    // Longer than a chunk, and than a cell can be.
    for row in 0..40_000 {
        text.push_str(&format!("事项{row},某局,年满十八周岁,5个工作日\n"));
    }
    let reading = read("a.csv", text);
    assert_eq!(reading.account.items, 40_001);
    assert_eq!(
        places(&reading),
        [("DOC001", Some(2), Some("受理条件".to_owned()))]
    );
}

#[test]
fn late_broken_bytes_are_reported_at_their_row_and_change_no_encoding() {
    let mut text = HEADER.to_owned();
    for row in 0..3000 {
        text.push_str(&format!("事项{row},某局,年满十八周岁,5个工作日\n"));
    }
    let (gb18030, ..) = encoding_rs::GB18030.encode(&text);
    for (sound, last, encoding) in [
        (
            text.as_bytes(),
            "末项,某局,年\u{fffd}满,5个工作日\n".as_bytes(),
            "UTF-8",
        ),
        (
            &*gb18030,
            b"\xc4\xa9\xcf\xee,x,\xc4\xea\xff\xc2\xfa,5\n",
            "gb18030",
        ),
    ] {
        let mut bytes = sound.to_vec();
        if encoding == "UTF-8" {
            bytes.extend_from_slice("末项,某局,年".as_bytes());
            bytes.push(0xff);
            bytes.extend_from_slice("满,5个工作日\n".as_bytes());
        } else {
            bytes.extend_from_slice(last);
        }
        let reading = read("a.csv", bytes);
        assert_eq!(names(&reading)[..2], ["事项0", "事项1"], "{encoding}");
        assert_eq!(names(&reading)[3000], "末项", "{encoding}");
        let told = told(&reading);
        let place = (told[0].0, told[0].1, told[0].2.as_deref());
        assert_eq!(
            place,
            ("DOC005", Some(3002), Some("受理条件")),
            "{encoding}"
        );
        assert!(told[0].3.contains(encoding), "{told:?}");
        assert_eq!(reading.account.failed.len(), 1, "{encoding}");
    }
}

#[test]
fn an_encoding_named_is_the_one_read_in() {
    let text = format!("{HEADER}營業執照核發,某局,無,5個工作日\n");
    let (big5, ..) = encoding_rs::BIG5.encode(&text);
    let header = HEADER.replace("事项名称", "事項名稱");
    assert_ne!(header, HEADER);
    let options = ReadOptions::default().encoding("big5");
    let reading = read_bytes("a.csv", big5.to_vec(), Format::Csv, &options);
    // Big5 has no simplified letters: the header's are broken, and that is reported.
    assert!(!reading.account.is_complete());
    let traditional = "事項名稱,實施主體\n營業執照核發,某局\n";
    let dialect = shixiang::dialect::Dialect::parse(
        "a.toml",
        "name = \"a\"\ntitle = \"a\"\nrecognise = [\"事項名稱\"]\nfields = [{ from = \"事項名稱\", to = \"name\" }, { from = \"實施主體\", to = \"authority.name\" }]\n",
    );
    let (big5, ..) = encoding_rs::BIG5.encode(traditional);
    let options = options.dialect(dialect.unwrap());
    let reading = read_bytes("a.csv", big5.to_vec(), Format::Csv, &options);
    assert_eq!(names(&reading), ["營業執照核發"]);
    assert!(reading.account.is_complete());
}

#[test]
fn an_encoding_that_is_none_is_refused() {
    let options = ReadOptions::default().encoding("nosuch");
    let reading = read_bytes("a.csv", HEADER.into(), Format::Csv, &options);
    assert!(!reading.account.is_complete());
    assert_eq!(places(&reading)[0].0, "DOC008");
    let error = shixiang::read_path("no/such/file", &options);
    assert!(matches!(
        error,
        Err(shixiang::Error::UnknownEncoding { .. })
    ));
}

#[test]
fn old_line_ends_and_declared_delimiters_are_understood() {
    let rows = "甲证,某局,无,5个工作日\n乙证,某局,,\"x\n";
    let cr = format!("{HEADER}{rows}").replace('\n', "\r");
    let reading = read("a.csv", cr);
    assert_eq!(names(&reading), ["甲证", "乙证"]);
    assert_eq!(places(&reading)[0].1, Some(3));
    for mark in ["|", ";", "\t"] {
        let text = format!("{HEADER}甲证,某局,年满18岁、有住所,5个工作日\n").replace(',', mark);
        assert_eq!(
            conditions(&read("a.csv", text)),
            ["年满18岁、有住所"],
            "{mark}"
        );
    }
    let said = format!(
        "sep=;\n{}甲证;某局;a,b,c,d,e,f,g,h,i;5个工作日\n",
        HEADER.replace(',', ";")
    );
    assert_eq!(conditions(&read("a.csv", said)), ["a,b,c,d,e,f,g,h,i"]);
}

#[test]
fn a_row_longer_than_any_is_refused() {
    let reading = read("a.csv", vec![b'x'; 9 << 20]);
    assert_eq!(places(&reading)[0].0, "DOC006");
    assert!(!reading.account.is_complete());
}

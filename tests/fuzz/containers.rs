//! Workbooks around the parts that vary.

use std::io::{Cursor, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

const RELATIONS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006/relationships";
const OPEN_DOCUMENT: &str = "urn:oasis:names:tc:opendocument:xmlns";

/// An XLSX of one sheet: what is inside its sheet, its shared texts and its styles.
pub(crate) fn xlsx([sheet, texts, styles]: [&[u8]; 3]) -> Vec<u8> {
    let book = format!(
        r#"<workbook xmlns="{MAIN}" xmlns:r="{RELATIONS}"><sheets><sheet name="1" sheetId="1" r:id="r1"/></sheets></workbook>"#
    );
    let relations = |relations: &[(&str, &str)]| {
        let relation = |(number, (kind, target)): (usize, &(&str, &str))| {
            let id = number + 1;
            format!(r#"<Relationship Id="r{id}" Type="{RELATIONS}/{kind}" Target="{target}"/>"#)
        };
        let each: Vec<String> = relations.iter().enumerate().map(relation).collect();
        let inside = each.concat();
        format!(r#"<Relationships xmlns="{PACKAGE}">{inside}</Relationships>"#)
    };
    let part = |name: &str, inside: &[u8]| {
        let (open, close) = (format!(r#"<{name} xmlns="{MAIN}">"#), format!("</{name}>"));
        [open.as_bytes(), inside, close.as_bytes()].concat()
    };
    let top = relations(&[("officeDocument", "xl/workbook.xml")]);
    let inside = relations(&[
        ("worksheet", "worksheets/sheet1.xml"),
        ("sharedStrings", "sharedStrings.xml"),
        ("styles", "styles.xml"),
    ]);
    zipped(&[
        ("_rels/.rels", top.as_bytes()),
        ("xl/workbook.xml", book.as_bytes()),
        ("xl/_rels/workbook.xml.rels", inside.as_bytes()),
        ("xl/worksheets/sheet1.xml", &part("worksheet", sheet)),
        ("xl/sharedStrings.xml", &part("sst", texts)),
        ("xl/styles.xml", &part("styleSheet", styles)),
    ])
}

/// An OpenDocument workbook of one table.
pub(crate) fn ods(table: &[u8]) -> Vec<u8> {
    let head = format!(
        r#"<office:document-content xmlns:office="{OPEN_DOCUMENT}:office:1.0" xmlns:table="{OPEN_DOCUMENT}:table:1.0" xmlns:text="{OPEN_DOCUMENT}:text:1.0"><office:body><office:spreadsheet><table:table table:name="1">"#
    );
    let tail = "</table:table></office:spreadsheet></office:body></office:document-content>";
    zipped(&[
        (
            "mimetype",
            b"application/vnd.oasis.opendocument.spreadsheet",
        ),
        (
            "content.xml",
            &[head.as_bytes(), table, tail.as_bytes()].concat(),
        ),
    ])
}

fn zipped(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    for (name, bytes) in files {
        zip.start_file(*name, options).expect("to memory");
        zip.write_all(bytes).expect("to memory");
    }
    zip.finish().expect("to memory").into_inner()
}

//! Workbooks of the format before 2007 that would have their reader take all memory there is.

use crate::{names, read, told};

const OFFICE: &[u8] = include_bytes!("office.xls");

fn number(bytes: &[u8], at: usize) -> usize {
    u32::from_le_bytes(bytes[at..at + 4].try_into().unwrap()) as usize
}

/// The start of the record of this kind and length.
fn record(kind: u16, length: u16) -> usize {
    let head = [kind.to_le_bytes(), length.to_le_bytes()].concat();
    (OFFICE.windows(4).position(|bytes| bytes == head)).unwrap()
}

/// The workbook with these bytes at these places of it.
fn changed(changes: &[(usize, &[u8])]) -> Vec<u8> {
    let mut changed = OFFICE.to_vec();
    for (at, bytes) in changes {
        changed.splice(*at..*at + bytes.len(), bytes.iter().copied());
    }
    changed
}

fn refused(bytes: Vec<u8>, why: &str) {
    let reading = read("a.xls", bytes);
    assert!(!reading.account.is_complete());
    let told = told(&reading);
    assert!(told.iter().any(|(.., text)| text.contains(why)), "{told:?}");
}

#[test]
fn sectors_in_a_circle_have_an_end() {
    let table = 512 + number(OFFICE, 76) * 512;
    let directory = number(OFFICE, 48);
    let itself = u32::try_from(directory).unwrap().to_le_bytes();
    refused(changed(&[(table + directory * 4, &itself)]), "首尾相接");
    // The stream with the sheets.
    let entry = 512 + directory * 512 + 128;
    let stream = number(OFFICE, entry + 116);
    let itself = u32::try_from(stream).unwrap().to_le_bytes();
    let circle = (table + stream * 4, &itself[..]);
    refused(changed(&[circle, (entry + 120, &[0xFF; 4])]), "首尾相接");
    // By way of a sector after the end of the file, which holds nothing.
    let end = (OFFICE.len() - 512) / 512;
    let last = u32::try_from(end).unwrap().to_le_bytes();
    let there = u32::try_from(directory).unwrap().to_le_bytes();
    let round = [
        (table + directory * 4, &last[..]),
        (table + end * 4, &there[..]),
    ];
    refused(changed(&round), "首尾相接");
    // One table of sectors in two places.
    refused(changed(&[(80, &OFFICE[76..80])]), "首尾相接");
}

#[test]
fn cells_beyond_the_format_are_refused() {
    let cell = record(0x00FD, 10);
    refused(changed(&[(cell + 6, &[0xFF, 0xFF])]), "单元格太多");
    let area = record(0x0200, 14);
    refused(changed(&[(area + 8, &[0, 0, 0, 1])]), "单元格太多");
    // It ends before it begins.
    refused(
        changed(&[(area + 4, &[9, 0, 0, 0, 2, 0, 0, 0])]),
        "单元格太多",
    );
    // A row far down is one that the format has.
    let far = read("a.xls", changed(&[(cell + 4, &[0, 1])]));
    assert!(!names(&far).is_empty());
}

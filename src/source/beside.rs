//! Words of a workbook outside its cells: notes, text boxes, link targets, chart titles, page
//! headers and footers.

use std::io::{BufRead, BufReader};

use quick_xml::events::{BytesStart, Event};

use super::cells::{Beside, BesideKind, Rows};
use super::xml::{Archive, add_text, attribute, elements};

/// The text shown for binary notes, which cannot be read.
const UNREADABLE_NOTES: &str = "（.xlsb 的批注读不出文字）";

/// The row and column of a cell such as `C5`, or of the first cell of an area; both from 0.
pub(super) fn cell(reference: &str) -> Option<(u32, u32)> {
    let first = reference.split([':', ' ']).next()?;
    let first = first.replace('$', "");
    let end = first.find(|c: char| !c.is_ascii_alphabetic())?;
    let (letters, number) = first.split_at(end);
    let column = letters.bytes().try_fold(0_u32, |column, letter| {
        let digit = u32::from(letter.to_ascii_uppercase() - b'A') + 1;
        column.checked_mul(26)?.checked_add(digit)
    })?;
    let row: u32 = number.parse().ok()?;
    Some((row.checked_sub(1)?, column.checked_sub(1)?))
}

/// A relation from one part of a workbook to another.
struct Relation {
    id: String,
    /// The last word of its type.
    kind: String,
    /// The path of the part, or an address outside the workbook.
    target: String,
}

/// The relations of a part.
fn relations(archive: &mut Archive<'_>, path: &str) -> Vec<Relation> {
    let (directory, file) = path.rsplit_once('/').unwrap_or(("", path));
    let mut relations = Vec::new();
    let Ok(part) = archive.by_name(&format!("{directory}/_rels/{file}.rels")) else {
        return relations;
    };
    elements(BufReader::new(part), &mut |event| {
        let Event::Start(element) = event else {
            return;
        };
        let said = |name| attribute(element, name);
        if let (Some(id), Some(kind), Some(target)) = (said("Id"), said("Type"), said("Target")) {
            let is_outside = said("TargetMode").is_some_and(|mode| mode == "External");
            relations.push(Relation {
                id,
                kind: kind.rsplit('/').next().unwrap_or_default().to_owned(),
                target: if is_outside {
                    target
                } else {
                    resolve_target(directory, &target)
                },
            });
        }
    });
    relations
}

/// Resolves the path by which a part in this directory refers to another.
fn resolve_target(directory: &str, target: &str) -> String {
    if let Some(path) = target.strip_prefix('/') {
        return path.to_owned();
    }
    let mut steps: Vec<&str> = directory.split('/').collect();
    for step in target.split('/') {
        match step {
            ".." => {
                steps.pop();
            }
            "." => {}
            step => steps.push(step),
        }
    }
    steps.join("/")
}

/// The words beside the cells of the sheet at this path of an Office Open XML workbook.
pub(super) fn of_sheet(
    archive: &mut Archive<'_>,
    path: &str,
    links: Vec<Link>,
    pages: &[String],
) -> Vec<Beside> {
    let relations = relations(archive, path);
    let mut found: Vec<Beside> = pages
        .iter()
        .filter_map(|text| Beside::new(BesideKind::Page, None, &page_words(text)))
        .collect();
    for link in links {
        let target = relations.iter().find(|known| known.id == link.id);
        let target = target.map_or("", |target| target.target.as_str());
        found.extend(Beside::new(BesideKind::Link, Some(link.at), target));
    }
    let mut threads = Vec::new();
    let mut notes = Vec::new();
    for relation in &relations {
        let part = |archive: &mut Archive<'_>, read: &mut dyn FnMut(&mut dyn BufRead)| {
            if let Ok(part) = archive.by_name(&relation.target) {
                read(&mut BufReader::new(part));
            }
        };
        let kind = relation.kind.as_str();
        match kind {
            "comments" if relation.target.to_ascii_lowercase().ends_with(".bin") => {
                notes.extend(Beside::new(BesideKind::Note, None, UNREADABLE_NOTES));
            }
            "comments" => part(archive, &mut |part| notes = texts(part, &["comment"], &[])),
            "threadedComment" => {
                part(archive, &mut |part| {
                    threads.extend(texts(part, &["threadedComment"], &[]));
                });
            }
            "vmlDrawing" => part(archive, &mut |part| {
                found.extend(with_kind(BesideKind::Shape, texts(part, &["textbox"], &[])));
            }),
            "drawing" => {
                part(archive, &mut |part| {
                    let shapes = texts(part, &["txBody"], &["t"]);
                    found.extend(with_kind(BesideKind::Shape, shapes));
                });
                for inner in self::relations(archive, &relation.target) {
                    let kind = match inner.kind.as_str() {
                        "chart" | "chartEx" => BesideKind::Chart,
                        "diagramData" => BesideKind::Shape,
                        _ => continue,
                    };
                    if let Ok(part) = archive.by_name(&inner.target) {
                        let words = texts(&mut BufReader::new(part), &["p"], &["t"]);
                        found.extend(with_kind(kind, words));
                    }
                }
            }
            _ => {}
        }
    }
    // A thread is repeated as a note, for programs that do not support threads.
    let threaded: Vec<_> = threads.iter().filter_map(|thread| thread.at).collect();
    notes.retain(|note| note.at.is_none_or(|at| !threaded.contains(&at)));
    found.extend(with_kind(BesideKind::Note, notes));
    found.extend(with_kind(BesideKind::Note, threads));
    found
}

fn with_kind(kind: BesideKind, found: Vec<Beside>) -> impl Iterator<Item = Beside> {
    found
        .into_iter()
        .map(move |beside| Beside { kind, ..beside })
}

/// The texts of the `wanted` elements of a part, with the cells they refer to; only text within
/// `inside` elements, if there are any.
fn texts(part: &mut dyn BufRead, wanted: &[&str], inside: &[&str]) -> Vec<Beside> {
    let mut found = Vec::new();
    let mut text: Option<(Option<(u32, u32)>, String)> = None;
    // Depth in `inside` elements, and in elements to skip.
    let (mut depth, mut aside) = (0_usize, 0_usize);
    let mut open: Vec<bool> = Vec::new();
    elements(part, &mut |event| match event {
        Event::Start(element) => {
            let name = element.local_name();
            let name: &str = name.as_ref();
            if wanted.contains(&name) && text.is_none() {
                let at = attribute(element, "ref").and_then(|reference| cell(&reference));
                text = Some((at, String::new()));
                (depth, aside) = (0, 0);
                open.clear();
            } else if text.is_some() {
                // Phonetic readings of characters are skipped.
                aside += usize::from(name == "rPh" || aside > 0);
                depth += usize::from(inside.contains(&name));
                open.push(inside.contains(&name));
            }
        }
        Event::End(element) => {
            let name = element.local_name();
            let name: &str = name.as_ref();
            if text.is_some() && open.is_empty() && wanted.contains(&name) {
                if let Some((at, words)) = text.take() {
                    found.extend(Beside::new(BesideKind::Note, at, &words));
                }
            } else if let Some((_, words)) = &mut text {
                aside = aside.saturating_sub(1);
                depth -= usize::from(open.pop().unwrap_or_default() && depth > 0);
                if name == "p" || name == "br" || name == "div" {
                    words.push('\n');
                }
            }
        }
        event => {
            if let Some((_, words)) = &mut text
                && aside == 0
                && (inside.is_empty() || depth > 0)
            {
                add_text(event, words);
            }
        }
    });
    found
}

/// A link of a cell.
pub(super) struct Link {
    at: (u32, u32),
    /// The id of the relation with its target.
    id: String,
}

impl Link {
    /// The link of an element, if it leads out of the workbook.
    pub(super) fn of(element: &BytesStart<'_>) -> Option<Self> {
        let at = cell(&attribute(element, "ref")?)?;
        // The name of the attribute `r:id` without its prefix.
        let id = attribute(element, "id")?;
        Some(Self { at, id })
    }
}

/// The words of a header or footer, without codes for fonts, page numbers and dates:
/// `&C&"宋体"某市清单 第&P页`.
fn page_words(text: &str) -> String {
    let mut words = String::new();
    let mut chars = text.chars().peekable();
    while let Some(char) = chars.next() {
        if char != '&' {
            words.push(char);
            continue;
        }
        match chars.next() {
            Some('&') => words.push('&'),
            Some('"') => while chars.next().is_some_and(|char| char != '"') {},
            // A colour: six digits, or its number, a sign and its lightness.
            Some('K') => {
                for _ in 0..6 {
                    chars.next_if(|char| char.is_ascii_hexdigit() || "+-".contains(*char));
                }
            }
            Some('0'..='9') => while chars.next_if(char::is_ascii_digit).is_some() {},
            _ => words.push(' '),
        }
    }
    // Words left over from “page 1 of 3” have no content.
    let says = |word: &&str| {
        let is_word = |char: char| char.is_alphabetic() && !"第页共张".contains(char);
        word.chars().any(is_word) && !["Page", "of"].contains(word)
    };
    let said = words.split_whitespace().any(|word| says(&word));
    if said {
        words.split_whitespace().collect::<Vec<_>>().join(" ")
    } else {
        String::new()
    }
}

/// Sorts the words beside the cells of `rows` by row, without links whose cell already shows the address.
pub(super) fn of_cells(mut beside: Vec<Beside>, rows: &Rows) -> Vec<Beside> {
    beside.retain(|one| {
        let cell = one.at.and_then(|(row, column)| {
            let row = rows.get(row as usize)?;
            row.get(column as usize)
        });
        one.kind != BesideKind::Link || !tells(cell.unwrap_or_default(), &one.text)
    });
    beside.sort_by_key(|one| one.at);
    beside
}

/// Whether a text contains an address, however it is spelled.
pub(super) fn tells(text: &str, address: &str) -> bool {
    let address = normalized_address(address);
    address.is_empty() || normalized_address(text).contains(&address)
}

fn normalized_address(address: &str) -> String {
    let address = address.trim().to_lowercase();
    let starts = ["mailto:", "tel:", "http://", "https://"];
    let rest = starts.iter().find_map(|start| address.strip_prefix(start));
    let rest = rest.unwrap_or(&address);
    rest.trim_end_matches('/').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_found_by_their_names() {
        assert_eq!(cell("C5"), Some((4, 2)));
        assert_eq!(cell("$AA$10:AB12"), Some((9, 26)));
        for wrong in ["", "5", "C", "C0", "ZZZZZZZZZ1", "C99999999999"] {
            assert_eq!(cell(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn numbers_of_pages_are_no_words() {
        assert_eq!(page_words("&C第 &P 页，共 &N 页"), "");
        assert_eq!(page_words("&LPage &P of &N"), "");
        assert_eq!(
            page_words("&C&\"宋体,加粗\"&14某市事项清单&R&D &K000000AT&&T"),
            "某市事项清单 AT&T"
        );
    }

    #[test]
    fn a_link_that_is_written_out_says_nothing_more() {
        for (text, address) in [
            ("http://www.x.gov.cn", "http://www.x.gov.cn/"),
            ("网址：www.x.gov.cn/a", "https://www.x.gov.cn/a"),
            ("a@x.gov.cn", "mailto:a@x.gov.cn"),
            ("", ""),
        ] {
            assert!(tells(text, address), "{text} {address}");
        }
        assert!(!tells("在线办理", "https://www.x.gov.cn"));
    }
}

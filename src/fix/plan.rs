//! Decides which files are fixed, and which are only listed with their fixes.

use std::collections::{BTreeMap, HashSet};
use std::fs;

use super::file::{FileFixes, FixChange, Placed, Places, Tools, fix};
use crate::check::{Checker, Report};
use crate::engine::Finding;
use crate::read::{ReadOptions, Reading};
use crate::source::{Format, Marked, utf8};

/// The fixes of all files of a reading.
#[derive(Debug, Clone, Default)]
#[non_exhaustive]
pub struct Fixes {
    /// The files in the model's own form that change, or for which there are doubtful fixes.
    pub files: Vec<FileFixes>,
    /// The files that are not changed, with the changes to make by hand.
    pub refused: Vec<Refused>,
}

/// A file that is not changed.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Refused {
    /// The file as the user named it.
    pub name: String,
    /// The reason why the file is not changed.
    pub reason: Refusal,
    /// The changes to make by hand.
    pub changes: Vec<FixChange>,
}

/// The reason why a file is not changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[non_exhaustive]
pub enum Refusal {
    /// It is a table, which its owner has to change in the program that it comes from.
    Table,
    /// It is in the form of another system, which would overwrite the changes.
    OtherSystem,
    /// It has no name: standard input.
    Nameless,
    /// It is not in UTF-8, and would be written in UTF-8.
    Encoding,
    /// Its content differs from the text that was read, for example because a line is too long.
    Unlike,
}

/// A file: the texts of the documents that it was read as, in order, and its findings with a fix.
#[derive(Debug, Default)]
struct File<'r> {
    texts: Vec<&'r str>,
    found: Vec<Placed<'r>>,
}

/// Works out the fixes of a reading and its report. Nothing is written: [`FileFixes::after`] is for
/// [`replace_text`](crate::write::replace_text).
///
/// `checker` and `options` are those of the check and the reading. A file is read and checked again after
/// each round of fixes, until there are none, so a second run changes nothing.
///
/// ```
/// use shixiang::{Checker, ReadOptions, fix, read_str, source::Format};
///
/// let text = "name = \"甲证核发\"\nguide.time_limit.promised = \"5个工作日\" # 已减半\n";
/// let fixed =
///     "name = \"甲证核发\"\nguide.time_limit.promised = { amount = 5, unit = \"工作日\" } # 已减半\n";
/// let (checker, options) = (Checker::new(), ReadOptions::default());
/// let reading = read_str("a.toml", text, Format::Toml, &options);
/// let fixes = fix::fixes(&reading, &checker.check(&reading), &checker, &options);
/// // Above it, a line that names the schema.
/// assert!(fixes.files[0].after.ends_with(fixed));
/// ```
pub fn fixes(
    reading: &Reading,
    report: &Report,
    checker: &Checker,
    options: &ReadOptions,
) -> Fixes {
    let mut files = texts_by_file(reading);
    let mut refused: RefusedChanges<'_> = BTreeMap::new();
    assign_findings(reading, report, &mut files, &mut refused);
    let tools = Tools { checker, options };
    let mut fixed = Vec::new();
    let mut seen = HashSet::new();
    for (name, file) in files {
        let Some(format) = Format::of_name(name) else {
            continue;
        };
        let needs_fixing = format == Format::Toml || !file.found.is_empty();
        // The same file may be given under two names.
        let is_new = fs::canonicalize(name).map_or(true, |path| seen.insert(path));
        if !needs_fixing || !is_new || file.texts.is_empty() {
            continue;
        }
        let text = file.texts.concat();
        match byte_order_mark(name, &text, options) {
            Ok(mark) => {
                let mut fixes = fix(name, text, format, &file.found, tools);
                fixes.before.insert_str(0, mark);
                fixes.after.insert_str(0, mark);
                fixed.extend(Some(fixes).filter(FileFixes::is_told));
            }
            Err(reason) => {
                let changes = file.found.iter().filter_map(|(range, finding)| {
                    FixChange::of(finding, text.get(range.clone())?, Some(format))
                });
                for change in changes {
                    refused.entry((name, reason)).or_default().push(change);
                }
            }
        }
    }
    let refused = refused
        .into_iter()
        .map(|((name, reason), changes)| Refused {
            name: name.to_owned(),
            reason,
            changes,
        });
    Fixes {
        files: fixed,
        refused: refused.collect(),
    }
}

/// The changes that are not made, by file and reason.
type RefusedChanges<'r> = BTreeMap<(&'r str, Refusal), Vec<FixChange>>;

/// The texts of the files that were read, by name.
fn texts_by_file(reading: &Reading) -> BTreeMap<&str, File<'_>> {
    let mut files: BTreeMap<&str, File<'_>> = BTreeMap::new();
    for document in reading.origins.documents() {
        let file = files.entry(document.name.as_str()).or_default();
        if document.is_first() {
            file.texts.clear();
        }
        file.texts.extend(document.text());
    }
    files
}

/// Assigns each finding that has a fix to its file, or to the changes that are not made.
fn assign_findings<'r>(
    reading: &'r Reading,
    report: &'r Report,
    files: &mut BTreeMap<&'r str, File<'r>>,
    refused: &mut RefusedChanges<'r>,
) {
    let fixable = report
        .findings
        .iter()
        .filter(|finding| finding.subject.view.is_none() && finding.fix.is_some());
    let mut places = Places::new(reading);
    for finding in fixable {
        let Some(at) = places.find(finding) else {
            continue;
        };
        let name = at.document.name.as_str();
        let range = places.range(at);
        if let Some(reason) = refusal(finding, range.is_none(), name, reading) {
            let written = at.excerpt(Marked::Whole);
            let written = written
                .as_ref()
                .and_then(|excerpt| excerpt.text.get(excerpt.marked.clone()));
            let format = Format::of_name(name).filter(|format| !format.is_table());
            let change = FixChange::of(finding, written.unwrap_or_default(), format);
            refused.entry((name, reason)).or_default().extend(change);
            continue;
        }
        let file = files.entry(name).or_default();
        file.found.extend(range.map(|range| (range, finding)));
    }
}

/// The byte order mark that some editors put before a text in UTF-8; it is not part of the text that is read.
const BYTE_ORDER_MARK: &str = "\u{feff}";

/// The byte order mark of a file with this text, or an empty string; also empty if the file cannot be read, as for
/// a text that was read from memory.
///
/// # Errors
///
/// Returns the reason why the file must not be changed, if its content is not this text.
fn byte_order_mark(name: &str, text: &str, options: &ReadOptions) -> Result<&'static str, Refusal> {
    let Ok(bytes) = fs::read(name) else {
        return Ok("");
    };
    match bytes.strip_prefix(BYTE_ORDER_MARK.as_bytes()) {
        Some(rest) if rest == text.as_bytes() => Ok(BYTE_ORDER_MARK),
        _ if bytes == text.as_bytes() => Ok(""),
        _ => Err(match utf8::text(bytes, options.encoding.as_deref()) {
            Ok((_, None)) => Refusal::Unlike,
            _ => Refusal::Encoding,
        }),
    }
}

/// The reason why the file of a finding must not be changed; `None` if it can be changed.
fn refusal(finding: &Finding, is_cell: bool, name: &str, reading: &Reading) -> Option<Refusal> {
    if is_cell {
        return Some(Refusal::Table);
    }
    if !reading.origins.is_own(finding.subject.item) {
        return Some(Refusal::OtherSystem);
    }
    Format::of_name(name).is_none().then_some(Refusal::Nameless)
}

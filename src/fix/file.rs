//! Fixes one file, repeatedly until there are no fixes left.

use std::collections::HashMap;
use std::ops::Range;
use std::path::Path as FilePath;

use super::edit::{Edit, apply, hold};
use crate::Error;
use crate::check::Checker;
use crate::engine::{self, Check, Finding};
use crate::path::Path;
use crate::read::{LocatedNotice, ReadOptions, Reading, is_item, is_own, read_bytes};
use crate::source::spelling::spelling;
use crate::source::{Document, DocumentSpan, Format, Lookup, Origins, toml};
use crate::write::{replace_text, schema_line};

/// Maximum number of rounds; the fixes that remain after them are not made. One fix may make another one possible,
/// as in brackets inside brackets, but no real text nests that deeply.
const MAX_ROUNDS: usize = 500;

/// The fixes of one file.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct FileFixes {
    /// The file as the user named it.
    pub name: String,
    /// The original text, with the byte order mark if the file has one.
    pub before: String,
    /// The text after the safe fixes.
    pub after: String,
    /// The safe fixes that were made; their places are in the text before the round that made them.
    pub made: Vec<FixChange>,
    /// Safe fixes that were not made, because the text has broken syntax or because too many of them follow from one
    /// another; their places are in the fixed text.
    pub unmade: Vec<FixChange>,
    /// Changes of the file other than fixes of values.
    pub additions: Vec<Addition>,
    /// The doubtful fixes, which are not made; their places are in the fixed text.
    pub doubtful: Vec<FixChange>,
}

/// The change of a value that a fix makes or proposes.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct FixChange {
    /// The finding that the change fixes.
    pub finding: Finding,
    /// The text of the old value.
    pub before: String,
    /// The text of the new value.
    pub after: String,
}

/// A change of a file that is not the fix of a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Addition {
    /// A first line was added that names the schema by which editors validate the text.
    SchemaLine,
    /// Number of control characters that were removed, because TOML does not allow them.
    ControlCharacters(usize),
}

impl FileFixes {
    /// Whether there is anything to report on the file.
    pub(super) fn is_told(&self) -> bool {
        self.is_changed() || !self.unmade.is_empty() || !self.doubtful.is_empty()
    }

    /// Whether the text of the file changes.
    pub fn is_changed(&self) -> bool {
        self.before != self.after
    }

    /// Writes the text with the safe fixes into the file, as
    /// [`replace_text`](crate::write::replace_text) does.
    ///
    /// # Errors
    ///
    /// [`Error::Changed`] if the file is no longer the one that was read.
    pub fn write(&self) -> Result<(), Error> {
        replace_text(&self.before, &self.after, FilePath::new(&self.name))
    }
}

/// The checker and reader that a file is fixed with.
#[derive(Debug, Clone, Copy)]
pub(super) struct Tools<'t> {
    pub(super) checker: &'t Checker,
    pub(super) options: &'t ReadOptions,
}

/// A finding, and the byte range of its fix in the text.
pub(super) type Placed<'f> = (Range<usize>, &'f Finding);

/// Makes the safe fixes of a file, then those found in the result, until there are none left. `found` are the
/// findings in `text`.
pub(super) fn fix(
    name: &str,
    text: String,
    format: Format,
    found: &[Placed<'_>],
    tools: Tools<'_>,
) -> FileFixes {
    let mut file = FileFixes {
        name: name.to_owned(),
        after: text.clone(),
        before: text,
        made: Vec::new(),
        unmade: Vec::new(),
        additions: Vec::new(),
        doubtful: Vec::new(),
    };
    let is_clean = format != Format::Toml || !file.remove_control_characters();
    let is_done = is_clean && !file.make_safe_fixes(found, format);
    if is_done {
        file.record_doubtful_fixes(found, format);
    }
    for round in 1..=MAX_ROUNDS {
        if is_done {
            break;
        }
        // The file is checked alone, so that its fixes do not depend on the other files.
        let bytes = file.after.clone().into_bytes();
        let reading = read_bytes(name, bytes, format, tools.options);
        let report = tools.checker.check(&reading);
        let found = Places::new(&reading).located_fixes(&report.findings);
        if round == MAX_ROUNDS {
            file.record_unmade_fixes(&found, format);
            break;
        }
        if !file.make_safe_fixes(&found, format) {
            file.record_doubtful_fixes(&found, format);
            break;
        }
    }
    if format == Format::Toml {
        file.name_schema();
    }
    file
}

impl FileFixes {
    /// Makes the safe fixes; returns whether there were any.
    fn make_safe_fixes(&mut self, found: &[Placed<'_>], format: Format) -> bool {
        let mut safe: Vec<(Edit, FixChange)> = Vec::new();
        let mut end = 0;
        let mut found: Vec<&Placed<'_>> = found.iter().collect();
        found.sort_by_key(|(range, _)| (range.start, std::cmp::Reverse(range.end)));
        for (range, finding) in found {
            let Some(fix) = finding.fix.as_ref().filter(|fix| fix.is_safe()) else {
                continue;
            };
            let engine::Edit::Value(value) = &fix.edit else {
                continue;
            };
            // If two edits overlap, the next round makes the other one.
            if range.start < end {
                continue;
            }
            let Some(change) = self.change(range, finding, format) else {
                continue;
            };
            end = range.end;
            let edit = Edit {
                range: range.clone(),
                written: change.after.clone(),
                value: value.clone(),
            };
            safe.push((edit, change));
        }
        let edits: Vec<Edit> = safe.iter().map(|(edit, _)| edit.clone()).collect();
        self.unmade.clear();
        if !hold(&self.after, &edits, format) {
            // An edit is not made if it would change other content, which happens in texts with broken syntax.
            let is_valid = |edit: &Edit| hold(&self.after, std::slice::from_ref(edit), format);
            let (valid, invalid): (Vec<_>, Vec<_>) =
                safe.into_iter().partition(|(edit, _)| is_valid(edit));
            safe = valid;
            self.unmade = invalid.into_iter().map(|(_, change)| change).collect();
        }
        let (edits, made): (Vec<Edit>, Vec<FixChange>) = safe.into_iter().unzip();
        self.after = apply(&self.after, &edits);
        self.made.extend(made);
        !edits.is_empty()
    }

    /// Records the safe fixes that were not made.
    fn record_unmade_fixes(&mut self, found: &[Placed<'_>], format: Format) {
        let safe = found
            .iter()
            .filter(|(_, finding)| finding.fix.as_ref().is_some_and(engine::Fix::is_safe));
        let changes = safe.filter_map(|(range, finding)| self.change(range, finding, format));
        self.unmade = changes.collect();
    }

    /// Records the doubtful fixes, in the order of the text.
    fn record_doubtful_fixes(&mut self, found: &[Placed<'_>], format: Format) {
        let mut doubtful: Vec<&Placed<'_>> = found
            .iter()
            .filter(|(_, finding)| finding.fix.as_ref().is_some_and(|fix| !fix.is_safe()))
            .collect();
        doubtful.sort_by_key(|(range, _)| range.start);
        let changes = doubtful.into_iter();
        let changes = changes.filter_map(|(range, finding)| self.change(range, finding, format));
        self.doubtful = changes.collect();
    }

    fn change(&self, range: &Range<usize>, finding: &Finding, format: Format) -> Option<FixChange> {
        FixChange::of(finding, self.after.get(range.clone())?, Some(format))
    }

    /// Removes control characters, which TOML does not allow, from a text in the model's own form; returns
    /// whether there were any.
    fn remove_control_characters(&mut self) -> bool {
        let is_control = |c: char| c.is_ascii_control() && !matches!(c, '\t' | '\n' | '\r');
        let count = self.after.chars().filter(|c| is_control(*c)).count();
        if count == 0 {
            return false;
        }
        let cleaned = self.after.replace(is_control, "");
        let is_own_form = is_own(&toml::parse(&cleaned).0);
        if is_own_form {
            self.after = cleaned;
            self.additions.push(Addition::ControlCharacters(count));
        }
        is_own_form
    }

    /// Adds a first line that names the schema, if a schema belongs to the file and the text names none.
    fn name_schema(&mut self) {
        let comments = self.after.lines().take_while(|line| line.starts_with('#'));
        let names_schema = comments
            .into_iter()
            .any(|line| line.starts_with("#:schema"));
        let (root, notices) = toml::parse(&self.after);
        if names_schema || !notices.is_empty() || !is_item(&root) {
            return;
        }
        if let Some(line) = schema_line(FilePath::new(&self.name)) {
            let end = if self.after.contains("\r\n") {
                "\r\n"
            } else {
                "\n"
            };
            self.after.insert_str(0, &format!("{line}{end}"));
            self.additions.push(Addition::SchemaLine);
        }
    }
}

impl FixChange {
    /// The change that a finding proposes; `written` is the old text, and `format` that of the file, or `None`
    /// for a cell of a table.
    pub(super) fn of(finding: &Finding, written: &str, format: Option<Format>) -> Option<Self> {
        let after = match (&finding.fix.as_ref()?.edit, format) {
            (engine::Edit::Key(key), _) => key.clone(),
            (engine::Edit::Value(value), Some(format)) => spelling(value, format, written)?,
            // A text in a cell has no quotes.
            (engine::Edit::Value(value), None) => match value.as_str() {
                Some(text) => text.to_owned(),
                None => value.to_string(),
            },
        };
        Some(Self {
            finding: finding.clone(),
            before: written.to_owned(),
            after,
        })
    }
}

/// Looks up the places of findings in a reading.
pub(super) struct Places<'r> {
    origins: &'r Origins,
    lookup: Lookup<'r>,
    notices: HashMap<NoticeKey<'r>, &'r LocatedNotice>,
    /// The start of each document in its file; a file may have been read as several documents.
    starts: HashMap<*const Document, usize>,
}

/// The key of a notice of the reader: its item, the path in it and the code of its rule.
type NoticeKey<'r> = (Option<usize>, &'r Path, &'static str);

impl<'r> Places<'r> {
    pub(super) fn new(reading: &'r Reading) -> Self {
        let notices = reading.notices.iter().map(|located| {
            let notice = &located.notice;
            let key = (located.item, &notice.path, notice.code.as_str());
            (key, located)
        });
        let mut lengths: HashMap<&str, usize> = HashMap::new();
        let starts = reading.origins.documents().map(|document| {
            let length = lengths.entry(&document.name).or_default();
            // A file that is given twice is read twice, so its first document starts again.
            let start = if document.is_first() { 0 } else { *length };
            *length = start;
            *length += document.text().map_or(0, str::len);
            (std::ptr::from_ref(document), start)
        });
        Self {
            origins: &reading.origins,
            lookup: reading.origins.lookup(),
            starts: starts.collect(),
            notices: notices.collect(),
        }
    }

    /// The place of a finding. A value that the reader could not decode is not part of the item, so its place is
    /// that of its notice.
    pub(super) fn find(&mut self, finding: &Finding) -> Option<DocumentSpan<'r>> {
        let subject = &finding.subject;
        if matches!(finding.rule.check, Check::Reading) {
            let key = (subject.item, &subject.path, finding.rule.code);
            return self.lookup.known(self.notices.get(&key)?.span());
        }
        self.lookup.find(subject.item, &subject.path)
    }

    /// The byte range of a place in the text of its file.
    pub(super) fn range(&self, at: DocumentSpan<'_>) -> Option<Range<usize>> {
        let start = self.starts.get(&std::ptr::from_ref(at.document))?;
        let range = at.range()?;
        Some(start + range.start..start + range.end)
    }

    /// The findings with a fix, about items in the model's own form, with their ranges in the only file that
    /// was read.
    fn located_fixes<'f>(&mut self, findings: &'f [Finding]) -> Vec<Placed<'f>> {
        let fixable = findings
            .iter()
            .filter(|found| found.fix.is_some() && self.origins.is_own(found.subject.item));
        let fixable: Vec<&Finding> = fixable.collect();
        let located = fixable.into_iter().filter_map(|finding| {
            let at = self.find(finding)?;
            Some((self.range(at)?, finding))
        });
        located.collect()
    }
}

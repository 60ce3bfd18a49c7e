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

/// Maximum number of rounds, after which a file is left as it is. One fix may make another one possible, as in brackets
/// inside brackets, but no text of people has so many.
const MOST_ROUNDS: usize = 500;

/// The fixes of one file.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct FileFixes {
    /// The file as the user named it.
    pub name: String,
    /// Its text, with the byte order mark if it has one.
    pub before: String,
    /// Its text with the safe fixes made.
    pub after: String,
    /// The safe fixes; their places are those before.
    pub made: Vec<FixChange>,
    /// Safe fixes that are not made, because the text is not of its format, or because too many of them follow from one
    /// another; their places are those after.
    pub unmade: Vec<FixChange>,
    /// Changes other than of values.
    pub additions: Vec<Addition>,
    /// The doubtful fixes, which are not made; their places are those after.
    pub doubtful: Vec<FixChange>,
}

/// A value that is changed, or could be.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct FixChange {
    /// The finding that it fixes.
    pub finding: Finding,
    /// The text at its place.
    pub before: String,
    /// The text that replaces it.
    pub after: String,
}

/// A change of a file that is not one of a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Addition {
    /// The first line now names the schema, which editors check the text by.
    SchemaLine,
    /// Number of control characters removed; no TOML text may have any.
    ControlCharacters(usize),
}

impl FileFixes {
    /// Whether there is anything to report on the file.
    pub(super) fn is_told(&self) -> bool {
        self.is_changed() || !self.unmade.is_empty() || !self.doubtful.is_empty()
    }

    /// Whether anything of the file changes.
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

/// The tools to fix a file.
#[derive(Debug, Clone, Copy)]
pub(super) struct Tools<'t> {
    pub(super) checker: &'t Checker,
    pub(super) options: &'t ReadOptions,
}

/// A finding whose fix is at this range of the text.
pub(super) type Placed<'f> = (Range<usize>, &'f Finding);

/// Makes the safe fixes of a file, then those found in the result, until there are none. `found` are in the
/// present text.
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
    let is_clean = format != Format::Toml || !file.remove_controls();
    let is_done = is_clean && !file.make(found, format);
    if is_done {
        file.doubt(found, format);
    }
    for round in 1..=MOST_ROUNDS {
        if is_done {
            break;
        }
        // Checked alone, so that a file is fixed in the same way whatever is checked with it.
        let bytes = file.after.clone().into_bytes();
        let reading = read_bytes(name, bytes, format, tools.options);
        let report = tools.checker.check(&reading);
        let found = Places::new(&reading).placed(&report.findings);
        if round == MOST_ROUNDS {
            file.leave(&found, format);
            break;
        }
        if !file.make(&found, format) {
            file.doubt(&found, format);
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
    fn make(&mut self, found: &[Placed<'_>], format: Format) -> bool {
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
            // Of two edits of one value, the next round makes the other one.
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
            // An edit that would change anything else, such as in a text with broken syntax, is not made.
            let is_held = |edit: &Edit| hold(&self.after, std::slice::from_ref(edit), format);
            let (held, rest): (Vec<_>, Vec<_>) =
                safe.into_iter().partition(|(edit, _)| is_held(edit));
            safe = held;
            self.unmade = rest.into_iter().map(|(_, change)| change).collect();
        }
        let (edits, made): (Vec<Edit>, Vec<FixChange>) = safe.into_iter().unzip();
        self.after = apply(&self.after, &edits);
        self.made.extend(made);
        !edits.is_empty()
    }

    /// Records the safe fixes that are left.
    fn leave(&mut self, found: &[Placed<'_>], format: Format) {
        let safe = (found.iter())
            .filter(|(_, finding)| (finding.fix.as_ref()).is_some_and(engine::Fix::is_safe));
        let changes = safe.filter_map(|(range, finding)| self.change(range, finding, format));
        self.unmade = changes.collect();
    }

    /// Records the doubtful fixes, in the order of their places.
    fn doubt(&mut self, found: &[Placed<'_>], format: Format) {
        let mut doubtful: Vec<&Placed<'_>> = (found.iter())
            .filter(|(_, finding)| (finding.fix.as_ref()).is_some_and(|fix| !fix.is_safe()))
            .collect();
        doubtful.sort_by_key(|(range, _)| range.start);
        let changes = doubtful.into_iter();
        let changes = changes.filter_map(|(range, finding)| self.change(range, finding, format));
        self.doubtful = changes.collect();
    }

    fn change(&self, range: &Range<usize>, finding: &Finding, format: Format) -> Option<FixChange> {
        FixChange::of(finding, self.after.get(range.clone())?, Some(format))
    }

    /// Removes the control characters of a text of ours, which TOML allows nowhere; whether there were any.
    fn remove_controls(&mut self) -> bool {
        let is_control = |c: char| c.is_ascii_control() && !matches!(c, '\t' | '\n' | '\r');
        let count = self.after.chars().filter(|c| is_control(*c)).count();
        if count == 0 {
            return false;
        }
        let bare = self.after.replace(is_control, "");
        let is_ours = is_own(&toml::parse(&bare).0);
        if is_ours {
            self.after = bare;
            self.additions.push(Addition::ControlCharacters(count));
        }
        is_ours
    }

    /// Adds a first line that names the schema, if there is one beside the item and it names none.
    fn name_schema(&mut self) {
        let comments = self.after.lines().take_while(|line| line.starts_with('#'));
        let names_one = comments
            .into_iter()
            .any(|line| line.starts_with("#:schema"));
        let (root, notices) = toml::parse(&self.after);
        if names_one || !notices.is_empty() || !is_item(&root) {
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
    /// The change that a finding proposes where this is written in a file of this format.
    pub(super) fn of(finding: &Finding, written: &str, format: Option<Format>) -> Option<Self> {
        let after = match (&finding.fix.as_ref()?.edit, format) {
            (engine::Edit::Key(key), _) => key.clone(),
            (engine::Edit::Value(value), Some(format)) => spelling(value, format, written)?,
            // In a cell there are no quotes.
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

/// The places of findings in a reading that is held.
pub(super) struct Places<'r> {
    origins: &'r Origins,
    lookup: Lookup<'r>,
    noticed: HashMap<Noticed<'r>, &'r LocatedNotice>,
    /// The start of the text of each document in its file, which may have been read as several.
    starts: HashMap<*const Document, usize>,
}

/// A notice of the reader: its item, its place in it and its rule.
type Noticed<'r> = (Option<usize>, &'r Path, &'static str);

impl<'r> Places<'r> {
    pub(super) fn new(reading: &'r Reading) -> Self {
        let noticed = reading.notices.iter().map(|located| {
            let notice = &located.notice;
            let noticed = (located.item, &notice.path, notice.code.as_str());
            (noticed, located)
        });
        let mut lengths: HashMap<&str, usize> = HashMap::new();
        let starts = reading.origins.documents().map(|document| {
            let length = lengths.entry(&document.name).or_default();
            // A file that is named twice is read twice.
            let start = if document.is_first() { 0 } else { *length };
            *length = start;
            *length += document.text().map_or(0, str::len);
            (std::ptr::from_ref(document), start)
        });
        Self {
            origins: &reading.origins,
            lookup: reading.origins.lookup(),
            starts: starts.collect(),
            noticed: noticed.collect(),
        }
    }

    /// The place of a finding. A value that the reader could not take is no part of the item, so its notice
    /// has the place.
    pub(super) fn find(&mut self, finding: &Finding) -> Option<DocumentSpan<'r>> {
        let subject = &finding.subject;
        if matches!(finding.rule.check, Check::Reading) {
            let noticed = (subject.item, &subject.path, finding.rule.code);
            return self.lookup.known(self.noticed.get(&noticed)?.span());
        }
        self.lookup.find(subject.item, &subject.path)
    }

    /// The bytes of a place in the text of its file.
    pub(super) fn range(&self, at: DocumentSpan<'_>) -> Option<Range<usize>> {
        let start = self.starts.get(&std::ptr::from_ref(at.document))?;
        let range = at.range()?;
        Some(start + range.start..start + range.end)
    }

    /// The fixes of findings about items in the model's own form, in the one file that was read.
    fn placed<'f>(&mut self, findings: &'f [Finding]) -> Vec<Placed<'f>> {
        let fixable = (findings.iter())
            .filter(|found| found.fix.is_some() && self.origins.is_own(found.subject.item));
        let fixable: Vec<&Finding> = fixable.collect();
        let placed = fixable.into_iter().filter_map(|finding| {
            let at = self.find(finding)?;
            Some((self.range(at)?, finding))
        });
        placed.collect()
    }
}

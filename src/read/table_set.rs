//! Sets of files that belong together: a main table, and the tables joined to its records.

use std::collections::BTreeMap;
use std::io::{self, Read};
use std::path::{Path as FilePath, PathBuf};

use super::files::Input;
use super::open::{open, text};
use super::options::ReadOptions;
use super::own;
use super::page;
use super::record::{DocumentReading, unreadable};
use super::role::{Role, dialect_of, role};
use super::sheets::{self, note_faults, read_sheets};
use crate::dialect::{self, Dialect, Join};
use crate::source::Format;
use crate::source::cells::Sheet;
use crate::source::csv::{Faults, TextTable};
use crate::source::objects;

/// Number of bytes of a JSON file that are searched for the fields of a joined table.
const HEAD_BYTES: u64 = 1 << 16;

/// An input that may belong to a set.
struct Candidate<'o> {
    input: Input<'o>,
    /// Its first rows, if it is a table that will be read later.
    head: Vec<Sheet>,
}

impl<'o> Candidate<'o> {
    /// Examines an input. Only the first rows of text tables and JSON, which may be large, are
    /// read; a workbook is opened once.
    fn new(input: Input<'o>, options: &ReadOptions, with_objects: bool) -> Self {
        let Input::File { path, format } = &input else {
            let head = Vec::new();
            return Self { input, head };
        };
        let head = match format {
            Format::Workbook | Format::Html => {
                let input = open_whole(path, *format, options).unwrap_or(input);
                let head = Vec::new();
                return Self { input, head };
            }
            Format::Csv => open(path, options).ok().map(|mut file| {
                let mut sheet = Sheet::default();
                TextTable::new(&mut file, options.encoding.as_deref()).more(&mut sheet);
                sheet
            }),
            Format::Json if with_objects => {
                let text = text(path, options).ok();
                text.and_then(|text| objects::sheet(&text))
            }
            _ => None,
        };
        let head = head.into_iter().collect();
        Self { input, head }
    }

    fn sheets(&self) -> &[Sheet] {
        match &self.input {
            Input::Sheets { sheets, .. } => sheets,
            _ => &self.head,
        }
    }

    /// Whether the dialect knows one of its sheets.
    fn is_known(&self, dialect: &Dialect) -> bool {
        let is_known = |sheet| !matches!(role(sheet, dialect), Role::Unknown);
        self.sheets().iter().any(is_known)
    }

    /// Whether all its sheets have rows that belong to records of another file.
    fn has_only_joined_rows(&self, dialect: &Dialect) -> bool {
        let sheets = self.sheets();
        let is_joined = |sheet| matches!(role(sheet, dialect), Role::Joined(..));
        !sheets.is_empty() && sheets.iter().all(is_joined)
    }
}

/// A file of a set, in full.
struct Member {
    name: String,
    sheets: Vec<Sheet>,
    faults: Faults,
}

/// Joins the files of a set, if there is one among the inputs, in place of its first file.
pub(super) fn joined<'o>(inputs: Vec<Input<'o>>, options: &'o ReadOptions) -> Vec<Input<'o>> {
    let with_objects = inputs
        .iter()
        .any(|input| starts_like_joined_table(input, options));
    let may_be_table = |input: &&Input<'_>| match input {
        Input::File { format, .. } => match format {
            Format::Csv | Format::Workbook | Format::Html => true,
            Format::Json => with_objects,
            _ => false,
        },
        _ => false,
    };
    if inputs.iter().filter(may_be_table).count() < 2 {
        return inputs;
    }
    let candidates = inputs
        .into_iter()
        .map(|input| Candidate::new(input, options, with_objects));
    let mut candidates = join_own_tables(candidates, options);
    let heads: Vec<&Sheet> = candidates.iter().flat_map(Candidate::sheets).collect();
    let set = dialect_of(&heads, options).filter(|dialect| {
        let mut candidates = candidates.iter();
        !dialect.file.joins.is_empty() && candidates.any(|one| one.has_only_joined_rows(dialect))
    });
    let of_set = |candidate: &Candidate<'_>| set.is_some_and(|set| candidate.is_known(set));
    let at = candidates.iter().position(of_set);
    let (members, others): (Vec<_>, Vec<_>) = candidates.drain(..).partition(of_set);
    let mut inputs: Vec<Input<'o>> = others.into_iter().map(|one| one.input).collect();
    if let Some(at) = at {
        let members = members
            .into_iter()
            .map(|one| read_member(one.input, options));
        let read = Input::Read(Box::new(read_set(members, options)));
        inputs.insert(at.min(inputs.len()), read);
    }
    inputs
}

/// Joins our own tables in one directory, in place of the first of them.
fn join_own_tables<'o>(
    candidates: impl Iterator<Item = Candidate<'o>>,
    options: &'o ReadOptions,
) -> Vec<Candidate<'o>> {
    let mut joined = Vec::new();
    // By directory: the index in `joined`, and the members.
    let mut sets = BTreeMap::<PathBuf, (usize, Vec<Member>)>::new();
    for candidate in candidates {
        match &candidate.input {
            Input::File { path, .. } if own::holds(&candidate.head) => {
                let directory = path.parent().unwrap_or(FilePath::new("")).to_path_buf();
                let (_, members) = sets.entry(directory).or_insert_with(|| {
                    joined.push(None);
                    (joined.len() - 1, Vec::new())
                });
                members.push(read_member(candidate.input, options));
            }
            _ => joined.push(Some(candidate)),
        }
    }
    for (at, members) in sets.into_values() {
        let input = Input::Read(Box::new(read_set(members.into_iter(), options)));
        let head = Vec::new();
        if let Some(place) = joined.get_mut(at) {
            *place = Some(Candidate { input, head });
        }
    }
    joined.into_iter().flatten().collect()
}

/// The sheets of a workbook or a page; `None` if the file cannot be read.
fn open_whole<'o>(path: &FilePath, format: Format, options: &ReadOptions) -> Option<Input<'o>> {
    let name = path.display().to_string();
    let mut bytes = Vec::new();
    open(path, options).ok()?.read_to_end(&mut bytes).ok()?;
    // A page about one item, or an XML document, is not only tables.
    if format == Format::Html && page::is_whole(&bytes, options) {
        return None;
    }
    Some(match sheets::whole(bytes, format, options) {
        Ok(sheets) => Input::Sheets { name, sheets },
        Err(reason) => {
            let refused = DocumentReading::refused(&name, unreadable(reason));
            Input::Read(Box::new(refused))
        }
    })
}

/// Reads a file of the set in full.
fn read_member(input: Input<'_>, options: &ReadOptions) -> Member {
    let (path, format) = match input {
        Input::File { path, format } => (path, format),
        Input::Sheets { name, sheets } => {
            let faults = Faults::default();
            return Member {
                name,
                sheets,
                faults,
            };
        }
        Input::Read(_) => (PathBuf::new(), Format::Csv),
    };
    let read = match format {
        Format::Json => read_objects(&path, options),
        _ => open(&path, options)
            .map(|mut file| TextTable::new(&mut file, options.encoding.as_deref()).all()),
    };
    let (sheet, faults) = read.unwrap_or_else(|error| {
        let faults = Faults {
            broken_off: Some(error),
            ..Faults::default()
        };
        (Sheet::default(), faults)
    });
    Member {
        name: path.display().to_string(),
        sheets: vec![sheet],
        faults,
    }
}

fn read_objects(path: &FilePath, options: &ReadOptions) -> io::Result<(Sheet, Faults)> {
    let text = text(path, options)?;
    let sheet = objects::sheet(&text).unwrap_or_default();
    Ok((sheet, Faults::default()))
}

/// Reads the files of a set as one document.
fn read_set(members: impl Iterator<Item = Member>, options: &ReadOptions) -> DocumentReading<'_> {
    let mut read = DocumentReading::new("", options);
    let mut sheets = Vec::new();
    let mut names = Vec::new();
    for member in members {
        for mut sheet in member.sheets {
            sheet.file = Some(member.name.clone());
            sheets.push(sheet);
        }
        note_faults(&mut read, member.faults);
        names.push(member.name);
    }
    read_sheets(&mut read, &names.join(" + "), sheets, options);
    read
}

/// Whether the start of a JSON file names all fields that a joined table is recognised by.
fn starts_like_joined_table(input: &Input<'_>, options: &ReadOptions) -> bool {
    let Input::File {
        path,
        format: Format::Json,
    } = input
    else {
        return false;
    };
    let mut bytes = Vec::new();
    let read = open(path, options).and_then(|file| file.take(HEAD_BYTES).read_to_end(&mut bytes));
    let head = String::from_utf8_lossy(&bytes);
    let names = |join: &Join| {
        let mut fields = join.recognise.iter();
        fields.all(|field| head.contains(&format!("\"{field}\"")))
    };
    let joins = |dialect: &Dialect| dialect.file.joins.iter().any(names);
    read.is_ok()
        && match &options.dialect {
            Some(dialect) => joins(dialect),
            None => dialect::all().iter().any(joins),
        }
}

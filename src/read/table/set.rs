//! Files that belong together: a main table, and the tables whose rows belong to its records.

use std::fs;
use std::io::Read;
use std::path::Path;

use super::bytes::workbook;
use super::stream::TextTable;
use super::{Role, dialect_of, objects, role, sheets_read, unopened};
use crate::dialect::{self, Dialect, Join};
use crate::read::ReadOptions;
use crate::read::document::DocumentReading;
use crate::read::files::Input;
use crate::source::cells::Sheet;
use crate::source::origins::Body;
use crate::source::{Document, Format};

/// One file's sheets, before anybody knows what they hold.
pub(in crate::read) struct File {
    name: String,
    pub(in crate::read) sheets: Vec<Sheet>,
    /// What was noticed so far.
    pub(in crate::read) read: DocumentReading,
}

/// Puts the files of one set, where there is one among the inputs, in the place of the first of them.
pub(in crate::read) fn together(inputs: Vec<Input>, options: &ReadOptions) -> Vec<Input> {
    let objects = inputs.iter().any(|input| is_second(input, options));
    let may_be_table = |input: &Input| match input {
        Input::File { format, .. } => match format {
            Format::Csv | Format::Workbook => true,
            Format::Json => objects,
            _ => false,
        },
        _ => false,
    };
    if inputs.iter().filter(|input| may_be_table(input)).count() < 2 {
        return inputs;
    }
    // Text tables and objects are looked at first, for they may be large; workbooks are opened once.
    let mut inputs: Vec<(Input, Option<Vec<Sheet>>)> = (inputs.into_iter())
        .map(|input| match input {
            Input::File { path, format } => opened(&path, format, options, objects),
            other => (other, None),
        })
        .collect();
    let heads: Vec<&Sheet> = inputs
        .iter()
        .flat_map(|(input, head)| sheets(input, head.as_ref()))
        .collect();
    let set = dialect_of(heads.iter().copied(), options).filter(|dialect| {
        let second = |(input, head): &(Input, Option<Vec<Sheet>>)| {
            let mut roles = sheets(input, head.as_ref())
                .map(|sheet| role(sheet, dialect))
                .peekable();
            roles.peek().is_some() && roles.all(|role| matches!(role, Role::Side(..)))
        };
        !dialect.file.joins.is_empty() && inputs.iter().any(second)
    });
    let Some(dialect) = set else {
        return inputs.into_iter().map(|(input, _)| input).collect();
    };
    let known = |(input, head): &(Input, Option<Vec<Sheet>>)| {
        sheets(input, head.as_ref()).any(|sheet| !matches!(role(sheet, dialect), Role::Unknown))
    };
    let at = inputs.iter().position(known).unwrap_or_default();
    let (set, rest): (Vec<_>, Vec<_>) = inputs.drain(..).partition(known);
    let set = set.into_iter().map(|(input, _)| whole(input, options));
    let read = Input::Ready(Box::new(joined(set, options)));
    let mut all: Vec<Input> = rest.into_iter().map(|(input, _)| input).collect();
    all.insert(at.min(all.len()), read);
    all
}

fn sheets<'i>(input: &'i Input, head: Option<&'i Vec<Sheet>>) -> impl Iterator<Item = &'i Sheet> {
    let whole = match input {
        Input::Opened(file) => Some(&file.sheets),
        _ => head,
    };
    whole.into_iter().flatten()
}

/// An input, and the first rows of it where it is a table to be read later.
fn opened(
    path: &Path,
    format: Format,
    options: &ReadOptions,
    objects: bool,
) -> (Input, Option<Vec<Sheet>>) {
    let later = Input::File {
        path: path.to_path_buf(),
        format,
    };
    match format {
        Format::Workbook => {
            let name = path.display().to_string();
            let Ok(bytes) = fs::read(path) else {
                return (later, None);
            };
            let input = match workbook(bytes) {
                Ok(sheets) => Input::Opened(Box::new(File {
                    read: DocumentReading::named(&name),
                    name,
                    sheets,
                })),
                Err(reason) => Input::Ready(Box::new(unopened(&name, reason))),
            };
            (input, None)
        }
        Format::Csv => {
            let head = fs::File::open(path).ok().map(|mut file| {
                let mut sheet = Sheet::default();
                TextTable::new(&mut file, options.encoding.as_deref()).more(&mut sheet);
                vec![sheet]
            });
            (later, head)
        }
        Format::Json if objects => {
            let sheet = fs::read_to_string(path).ok();
            let sheet = sheet.and_then(|text| objects::sheet(&text));
            (later, sheet.map(|sheet| vec![sheet]))
        }
        _ => (later, None),
    }
}

/// All of a file of the set.
fn whole(input: Input, options: &ReadOptions) -> File {
    let (path, format) = match input {
        Input::Opened(file) => return *file,
        Input::File { path, format } => (path, format),
        _ => (std::path::PathBuf::new(), Format::Csv),
    };
    let name = path.display().to_string();
    let mut read = DocumentReading::named(&name);
    let mut sheet = Sheet::default();
    match format {
        Format::Json => match fs::read_to_string(&path) {
            Ok(text) => sheet = objects::sheet(&text).unwrap_or_default(),
            Err(error) => read.breaks_off(&error, 0),
        },
        _ => match fs::File::open(&path) {
            Ok(mut file) => {
                let mut table = TextTable::new(&mut file, options.encoding.as_deref());
                while table.more(&mut sheet) {}
                table.finish(&mut read);
            }
            Err(error) => read.breaks_off(&error, 0),
        },
    }
    File {
        name,
        sheets: vec![sheet],
        read,
    }
}

fn joined(files: impl Iterator<Item = File>, options: &ReadOptions) -> DocumentReading {
    let mut read = DocumentReading::named("").tracing(options);
    let mut sheets = Vec::new();
    let mut names = Vec::new();
    for file in files {
        for mut sheet in file.sheets {
            sheet.file = Some(file.name.clone());
            sheets.push(sheet);
        }
        read.notices.extend(file.read.notices);
        read.lost.extend(file.read.lost);
        names.push(file.name);
    }
    read.document = Document::new(names.join(" + "), Body::Unread);
    sheets_read(&mut read, sheets, options);
    read
}

/// Whether a file of objects begins like a second table: all fields of one are named in it.
fn is_second(input: &Input, options: &ReadOptions) -> bool {
    const HEAD: u64 = 1 << 16;
    let Input::File {
        path,
        format: Format::Json,
    } = input
    else {
        return false;
    };
    let mut bytes = Vec::new();
    let read = fs::File::open(path).and_then(|file| file.take(HEAD).read_to_end(&mut bytes));
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

//! Sink that writes a catalogue item by item. Directories and NDJSON are written without holding the items in memory.
//!
//! The result is the same as if the whole catalogue were arranged and then written.

use std::fmt;
use std::fs;
use std::io::{self, BufWriter, Read, Seek, SeekFrom, Write};
use std::path::Path;

use super::atomic::{Beside, Target, TextFile};
use super::form::{
    CATALOGUE_FILE, CATALOGUE_LINE, CATALOGUE_SCHEMA, Form, ITEM_LINE, ITEM_SCHEMA, ITEMS, SCHEMA,
    Unheld, arrange, name_of, stem, text, toml_text, without_nulls,
};
use super::names::Names;
use super::swap;
#[cfg(feature = "tables")]
use super::tables;
use crate::error::Error;
use crate::i18n::Language;
use crate::model::elements::{CATALOGUE, ITEM};
use crate::model::{Catalogue, ServiceItem};
use crate::schema::{self, Rendition};

/// Writes a catalogue to a path; with `force` it replaces what exists there.
///
/// Everything is written next to the target and then takes its place in one step, so there is never
/// half a catalogue. With `force`, only output of this tool is replaced.
///
/// # Errors
///
/// [`Error::Exists`] if the target exists and `force` is not set, [`Error::NotOurs`] if it is set and
/// something else is there, [`Error::Changed`] if another program wrote there in the meantime,
/// [`Error::Write`] if the system cannot write.
pub fn write(catalogue: &Catalogue, form: Form, to: &Path, force: bool) -> Result<(), Error> {
    let mut writer = Writer::to_path(form, Target::new(to, form.kind(), force)?)?;
    for item in &catalogue.items {
        writer.item(item.clone())?;
    }
    let mut header = catalogue.clone();
    header.items = Vec::new();
    let finished = writer.finish(header)?;
    finished.written.map_or(Ok(()), Beside::settle)
}

/// Writes a catalogue whose items arrive one by one.
#[derive(Debug)]
pub(crate) struct Writer<'o> {
    sort: Sort<'o>,
    /// Number of `null` values dropped from extensions.
    nulls: usize,
    /// The language of labels; values stay as they are.
    language: Language,
}

/// The result of writing a catalogue.
#[derive(Debug, Default)]
pub(crate) struct Finished {
    /// Number of `null` values dropped from extensions.
    pub(crate) nulls: usize,
    /// Values that the form cannot hold.
    pub(crate) unheld: Vec<Unheld>,
    /// The output, which has not taken its place yet.
    pub(crate) written: Option<Beside>,
}

#[derive(Debug)]
enum Sort<'o> {
    Directory(Directory),
    /// Lines in the order in which items arrive; they are sorted at the end.
    Lines(Lines, Out<'o>),
    /// A single text. Its header comes first but is known last, so all items are kept.
    Whole(Vec<ServiceItem>, Form, Out<'o>),
    /// A directory of tables. An item has rows in many of them, so all items are kept.
    #[cfg(feature = "tables")]
    Tables(Vec<ServiceItem>, Beside),
}

/// The destination of a single text.
pub(crate) enum Out<'o> {
    File(TextFile),
    Stream(&'o mut dyn Write),
}

impl fmt::Debug for Out<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::File(file) => file.fmt(f),
            Self::Stream(_) => f.write_str("Stream"),
        }
    }
}

impl Out<'_> {
    pub(crate) fn add(&mut self, bytes: &[u8]) -> Result<(), Error> {
        match self {
            Self::File(file) => file.add(bytes),
            Self::Stream(out) => out
                .write_all(bytes)
                .map_err(|error| write_error(Path::new("-"), error)),
        }
    }

    /// Wraps an I/O error with the destination.
    #[cfg(any(feature = "rdf", feature = "tables"))]
    pub(crate) fn wrong(&self, source: io::Error) -> Error {
        match self {
            Self::File(file) => file.wrong(source),
            Self::Stream(_) => write_error(Path::new("-"), source),
        }
    }

    /// Finishes the text. A file has not taken its place yet.
    pub(crate) fn finish(self) -> Result<Option<Beside>, Error> {
        match self {
            Self::File(file) => file.finish().map(Some),
            Self::Stream(out) => out
                .flush()
                .map(|()| None)
                .map_err(|error| write_error(Path::new("-"), error)),
        }
    }
}

impl<'o> Writer<'o> {
    /// Starts writing to a path.
    pub(crate) fn to_path(form: Form, target: Target) -> Result<Self, Error> {
        if form == Form::Directory {
            let directory = Directory::new(Beside::directory(target)?)?;
            return Ok(Self::new(Sort::Directory(directory)));
        }
        #[cfg(feature = "tables")]
        if form == Form::Csv {
            let beside = Beside::directory(target)?;
            return Ok(Self::new(Sort::Tables(Vec::new(), beside)));
        }
        if form == Form::Ndjson {
            let (beside, file) = Beside::file(target.clone())?;
            let spool = Spool::File(BufWriter::new(file), beside);
            let out = Out::File(TextFile::new(target)?);
            return Ok(Self::new(Sort::Lines(Lines::new(spool), out)));
        }
        let out = Out::File(TextFile::new(target)?);
        Ok(Self::new(Sort::Whole(Vec::new(), form, out)))
    }

    /// Starts writing to a stream, which cannot take a directory.
    pub(crate) fn to_stream(form: Form, out: &'o mut dyn Write) -> Self {
        let out = Out::Stream(out);
        Self::new(if form == Form::Ndjson {
            Sort::Lines(Lines::new(Spool::Memory(io::Cursor::default())), out)
        } else {
            Sort::Whole(Vec::new(), form, out)
        })
    }

    fn new(sort: Sort<'o>) -> Self {
        Self {
            sort,
            nulls: 0,
            language: Language::default(),
        }
    }

    /// Sets the language of labels.
    pub(crate) fn language(self, language: Language) -> Self {
        Self { language, ..self }
    }

    /// Writes the next item.
    pub(crate) fn item(&mut self, mut item: ServiceItem) -> Result<(), Error> {
        match &mut self.sort {
            Sort::Directory(directory) => {
                self.nulls += without_nulls(&mut item.extensions);
                directory.item(&item)
            }
            Sort::Lines(lines, _) => {
                self.nulls += without_nulls(&mut item.extensions);
                lines.item(&item)
            }
            Sort::Whole(items, ..) => {
                items.push(item);
                Ok(())
            }
            #[cfg(feature = "tables")]
            Sort::Tables(items, _) => {
                items.push(item);
                Ok(())
            }
        }
    }

    /// Writes the catalogue's own fields.
    pub(crate) fn finish(mut self, mut header: Catalogue) -> Result<Finished, Error> {
        let (written, unheld) = match self.sort {
            Sort::Directory(directory) => {
                self.nulls += arrange(&mut header);
                (Some(directory.finish(header)?), Vec::new())
            }
            Sort::Lines(mut lines, mut out) => {
                self.nulls += arrange(&mut header);
                lines.finish(&mut |line| out.add(line))?;
                (out.finish()?, Vec::new())
            }
            Sort::Whole(items, form, mut out) => {
                header.items = items;
                self.nulls += arrange(&mut header);
                let (bytes, unheld) = whole(&header, form, self.language, &out)?;
                out.add(&bytes)?;
                (out.finish()?, unheld)
            }
            #[cfg(feature = "tables")]
            Sort::Tables(items, beside) => {
                header.items = items;
                self.nulls += arrange(&mut header);
                (Some(tables::package(&header, beside)?), Vec::new())
            }
        };
        Ok(Finished {
            nulls: self.nulls,
            unheld,
            written,
        })
    }
}

/// Renders a form that is one file, and lists the values that it cannot hold.
fn whole(
    catalogue: &Catalogue,
    form: Form,
    language: Language,
    out: &Out<'_>,
) -> Result<(Vec<u8>, Vec<Unheld>), Error> {
    #[cfg(feature = "tables")]
    if form == Form::Xlsx {
        return tables::workbook(catalogue, language).map_err(|error| out.wrong(error));
    }
    #[cfg(not(feature = "tables"))]
    let _ = (language, out);
    Ok((text(catalogue, form)?.into_bytes(), Vec::new()))
}

/// Lines to be sorted by item name: each line is spooled as it arrives, and only its name is kept in
/// memory.
#[derive(Debug)]
struct Lines {
    spool: Spool,
    /// Number of bytes spooled.
    at: u64,
    /// All names, concatenated.
    names: String,
    index: Vec<Line>,
}

#[derive(Debug, Clone, Copy)]
struct Line {
    /// End of its name in `names`; the name starts at the end of the previous one.
    name: usize,
    at: u64,
    length: usize,
}

/// The spool of lines: a file next to the target, or memory if the output is a stream.
#[derive(Debug)]
enum Spool {
    File(BufWriter<fs::File>, Beside),
    Memory(io::Cursor<Vec<u8>>),
}

impl Spool {
    fn wrong(&self, error: io::Error) -> Error {
        match self {
            Self::File(_, beside) => beside.wrong(error),
            Self::Memory(_) => write_error(Path::new("-"), error),
        }
    }

    fn add(&mut self, line: &[u8]) -> io::Result<()> {
        match self {
            Self::File(file, _) => file.write_all(line),
            Self::Memory(bytes) => bytes.write_all(line),
        }
    }

    fn get(&mut self, at: u64, line: &mut [u8]) -> io::Result<()> {
        let at = SeekFrom::Start(at);
        match self {
            Self::File(file, _) => {
                file.flush()?;
                let file = file.get_mut();
                file.seek(at)?;
                file.read_exact(line)
            }
            Self::Memory(bytes) => {
                bytes.seek(at)?;
                bytes.read_exact(line)
            }
        }
    }
}

impl Lines {
    fn new(spool: Spool) -> Self {
        Self {
            spool,
            at: 0,
            names: String::new(),
            index: Vec::new(),
        }
    }

    /// Spools an item.
    fn item(&mut self, item: &ServiceItem) -> Result<(), Error> {
        let line = serde_json::to_vec(item).map_err(io::Error::from);
        let line = line.and_then(|mut line| {
            line.push(b'\n');
            self.spool.add(&line).map(|()| line.len())
        });
        let length = line.map_err(|error| self.spool.wrong(error))?;
        self.names.push_str(&name_of(item));
        self.index.push(Line {
            name: self.names.len(),
            at: self.at,
            length,
        });
        self.at += length as u64;
        Ok(())
    }

    /// Passes the lines to `put`, sorted by name.
    fn finish(&mut self, put: &mut dyn FnMut(&[u8]) -> Result<(), Error>) -> Result<(), Error> {
        let mut order: Vec<(&str, Line)> = Vec::with_capacity(self.index.len());
        let mut start = 0;
        for line in &self.index {
            let name = self.names.get(start..line.name).unwrap_or_default();
            order.push((name, *line));
            start = line.name;
        }
        order.sort_by_key(|(name, _)| *name);
        let mut text = Vec::new();
        for (_, line) in order {
            text.resize(line.length, 0);
            let got = self.spool.get(line.at, &mut text);
            got.map_err(|error| self.spool.wrong(error))?;
            put(&text)?;
        }
        Ok(())
    }
}

/// A directory with `catalogue.toml` and one file per item.
#[derive(Debug)]
struct Directory {
    beside: Beside,
    names: Names,
}

impl Directory {
    fn new(beside: Beside) -> Result<Self, Error> {
        let names = Names::default();
        let directory = Self { beside, names };
        for part in [ITEMS, SCHEMA] {
            let made = fs::create_dir(directory.beside.path().join(part));
            made.map_err(|error| directory.beside.wrong(error))?;
        }
        for (file, draft) in [
            (ITEM_SCHEMA, schema::item()),
            (CATALOGUE_SCHEMA, schema::whole_catalogue()),
        ] {
            let schema = schema::text(&draft.render(Rendition::Annotated));
            directory.add(&[SCHEMA, file], &schema)?;
        }
        Ok(directory)
    }

    fn add(&self, parts: &[&str], text: &str) -> Result<(), Error> {
        let mut path = self.beside.path().to_path_buf();
        path.extend(parts);
        let file = fs::File::create_new(&path);
        let written = file.and_then(|mut file| file.write_all(text.as_bytes()));
        written.map_err(|error| self.beside.wrong(error))
    }

    /// Writes an item; items that share a key each get their own file, and a rule reports them.
    fn item(&mut self, item: &ServiceItem) -> Result<(), Error> {
        let name = self.names.next(stem(item)) + ".toml";
        let text = format!("{ITEM_LINE}{}", toml_text(item, ITEM)?);
        self.add(&[ITEMS, &name], &text)
    }

    fn finish(self, mut header: Catalogue) -> Result<Beside, Error> {
        header.include = vec![format!("{ITEMS}/*.toml")];
        let text = format!("{CATALOGUE_LINE}{}", toml_text(&header, CATALOGUE)?);
        self.add(&[CATALOGUE_FILE], &text)?;
        let synced = swap::sync_all(self.beside.path());
        synced.map_err(|error| self.beside.wrong(error))?;
        Ok(self.beside)
    }
}

fn write_error(path: &Path, source: io::Error) -> Error {
    Error::Write {
        path: path.to_path_buf(),
        source,
    }
}

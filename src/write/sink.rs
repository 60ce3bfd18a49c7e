//! A sink that writes a catalogue item by item, without holding it in memory.
//!
//! The result is the same as if the whole catalogue had been arranged and then written.

use std::collections::HashMap;
use std::fmt;
use std::fs;
use std::io::{self, BufWriter, Read, Seek, SeekFrom, Write};
use std::path::Path;

use super::atomic::{Beside, TextFile};
use super::form::{Form, SCHEMA_LINE, arrange, name_of, stem, text, toml_text, without_nulls};
use crate::error::Error;
use crate::model::{Catalogue, ServiceItem};

/// Writes a catalogue to a path; with `force` it replaces what exists there.
///
/// Everything is written next to the target first and then renamed, so there is never half a
/// catalogue.
///
/// # Errors
///
/// [`Error::Exists`] if the target exists and `force` is not set, [`Error::Write`] if the system
/// cannot write.
pub fn write(catalogue: &Catalogue, form: Form, to: &Path, force: bool) -> Result<(), Error> {
    let mut writer = Writer::to_path(form, to, force)?;
    for item in &catalogue.items {
        writer.item(item.clone())?;
    }
    let mut header = catalogue.clone();
    header.items = Vec::new();
    writer.finish(header).map(|_| ())
}

/// Writes a catalogue whose items arrive one by one.
#[derive(Debug)]
pub(crate) struct Writer<'o> {
    target: Target<'o>,
    /// Number of `null` values dropped from extensions.
    nulls: usize,
}

#[derive(Debug)]
enum Target<'o> {
    Directory(Directory),
    /// Lines in the order of arrival, sorted at the end.
    Lines(Lines, Out<'o>),
    /// A single text, which starts with the header that is known last.
    Whole(Vec<ServiceItem>, Form, Out<'o>),
}

/// The destination of a single text.
enum Out<'o> {
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
    fn add(&mut self, bytes: &[u8]) -> Result<(), Error> {
        match self {
            Self::File(file) => file.add(bytes),
            Self::Stream(out) => {
                (out.write_all(bytes)).map_err(|error| wrong(Path::new("-"), error))
            }
        }
    }

    fn settle(self) -> Result<(), Error> {
        match self {
            Self::File(file) => file.settle(),
            Self::Stream(out) => out.flush().map_err(|error| wrong(Path::new("-"), error)),
        }
    }
}

impl<'o> Writer<'o> {
    /// Starts writing to a path; with `force` it replaces what exists there.
    pub(crate) fn to_path(form: Form, to: &Path, force: bool) -> Result<Self, Error> {
        if form == Form::Directory {
            let directory = Directory::new(Beside::new(to, force)?)?;
            return Ok(Self::new(Target::Directory(directory)));
        }
        let out = Out::File(TextFile::new(to, force)?);
        Ok(Self::new(if form == Form::Ndjson {
            let mut name = to.file_name().unwrap_or_default().to_os_string();
            name.push(".lines");
            Target::Lines(Lines::beside(&to.with_file_name(name))?, out)
        } else {
            Target::Whole(Vec::new(), form, out)
        }))
    }

    /// Starts writing to a stream, which cannot take a directory.
    pub(crate) fn to_stream(form: Form, out: &'o mut dyn Write) -> Self {
        let out = Out::Stream(out);
        Self::new(if form == Form::Ndjson {
            Target::Lines(Lines::new(Spool::Memory(io::Cursor::default())), out)
        } else {
            Target::Whole(Vec::new(), form, out)
        })
    }

    fn new(target: Target<'o>) -> Self {
        Self { target, nulls: 0 }
    }

    /// Writes the next item.
    pub(crate) fn item(&mut self, mut item: ServiceItem) -> Result<(), Error> {
        match &mut self.target {
            Target::Directory(directory) => {
                self.nulls += without_nulls(&mut item.extensions);
                directory.item(&item)
            }
            Target::Lines(lines, _) => {
                self.nulls += without_nulls(&mut item.extensions);
                lines.item(&item)
            }
            Target::Whole(items, ..) => {
                items.push(item);
                Ok(())
            }
        }
    }

    /// Writes the catalogue's own fields and renames everything to the target. Returns the number
    /// of `null` values dropped from extensions.
    pub(crate) fn finish(mut self, mut header: Catalogue) -> Result<usize, Error> {
        match self.target {
            Target::Directory(directory) => {
                self.nulls += arrange(&mut header);
                directory.finish(header)?;
            }
            Target::Lines(mut lines, mut out) => {
                self.nulls += arrange(&mut header);
                lines.finish(&mut |line| out.add(line))?;
                out.settle()?;
            }
            Target::Whole(items, form, mut out) => {
                header.items = items;
                self.nulls += arrange(&mut header);
                out.add(text(&header, form)?.as_bytes())?;
                out.settle()?;
            }
        }
        Ok(self.nulls)
    }
}

/// Lines sorted by item name: each line is spooled as it arrives, and only its name is kept in
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
    /// End of its name; it starts where the previous one ends.
    name: usize,
    at: u64,
    length: usize,
}

/// Where lines are spooled: to a file if there is a place for one.
#[derive(Debug)]
enum Spool {
    File(BufWriter<fs::File>, Beside),
    Memory(io::Cursor<Vec<u8>>),
}

impl Spool {
    fn wrong(&self, error: io::Error) -> Error {
        match self {
            Self::File(_, beside) => beside.wrong(error),
            Self::Memory(_) => wrong(Path::new("-"), error),
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
    /// Lines spooled to a hidden file next to this path.
    fn beside(place: &Path) -> Result<Self, Error> {
        let beside = Beside::new(place, true)?;
        let mut options = fs::File::options();
        options.read(true).write(true).create(true).truncate(true);
        let file = options.open(beside.path());
        let file = file.map_err(|error| beside.wrong(error))?;
        Ok(Self::new(Spool::File(BufWriter::new(file), beside)))
    }

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

    /// Passes the lines on in sorted order.
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
    /// For names that several items share: the number so far.
    again: HashMap<String, usize>,
}

impl Directory {
    fn new(beside: Beside) -> Result<Self, Error> {
        let schema = beside.path().join("schema");
        for path in [&beside.path().join("items"), &schema] {
            fs::create_dir_all(path).map_err(|source| wrong(path, source))?;
        }
        let path = schema.join("service-item.v1.schema.json");
        let text = format!("{:#}\n", crate::schema::service_item());
        fs::write(&path, text).map_err(|source| wrong(&path, source))?;
        let again = HashMap::new();
        Ok(Self { beside, again })
    }

    /// Writes an item; items that share a key each get their own file, and a rule reports them.
    fn item(&mut self, item: &ServiceItem) -> Result<(), Error> {
        let stem = stem(item);
        let items = self.beside.path().join("items");
        let mut path = items.join(format!("{stem}.toml"));
        // Duplicate names are rare, so the file system is asked which exist.
        let file = loop {
            match fs::File::create_new(&path) {
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
                    let count = self.again.entry(stem.clone()).or_insert(1);
                    *count += 1;
                    path = items.join(format!("{stem}~{count}.toml"));
                }
                file => break file,
            }
        };
        let text = format!("{SCHEMA_LINE}{}", toml_text(item)?);
        let written = file.and_then(|mut file| file.write_all(text.as_bytes()));
        written.map_err(|source| wrong(&path, source))
    }

    fn finish(self, mut header: Catalogue) -> Result<(), Error> {
        header.include = vec!["items/*.toml".to_owned()];
        let path = self.beside.path().join("catalogue.toml");
        fs::write(&path, toml_text(&header)?).map_err(|source| wrong(&path, source))?;
        self.beside.settle()
    }
}

fn wrong(path: &Path, source: io::Error) -> Error {
    Error::Write {
        path: path.to_path_buf(),
        source,
    }
}

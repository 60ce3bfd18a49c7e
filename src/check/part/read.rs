//! Reads parts, line by line.

use std::collections::HashMap;
use std::fs::{self, File};
use std::io::{BufRead, BufReader};
use std::path::{Path as FilePath, PathBuf};

use chrono::NaiveDate;
use serde::Deserialize;

use super::form::{End, FORM, Head};
use crate::Error;
use crate::read::{Inputs, ReadOptions};

/// The parts of a data set, in their order.
#[derive(Debug)]
pub(crate) struct Parts<'p> {
    /// The inputs with the catalogue's own fields.
    pub(crate) catalogue: Option<Inputs<'p>>,
    pub(crate) options: &'p ReadOptions,
    files: Vec<PathBuf>,
}

/// A line of a part.
#[derive(Debug)]
pub(crate) enum PartLine<'l> {
    Head(Head),
    Item(&'l str),
    End(Box<End>),
}

/// The location of a line of a part.
#[derive(Debug, Clone, Copy)]
pub(crate) struct At<'f> {
    pub(crate) file: &'f FilePath,
    pub(crate) line: usize,
}

#[derive(Deserialize)]
struct HeadLine {
    part: Head,
}

#[derive(Deserialize)]
struct EndLine {
    end: Box<End>,
}

const HEAD: &str = "{\"part\":";
const END: &str = "{\"end\":";

impl<'p> Parts<'p> {
    /// The parts in these files; a directory means all its files, in order of their names, except hidden ones and
    /// those that begin with `_`, which clusters write beside their output.
    pub(crate) fn new(
        paths: &[PathBuf],
        catalogue: Option<Inputs<'p>>,
        options: &'p ReadOptions,
    ) -> Result<Self, Error> {
        let mut files = Vec::new();
        for path in paths {
            if !path.is_dir() {
                files.push(path.clone());
                continue;
            }
            let failed = |source| Error::Read {
                path: path.clone(),
                source,
            };
            let before = files.len();
            for entry in fs::read_dir(path).map_err(failed)? {
                let entry = entry.map_err(failed)?;
                let name = entry.file_name();
                let is_aside = name.to_string_lossy().starts_with(['.', '_']);
                if !is_aside && !entry.path().is_dir() {
                    files.push(entry.path());
                }
            }
            if let Some(found) = files.get_mut(before..) {
                found.sort_unstable();
            }
        }
        Ok(Self {
            catalogue,
            options,
            files,
        })
    }

    /// Calls `on_line` with each line, in order.
    pub(crate) fn walk(
        &self,
        on_line: &mut dyn FnMut(At<'_>, PartLine<'_>) -> Result<(), Error>,
    ) -> Result<(), Error> {
        let mut seen = Seen::new();
        for path in &self.files {
            let mut state = FileState::default();
            let mut input = open(path)?;
            let mut text = String::new();
            for line in 1.. {
                text.clear();
                let size = input.read_line(&mut text).map_err(|source| Error::Read {
                    path: path.clone(),
                    source,
                })?;
                let at = At { file: path, line };
                if size == 0 {
                    state.end(at)?;
                    break;
                }
                // A line without its end is truncated.
                let line = text.strip_suffix('\n');
                let line = line.ok_or_else(|| wrong(at, Fault::Cut))?;
                on_line(at, state.line(at, line, &mut seen)?)?;
            }
        }
        Ok(())
    }

    /// The date that the first part was checked on.
    pub(crate) fn today(&self) -> Result<Option<NaiveDate>, Error> {
        match self.files.first() {
            Some(path) => beginning(path).map(|head| head.today),
            None => Ok(None),
        }
    }
}

/// The parts that were read, by what tells them apart, each with its file.
type Seen = HashMap<(Vec<String>, Option<u64>), String>;

/// How far a file was read; one file may hold several parts.
#[derive(Debug, Default)]
struct FileState {
    /// The head of the part that is being read.
    head: Option<Head>,
    /// The number of items of this part so far.
    items: usize,
    /// The number of parts so far.
    parts: usize,
}

impl FileState {
    fn line<'l>(
        &mut self,
        at: At<'_>,
        line: &'l str,
        seen: &mut Seen,
    ) -> Result<PartLine<'l>, Error> {
        let Some(head) = &self.head else {
            let head = begin(at, line)?;
            self.head = Some(head.clone());
            self.items = 0;
            self.parts += 1;
            return Ok(PartLine::Head(head));
        };
        if line.starts_with(HEAD) {
            return Err(wrong(at, Fault::Cut));
        }
        if !line.starts_with(END) {
            self.items += 1;
            return Ok(PartLine::Item(line));
        }
        let EndLine { end } =
            serde_json::from_str(line).map_err(|_| wrong(at, Fault::IllFormed))?;
        if end.items != self.items {
            return Err(wrong(at, Fault::Cut));
        }
        // Empty parts may have the same head: clusters write many of them.
        if !end.is_empty() {
            let key = (head.inputs.clone(), head.first_line);
            if let Some(other) = seen.insert(key, at.file.display().to_string()) {
                return Err(wrong(at, Fault::Twice(other, head.clone())));
            }
        }
        self.head = None;
        Ok(PartLine::End(end))
    }

    /// Fails unless the file may end here: after a whole part.
    fn end(&self, at: At<'_>) -> Result<(), Error> {
        match (&self.head, self.parts) {
            (None, 0) => Err(wrong(at, Fault::None)),
            (None, _) => Ok(()),
            (Some(_), _) => Err(wrong(at, Fault::Cut)),
        }
    }
}

impl End {
    fn is_empty(&self) -> bool {
        self.items == 0 && self.records == 0
    }
}

fn open(path: &FilePath) -> Result<BufReader<File>, Error> {
    File::open(path)
        .map(BufReader::new)
        .map_err(|source| Error::Read {
            path: path.to_path_buf(),
            source,
        })
}

/// Reads the head of the first part in a file.
pub(crate) fn beginning(path: &FilePath) -> Result<Head, Error> {
    let mut line = String::new();
    let at = At {
        file: path,
        line: 1,
    };
    open(path)?
        .read_line(&mut line)
        .map_err(|_| wrong(at, Fault::None))?;
    begin(at, &line)
}

fn begin(at: At<'_>, line: &str) -> Result<Head, Error> {
    #[derive(Deserialize)]
    struct Any {
        part: AnyHead,
    }
    #[derive(Deserialize)]
    struct AnyHead {
        form: u32,
        version: String,
    }
    let any: Any = serde_json::from_str(line).map_err(|_| wrong(at, Fault::None))?;
    let AnyHead { form, version } = any.part;
    if (form, version.as_str()) != (FORM, env!("CARGO_PKG_VERSION")) {
        return Err(wrong(at, Fault::Version(version)));
    }
    let head: HeadLine = serde_json::from_str(line).map_err(|_| wrong(at, Fault::IllFormed))?;
    Ok(head.part)
}

/// The reason why parts cannot be joined.
#[derive(Debug)]
pub(crate) enum Fault {
    /// The file is not a part.
    None,
    Version(String),
    Cut,
    IllFormed,
    Twice(String, Head),
    Catalogue,
    Settings(&'static str, &'static str),
}

/// The error for a fault of a part.
pub(crate) fn wrong(at: At<'_>, fault: Fault) -> Error {
    let At { file, line } = at;
    let own = env!("CARGO_PKG_VERSION");
    let (chinese, message) = match fault {
        Fault::None => (
            "这不是 check --facts 写出的文件".to_owned(),
            "this was not written by check --facts".to_owned(),
        ),
        Fault::Version(version) => (
            format!("是另一个版本（{version}）写的，这是{own}；各部分要用同一个版本检查"),
            format!("another version ({version}) wrote it, this is {own}; all parts must be checked by one version"),
        ),
        Fault::Cut => (
            format!("到第{line}行就断了，没有写完；请重新检查这一部分"),
            format!("it breaks off at line {line}; check this part again"),
        ),
        Fault::IllFormed => (
            format!("第{line}行不是本版本写的样子；请重新检查这一部分"),
            format!("line {line} was not written by this version; check this part again"),
        ),
        Fault::Twice(other, head) => {
            let (inputs, from) = (head.inputs.join(", "), head.first_line.unwrap_or(1));
            (
                format!("与{other}是同一部分（{inputs}，从第{from}行起），给了两次；不是同一部分的，检查时用 --name 或 --first-line 区分开"),
                format!("it is the same part as {other} ({inputs} from line {from}), given twice; if it is another one, distinguish them by --name or --first-line when checking"),
            )
        }
        Fault::Catalogue => (
            "这一部分里有目录自己的说明（区划、平台、分类等），别的部分不知道；检查各部分和合并时都用 --catalogue 写明它".to_owned(),
            "this part has a catalogue's own fields, which the others do not know; pass that file as --catalogue, both when checking parts and when joining them".to_owned(),
        ),
        Fault::Settings(zh, en) => (
            format!("{zh}与合并时的不同，没有合并；各部分和合并要用同样的选项"),
            format!("not the same as here: {en}; nothing was joined, so use the same options for all parts and here"),
        ),
    };
    Error::Part {
        name: file.display().to_string(),
        message,
        chinese,
    }
}

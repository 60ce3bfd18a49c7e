//! Export of any source: records are read, mapped and written chunk by chunk.

use std::collections::HashSet;
use std::io::Write;
use std::mem;
use std::path::PathBuf;

use serde::Serialize;
use serde_json::Value;

use super::iri::{BaseIri, Encoded};
use super::json_ld;
use super::loss::{self, RequiredProperty, Tally, Uncarried};
use super::map::Mapper;
use super::node::Node;
use super::standard::{Standard, Syntax};
#[cfg(feature = "rdf")]
use super::turtle::{self, Turtle};
use crate::Error;
use crate::i18n::Language;
use crate::model::Catalogue;
use crate::prose::text_digest;
use crate::read::{Account, Inputs, ReadOptions, Reading, read_in_windows};
use crate::source::Format;
use crate::write::{Beside, Kind, Loss, Names, Out, Tally as ReadTally, Target, TextFile};

/// Writes the items of any source in another vocabulary, and lists the values without a counterpart there.
///
/// Records are converted chunk by chunk, so memory grows only by some bytes per name. The output appears
/// atomically.
///
/// ```no_run
/// use shixiang::ReadOptions;
/// use shixiang::interop::{Export, Standard, Syntax};
///
/// let exported = Export::to_path("services.jsonld", Standard::CpsvAp, Syntax::JsonLd)
///     .base("https://data.example.gov.cn/id/".parse()?)
///     .export(&["catalogue".into()], &ReadOptions::default())?;
/// for element in &exported.uncarried {
///     eprintln!("{}: {} values", element.element, element.values);
/// }
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub struct Export<'o> {
    output: Output<'o>,
    standard: Standard,
    syntax: Syntax,
    base: BaseIri,
    force: bool,
    loss: Option<PathBuf>,
    language: Language,
}

enum Output<'o> {
    Path(PathBuf),
    Stream(&'o mut dyn Write),
}

impl std::fmt::Debug for Export<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Export")
            .field("standard", &self.standard)
            .finish_non_exhaustive()
    }
}

/// The result of an export.
#[derive(Debug, Clone, Default)]
#[non_exhaustive]
pub struct Exported {
    /// The account of all records.
    pub account: Account,
    /// Number of texts, numbers and Booleans in the items.
    pub values: usize,
    /// The values that were not written.
    pub uncarried: Vec<Uncarried>,
    /// The properties that the vocabulary requires and the items do not provide.
    pub wanted: Vec<RequiredProperty>,
}

impl<'o> Export<'o> {
    /// Creates an export to a file.
    pub fn to_path(output: impl Into<PathBuf>, standard: Standard, syntax: Syntax) -> Self {
        Self::new(Output::Path(output.into()), standard, syntax)
    }

    /// Creates an export to a stream.
    pub fn to_stream(output: &'o mut dyn Write, standard: Standard, syntax: Syntax) -> Self {
        Self::new(Output::Stream(output), standard, syntax)
    }

    fn new(output: Output<'o>, standard: Standard, syntax: Syntax) -> Self {
        Self {
            output,
            standard,
            syntax,
            base: BaseIri::default(),
            force: false,
            loss: None,
            language: Language::default(),
        }
    }

    /// Sets the beginning of all IRIs of the export; `urn:shixiang:` by default.
    #[must_use]
    pub fn base(mut self, base: BaseIri) -> Self {
        self.base = base;
        self
    }

    /// Replaces existing output, if this tool wrote it.
    #[must_use]
    pub fn force(mut self, force: bool) -> Self {
        self.force = force;
        self
    }

    /// Also writes a list of what could not be read and what could not be written; as JSON if the name
    /// ends in `.json`.
    #[must_use]
    pub fn loss(mut self, path: impl Into<PathBuf>) -> Self {
        self.loss = Some(path.into());
        self
    }

    /// Sets the language of that list.
    #[must_use]
    pub fn language(mut self, language: Language) -> Self {
        self.language = language;
        self
    }

    /// Reads files and directories and writes their items.
    ///
    /// # Errors
    ///
    /// As for [`crate::Conversion::convert`].
    pub fn export(self, paths: &[PathBuf], options: &ReadOptions) -> Result<Exported, Error> {
        self.run(Inputs::Paths(paths), options)
    }

    /// Reads a document from memory and writes its items.
    ///
    /// # Errors
    ///
    /// As for [`export`](Self::export).
    pub fn export_bytes(
        self,
        name: &str,
        bytes: Vec<u8>,
        format: Format,
        options: &ReadOptions,
    ) -> Result<Exported, Error> {
        self.run(Inputs::Memory(name, bytes.into(), format), options)
    }

    fn run(self, inputs: Inputs<'_>, options: &ReadOptions) -> Result<Exported, Error> {
        let target = |path: &PathBuf| Target::new(path, Kind::File, self.force);
        let list = self.loss.as_ref().map(target).transpose()?;
        let mut options = options.clone();
        options.trace = list.is_some();
        let out = match self.output {
            Output::Path(path) => {
                let target = Target::new(&path, Kind::File, self.force)?;
                target.ensure_apart_from(&list)?;
                Out::File(TextFile::new(target)?)
            }
            Output::Stream(out) => Out::Stream(out),
        };
        let mapper = Mapper::new(self.standard.table(), &self.base);
        let mut writer = Writer::new(out, self.standard, self.syntax)?;
        let mut names = Names::default();
        let mut read = ReadTally::default();
        let mut tally = Tally::default();
        let mut on_window = |reading: &mut Reading| {
            read.add(reading);
            for item in reading.catalogue.items.drain(..) {
                let name = names.next(Encoded(&item.key()).to_string());
                writer.service(mapper.service(&item, &name, &mut tally))?;
            }
            Ok(())
        };
        let rest = read_in_windows(inputs, &options, Some(&mut on_window))?;
        read.note(&rest, true);
        lose_header_fields(&rest.catalogue, &mut tally);
        let written = writer.finish()?;
        let values = tally.values;
        let (uncarried, wanted) = tally.finish();
        let exported = Exported {
            account: rest.account,
            values,
            uncarried,
            wanted,
        };
        let mut written: Vec<_> = written.into_iter().collect();
        if let (Some(target), Some(path)) = (list, &self.loss) {
            let read = read.finish(&exported.account);
            let mut file = TextFile::new(target)?;
            let is_json = path.extension().is_some_and(|ending| ending == "json");
            let text = if is_json {
                exported
                    .loss_as_json(&read)
                    .map_err(|error| file.wrong(error.into()))?
            } else {
                read.text(self.language)
                    + &loss::text(&exported.uncarried, &exported.wanted, self.language)
            };
            file.add(text.as_bytes())?;
            written.push(file.finish()?);
        }
        for file in written {
            file.settle()?;
        }
        Ok(exported)
    }
}

impl Exported {
    /// The list of what was not read and not written, as JSON.
    fn loss_as_json(&self, reading: &Loss) -> serde_json::Result<String> {
        let list = List {
            reading,
            export: Unwritten {
                values: self.values,
                uncarried: &self.uncarried,
                wanted: &self.wanted,
            },
        };
        Ok(serde_json::to_string_pretty(&list)? + "\n")
    }
}

/// The list of losses as JSON.
#[derive(Serialize)]
struct List<'l> {
    reading: &'l Loss,
    export: Unwritten<'l>,
}

#[derive(Serialize)]
struct Unwritten<'l> {
    values: usize,
    uncarried: &'l [Uncarried],
    wanted: &'l [RequiredProperty],
}

/// Counts the catalogue's own fields as lost: no vocabulary has a counterpart.
fn lose_header_fields(header: &Catalogue, tally: &mut Tally) {
    let mut header = header.clone();
    // The list of included files is not content.
    header.include = Vec::new();
    if let Ok(Value::Object(fields)) = serde_json::to_value(&header) {
        for (key, value) in &fields {
            tally.values += super::said::scalars(value);
            tally.lose(&format!("catalogue.{key}"), value);
        }
    }
}

/// Writes services one by one.
struct Writer<'o> {
    out: Out<'o>,
    body: Body,
    is_nested: bool,
    /// Digests of the written nodes that several services may share.
    shared: HashSet<u64>,
}

enum Body {
    /// Whether a line was written already.
    JsonLd(bool),
    #[cfg(feature = "rdf")]
    Turtle(Box<Turtle>),
}

impl<'o> Writer<'o> {
    fn new(mut out: Out<'o>, standard: Standard, syntax: Syntax) -> Result<Self, Error> {
        let table = standard.table();
        let (head, body) = match syntax {
            Syntax::JsonLd => (json_ld::head(&table.terms), Body::JsonLd(false)),
            #[cfg(feature = "rdf")]
            Syntax::Turtle => {
                let turtle = Turtle::new(&table.terms).map_err(|error| out.wrong(error))?;
                (turtle::head(), Body::Turtle(Box::new(turtle)))
            }
        };
        out.add(head.as_bytes())?;
        // Turtle cannot nest a node with an IRI.
        let is_nested = table.terms.is_nested && matches!(body, Body::JsonLd(_));
        Ok(Self {
            out,
            body,
            is_nested,
            shared: HashSet::new(),
        })
    }

    fn service(&mut self, service: Node) -> Result<(), Error> {
        if self.is_nested {
            return self.write_line(&json_ld::value(&service).to_string());
        }
        let id = service.id.clone().unwrap_or_default();
        for node in service.flat() {
            let line = json_ld::value(&node).to_string();
            let is_own = node.id.as_ref().is_some_and(|known| known.starts_with(&id));
            // Two services may describe a shared node, such as a law, differently: only exact repetitions are left out.
            if is_own || self.shared.insert(text_digest(&line)) {
                match &mut self.body {
                    Body::JsonLd(_) => self.write_line(&line)?,
                    #[cfg(feature = "rdf")]
                    Body::Turtle(turtle) => {
                        let text = turtle.node(&node).map_err(|error| self.out.wrong(error))?;
                        self.out.add(&text)?;
                    }
                }
            }
        }
        Ok(())
    }

    /// Writes a line of the JSON document.
    fn write_line(&mut self, line: &str) -> Result<(), Error> {
        let is_first = match &mut self.body {
            Body::JsonLd(is_begun) => !mem::replace(is_begun, true),
            #[cfg(feature = "rdf")]
            Body::Turtle(_) => true,
        };
        let before: &[u8] = if is_first { b"\n" } else { b",\n" };
        self.out.add(before)?;
        self.out.add(line.as_bytes())
    }

    fn finish(mut self) -> Result<Option<Beside>, Error> {
        match &mut self.body {
            Body::JsonLd(_) => self.out.add(json_ld::TAIL.as_bytes())?,
            #[cfg(feature = "rdf")]
            Body::Turtle(turtle) => {
                let text = turtle.finish().map_err(|error| self.out.wrong(error))?;
                self.out.add(&text)?;
            }
        }
        self.out.finish()
    }
}

//! Outputs of a check report: standard output, and any number of files.

use std::collections::HashSet;
use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::str::FromStr;

use clap::ValueEnum;
use shixiang::report::text::{self, TextOptions};
use shixiang::report::{self, ReportFormat, ReportOptions};
use shixiang::source::Format;
use shixiang::{Cause, Error, Language, Report};

use crate::args::{Detail, Output, Reporting};
use crate::exit::Failure;
use crate::input::STDIN;

/// The file name of a catalogue that lists the files it includes.
const CATALOGUE: &str = "catalogue.toml";

/// Maximum number of causes shown with excerpts by default; more are shown as a list.
const MAX_CAUSES_WITH_EXCERPT: usize = 15;

/// A file to write the report to: `FILE`, or `FORMAT=FILE`.
#[derive(Debug, Clone)]
pub(crate) struct OutputFile {
    format: Output,
    path: PathBuf,
}

impl FromStr for OutputFile {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        if let Some((format, path)) = text.split_once('=')
            && let Ok(format) = Output::from_str(format, true)
        {
            if path == "-" {
                return Err("standard output has --format".to_owned());
            }
            let path = path.into();
            return Ok(Self { format, path });
        }
        if let Some((format, _)) = text.split_once('=')
            && format.chars().all(|c| c.is_ascii_alphanumeric())
        {
            return Err(format!("there is no format {format}"));
        }
        let path = PathBuf::from(text);
        let extension = path.extension().and_then(|extension| extension.to_str());
        let format = match extension.map(str::to_ascii_lowercase).as_deref() {
            Some("txt") => Output::Text,
            Some("json") => Output::Json,
            Some("ndjson" | "jsonl") => Output::Ndjson,
            Some("sarif") => Output::Sarif,
            Some("xml") => Output::Junit,
            Some("md") => Output::Markdown,
            Some("csv") => Output::Csv,
            Some("xlsx") => Output::Xlsx,
            _ => {
                return Err("end the name with .txt, .json, .ndjson, .sarif, .xml (JUnit), .md, .csv or .xlsx, or write \
                            FORMAT=FILE, such as gitlab=report.json; a page (HTML) is written by `report`"
                    .to_owned());
            }
        };
        Ok(Self { format, path })
    }
}

impl OutputFile {
    pub(crate) fn format(&self) -> Output {
        self.format
    }

    pub(crate) fn path(&self) -> &Path {
        &self.path
    }
}

/// Checks that all outputs are different files, and that none of them is an input.
pub(crate) fn are_apart<'p>(
    outputs: impl Iterator<Item = &'p Path>,
    inputs: &[&Path],
) -> Result<(), Failure> {
    let mut written = HashSet::new();
    for path in outputs.filter(|path| *path != Path::new(STDIN)) {
        let real = resolve(path);
        let shown = path.display();
        if inputs.iter().any(|input| is_read(&real, input)) {
            return Err(Failure::Usage {
                zh: format!("{shown}是要读的文件，写到那里会覆盖它；换一个地方"),
                en: format!("{shown} is read, and would be overwritten; write somewhere else"),
            });
        }
        if !written.insert(real) {
            return Err(Failure::Usage {
                zh: format!("{shown}写了两次；每份报告写到各自的文件"),
                en: format!("{shown} is written twice; give each report a file of its own"),
            });
        }
    }
    Ok(())
}

/// Whether an output path is an input, or an existing file that would be read as a part of one.
fn is_read(path: &Path, input: &Path) -> bool {
    let input = resolve(input);
    if input == path {
        return true;
    }
    let name = path.file_name().map(|name| name.to_string_lossy());
    // A directory with a catalogue only reads the files that the catalogue includes.
    path.is_file()
        && path.starts_with(&input)
        && !input.join(CATALOGUE).is_file()
        && name.is_some_and(|name| Format::of_name(&name).is_some())
}

/// Resolves links in a path, or in its parent if the path does not exist.
fn resolve(path: &Path) -> PathBuf {
    let parent = match path.parent() {
        Some(parent) if parent != Path::new("") => parent,
        _ => Path::new("."),
    };
    let whole = path.canonicalize();
    let in_parent = || Some(parent.canonicalize().ok()?.join(path.file_name()?));
    whole
        .ok()
        .or_else(in_parent)
        .unwrap_or_else(|| path.to_path_buf())
}

impl Output {
    /// The report format for programs; `None` for text, which is for people.
    fn machine(self) -> Option<ReportFormat> {
        Some(match self {
            Self::Text => return None,
            Self::Json => ReportFormat::Json,
            Self::Ndjson => ReportFormat::Ndjson,
            Self::Sarif => ReportFormat::Sarif,
            Self::Junit => ReportFormat::Junit,
            Self::Github => ReportFormat::Github,
            Self::Gitlab => ReportFormat::Gitlab,
            Self::Concise => ReportFormat::Concise,
            Self::Markdown => ReportFormat::Markdown,
            Self::Csv => ReportFormat::Csv,
            Self::Xlsx => ReportFormat::Xlsx,
        })
    }
}

/// A finished check.
pub(crate) struct Finished<'a> {
    pub(crate) args: &'a Reporting,
    /// The inputs as the user named them.
    pub(crate) inputs: Vec<String>,
    pub(crate) report: &'a Report,
    pub(crate) language: Language,
}

impl Finished<'_> {
    /// Writes the files, then standard output.
    pub(crate) fn write(&self) -> Result<(), Failure> {
        for file in &self.args.output {
            write_file(&file.path, |out| self.render(file.format, false, out))?;
        }
        let stdout = io::stdout();
        let choice = anstream::AutoStream::choice(&stdout);
        let colour = choice != anstream::ColorChoice::Never;
        let mut out = BufWriter::new(stdout.lock());
        self.render(self.args.format, colour, &mut out)?;
        Ok(out.flush()?)
    }

    fn render(&self, format: Output, colour: bool, out: &mut dyn Write) -> io::Result<()> {
        let options = ReportOptions::new(self.language)
            .inputs(self.inputs.clone())
            .limit(self.args.fail_on.severity())
            .least(self.args.show.into())
            .excerpts(self.args.excerpts);
        match format.machine() {
            Some(format) => report::write(format, self.report, &options, out),
            None => self.text(colour, out),
        }
    }

    fn text(&self, colour: bool, out: &mut dyn Write) -> io::Result<()> {
        let Self {
            args,
            report,
            language,
            ..
        } = *self;
        let options = TextOptions::new(language)
            .limit(args.fail_on.severity())
            .colour(colour);
        if args.quiet {
            return writeln!(out, "{}", text::summary(report, &options));
        }
        let least = args.show.into();
        let causes = report.causes();
        let causes: Vec<_> = causes
            .iter()
            .filter(|cause| cause.severity() >= least)
            .collect();
        let detail = match args.detail {
            Some(detail) => detail,
            None if causes.len() > MAX_CAUSES_WITH_EXCERPT => Detail::List,
            None => Detail::Cause,
        };
        match detail {
            Detail::Place => {
                for finding in report.all().filter(|finding| finding.severity >= least) {
                    let text = text::finding(&finding, &options);
                    writeln!(out, "{text}\n")?;
                }
            }
            Detail::List => self.list(&causes, &options, out)?,
            Detail::Cause => {
                for cause in &causes {
                    let text = text::cause(cause, &options);
                    writeln!(out, "{text}\n")?;
                }
                let places: usize = causes.iter().map(|cause| cause.numbers().len()).sum();
                if causes.len() < places {
                    let shown = causes.len();
                    let line = match language {
                        Language::English => format!(
                            "{places} places in {shown} groups of similar findings; --detail place lists every place"
                        ),
                        _ => format!(
                            "{places}处问题同类归在一起，共{shown}条；逐处列出用 --detail place"
                        ),
                    };
                    writeln!(out, "{line}")?;
                }
            }
        }
        writeln!(out, "{}", text::summary(report, &options))
    }

    /// Writes the list by rule, and how to see more.
    fn list(
        &self,
        causes: &[&Cause<'_>],
        options: &TextOptions,
        out: &mut dyn Write,
    ) -> io::Result<()> {
        if causes.is_empty() {
            return Ok(());
        }
        writeln!(out, "{}\n", text::brief(causes, options))?;
        let line = match self.language {
            Language::English => {
                "source excerpts and reasons: --detail cause; every place: --detail place"
            }
            _ => "要看原文和依据用 --detail cause，逐处列出用 --detail place",
        };
        writeln!(out, "{line}")
    }
}

/// Creates a file and writes it with `write`.
pub(crate) fn write_file(
    path: &Path,
    write: impl FnOnce(&mut dyn Write) -> io::Result<()>,
) -> Result<(), Failure> {
    let write_error = |source| Error::Write {
        path: path.to_path_buf(),
        source,
    };
    let mut out = BufWriter::new(create(path).map_err(write_error)?);
    let done = write(&mut out);
    Ok(done.and_then(|()| out.flush()).map_err(write_error)?)
}

/// Creates or truncates a file, and creates its directory.
fn create(path: &Path) -> io::Result<File> {
    if let Some(directory) = path.parent() {
        std::fs::create_dir_all(directory)?;
    }
    File::create(path)
}

//! Command-line arguments, in both languages.

use std::ffi::OsString;
use std::path::PathBuf;
use std::str::FromStr;

use chrono::NaiveDate;
use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};
use clap::{Args as ClapArgs, Parser, Subcommand, ValueEnum};
use shixiang::Language;
use shixiang::grounds::Requirement;
use shixiang::interop::BaseIri;
use shixiang::schema::Rendition;
use shixiang::source::Format;
use shixiang::vocabulary::Profile;

pub(crate) use crate::choices::{Detail, FailOn, Level, Listing, Output};
pub(crate) use crate::reporting::{Debt, Reporting};

#[derive(Debug, Parser)]
#[command(name = "shixiang", version, disable_help_subcommand = true)]
pub(crate) struct Args {
    #[command(subcommand)]
    pub(crate) command: Command,
    /// language of all texts: zh or en [default: that of the system, else zh]
    #[arg(long, global = true, value_name = "zh|en", value_parser = language_parser())]
    pub(crate) lang: Option<Language>,
    /// whether to use colours
    #[arg(long, global = true, value_name = "WHEN", default_value = "auto")]
    pub(crate) color: When,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// check items and their guides
    Check(Check),
    /// combine parts that check --facts wrote on several machines
    Across(Across),
    /// check, and write the inspection report as a page (HTML)
    Report(Report),
    /// show what changed between two versions, item by item
    Diff(Diff),
    /// make the fixes that change only form and spelling; show the others
    Fix(Fix),
    /// convert sources of any kind into one canonical catalogue
    Normalize(Normalize),
    /// write items in the words of other vocabularies, as linked data
    Export(Export),
    /// show, check and draft dialects
    Dialect(Dialects),
    /// list the rules
    Rules(Rules),
    /// explain a rule
    Explain(Explain),
    /// print a JSON schema
    Schema(Schema),
    /// write a blank item to fill in, with comments
    New(New),
    /// draw the flowchart of an item from its steps (Mermaid or SVG)
    Flowchart(Flowchart),
    /// serve an editor: findings while typing, help, completion and fixes (Language Server Protocol)
    #[cfg(feature = "lsp")]
    Lsp(Lsp),
    /// print a completion script for a shell
    Completions(Completions),
    /// print the manual page (roff)
    Man,
}

/// When to use colours.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum When {
    Auto,
    Always,
    Never,
}

/// The inputs and how to read them.
#[derive(Debug, ClapArgs)]
pub(crate) struct Input {
    /// files and directories; - is standard input
    #[arg(id = "inputs", required = true, value_name = "INPUT")]
    pub(crate) paths: Vec<PathBuf>,
    /// do not read these files and directories below the inputs, such as drafts/*.toml or old; they are counted
    #[arg(long, value_name = "GLOB")]
    pub(crate) exclude: Vec<String>,
    #[command(flatten)]
    pub(crate) read: Reading,
}

/// How to read the inputs.
#[derive(Debug, Clone, Default, ClapArgs)]
pub(crate) struct Reading {
    /// the dialect of the inputs
    #[arg(long, value_name = "NAME|FILE")]
    pub(crate) dialect: Option<String>,
    /// the encoding of files that are not UTF-8, such as gb18030
    #[arg(long, value_name = "NAME")]
    pub(crate) encoding: Option<String>,
    /// read or skip hidden sheets, rows and columns of tables; they are reported either way
    #[arg(long, value_name = "WHAT", default_value = "read", value_parser = ["read", "skip"])]
    pub(crate) hidden: String,
    /// the format of standard input
    #[arg(long, value_name = "FORMAT", default_value = "toml")]
    pub(crate) stdin_format: StdinFormat,
}

/// The format of standard input, which has no file name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
pub(crate) enum StdinFormat {
    #[default]
    Toml,
    Json,
    #[value(alias = "jsonl")]
    Ndjson,
    Csv,
    #[value(aliases = ["xlsm", "xlsb", "xls", "ods"])]
    Xlsx,
}

impl From<StdinFormat> for Format {
    fn from(format: StdinFormat) -> Self {
        match format {
            StdinFormat::Toml => Self::Toml,
            StdinFormat::Json => Self::Json,
            StdinFormat::Ndjson => Self::Ndjson,
            StdinFormat::Csv => Self::Csv,
            StdinFormat::Xlsx => Self::Workbook,
        }
    }
}

/// The catalogue of another channel: `NAME=FILE`.
#[derive(Debug, Clone)]
pub(crate) struct ViewFile {
    pub(crate) name: String,
    pub(crate) path: PathBuf,
}

impl FromStr for ViewFile {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let (name, path) = text.split_once('=').ok_or("must be NAME=FILE")?;
        Ok(Self {
            name: name.to_owned(),
            path: path.into(),
        })
    }
}

/// Options that select rules and configure them.
#[derive(Debug, Clone, ClapArgs)]
pub(crate) struct Choice {
    /// required elements [default: as the configuration or the catalogue says, else portal]
    #[arg(long, value_name = "PROFILE", value_parser = profile())]
    pub(crate) profile: Option<Profile>,
    /// run only these rules: codes, names or themes
    #[arg(long, value_delimiter = ',', value_name = "RULE")]
    pub(crate) select: Vec<String>,
    /// also run preview rules; they never fail a check
    #[arg(long)]
    pub(crate) preview: bool,
    /// skip these rules: codes, names or themes
    #[arg(long, value_delimiter = ',', value_name = "RULE")]
    pub(crate) ignore: Vec<String>,
    /// configuration file [default: shixiang.toml next to the inputs or in the current directory]
    #[arg(long, value_name = "FILE")]
    pub(crate) config: Option<PathBuf>,
    /// today's date, such as 2027-06-30 [default: that of the system]
    #[arg(long, value_name = "DATE")]
    pub(crate) today: Option<NaiveDate>,
}

#[derive(Debug, ClapArgs)]
pub(crate) struct Fix {
    #[command(flatten)]
    pub(crate) input: Input,
    #[command(flatten)]
    pub(crate) choice: Choice,
    /// print the changes as a unified diff, and write nothing
    #[arg(long)]
    pub(crate) diff: bool,
    /// only the summary, without the changes
    #[arg(short, long)]
    pub(crate) quiet: bool,
}

/// Inputs, rules and comparisons of a check.
#[derive(Debug, ClapArgs)]
pub(crate) struct Checked {
    #[command(flatten)]
    pub(crate) input: Input,
    #[command(flatten)]
    pub(crate) by: By,
    /// print on standard error what is read, which configuration applies and how long each step takes
    #[arg(short, long)]
    pub(crate) verbose: bool,
}

/// Options that decide how items are checked.
#[derive(Debug, ClapArgs)]
pub(crate) struct By {
    /// another channel's catalogue, to compare with
    #[arg(long, value_name = "NAME=FILE")]
    pub(crate) view: Vec<ViewFile>,
    /// the previous version, to compare with: a file or a directory; items are found in it by their codes,
    /// those under another code by `diff`
    #[arg(long, value_name = "OLD")]
    pub(crate) previous: Option<PathBuf>,
    /// the catalogue of a higher level, to look for missing and surplus items: a file or a directory
    #[arg(long, value_name = "CATALOGUE")]
    pub(crate) reference: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) choice: Choice,
    /// least share of the values that must be read, such as 0.98
    #[arg(long, value_name = "SHARE", value_parser = share)]
    pub(crate) min_read: Option<f64>,
    /// number of threads, from 1 to 256 [default: all cores]
    #[arg(long, value_name = "N")]
    pub(crate) threads: Option<usize>,
    /// about how many MiB to hold in memory of what the rules across items know of each item, and as much of
    /// each catalogue to compare with; more goes to temporary files
    #[arg(long, value_name = "MIB", default_value_t = 16)]
    pub(crate) hold_facts: usize,
}

#[derive(Debug, ClapArgs)]
pub(crate) struct Check {
    #[command(flatten)]
    pub(crate) checked: Checked,
    /// the catalogue.toml of the catalogue that the input is part of
    #[arg(long, value_name = "FILE")]
    pub(crate) catalogue: Option<PathBuf>,
    /// name of the document on standard input, or of the document it is part of
    #[arg(long, value_name = "NAME")]
    pub(crate) name: Option<String>,
    /// line of that document at which standard input starts (NDJSON; it may be empty)
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u64).range(1..))]
    pub(crate) first_line: Option<u64>,
    /// also write a part for `across`: a line of JSON for each item, with its findings and the facts that
    /// rules across items need; - is standard output, which then has no report
    #[arg(long, value_name = "FILE")]
    pub(crate) facts: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) reporting: Reporting,
}

#[derive(Debug, ClapArgs)]
pub(crate) struct Across {
    /// the parts, in the order of the data set; a directory stands for its files, by name
    #[arg(required = true, value_name = "PART")]
    pub(crate) parts: Vec<PathBuf>,
    /// the catalogue.toml of the whole catalogue, as given to check
    #[arg(long, value_name = "FILE")]
    pub(crate) catalogue: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) by: By,
    #[command(flatten)]
    pub(crate) reporting: Reporting,
}

#[derive(Debug, ClapArgs)]
pub(crate) struct Report {
    #[command(flatten)]
    pub(crate) checked: Checked,
    /// the history of runs, to show what changed; it is only read
    #[arg(long, value_name = "FILE")]
    pub(crate) history: Option<PathBuf>,
    /// the baseline: its findings are counted as known, and not listed; it is only read
    #[arg(long, value_name = "FILE")]
    pub(crate) baseline: Option<PathBuf>,
    /// where to write the page; - is standard output
    #[arg(short, long, value_name = "FILE")]
    pub(crate) output: PathBuf,
}

#[derive(Debug, ClapArgs)]
pub(crate) struct Diff {
    /// the old version: a file or a directory; - is standard input
    #[arg(value_name = "OLD")]
    pub(crate) old: PathBuf,
    /// the new version, likewise
    #[arg(value_name = "NEW")]
    pub(crate) new: PathBuf,
    /// do not read these files and directories of either version, such as drafts/*.toml or old
    #[arg(long, value_name = "GLOB")]
    pub(crate) exclude: Vec<String>,
    #[command(flatten)]
    pub(crate) read: Reading,
    /// the dialect of the old version, if it is another one
    #[arg(long, value_name = "NAME|FILE")]
    pub(crate) old_dialect: Option<String>,
    /// standard output: text and markdown for people, json for programs
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    pub(crate) format: DiffOutput,
    /// what makes the exit code 1: any difference, or only more burden
    #[arg(long, value_name = "WHAT", default_value = "difference")]
    pub(crate) fail_on: DiffLimit,
}

/// The form of a comparison.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum DiffOutput {
    Text,
    Json,
    Markdown,
}

/// The result of a comparison that makes the exit code 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum DiffLimit {
    #[value(alias = "差异")]
    Difference,
    #[value(alias = "增负")]
    Burden,
    Never,
}

#[derive(Debug, ClapArgs)]
pub(crate) struct Normalize {
    #[command(flatten)]
    pub(crate) input: Input,
    /// where to write; - is standard output
    #[arg(short, long, value_name = "PATH")]
    pub(crate) output: PathBuf,
    /// what to write; dir is a directory with one item per file, csv one of tables with their schema
    #[arg(long, value_name = "FORM", default_value = "dir")]
    pub(crate) to: To,
    /// overwrite existing output, unless something else than this tool wrote it
    #[arg(long)]
    pub(crate) force: bool,
    /// also write the fate of every value, as one line of JSON each
    #[arg(long, value_name = "FILE")]
    pub(crate) trace: Option<PathBuf>,
    /// also list what could not be read; as JSON if the name ends in .json
    #[arg(long, value_name = "FILE")]
    pub(crate) loss: Option<PathBuf>,
    /// least share of the values that must be read, such as 0.98
    #[arg(long, value_name = "SHARE", value_parser = share)]
    pub(crate) min_read: Option<f64>,
}

#[derive(Debug, ClapArgs)]
pub(crate) struct Export {
    #[command(flatten)]
    pub(crate) input: Input,
    /// the vocabulary: cpsv-ap is CPSV-AP 3.2, schema-org is GovernmentService of schema.org
    #[arg(long, value_name = "VOCABULARY")]
    pub(crate) to: ExportTo,
    /// how the graph is written
    #[arg(long, value_name = "FORMAT", default_value = "json-ld")]
    pub(crate) format: Graph,
    /// the beginning of all IRIs
    #[arg(long, value_name = "IRI", default_value_t)]
    pub(crate) base: BaseIri,
    /// where to write; - is standard output
    #[arg(short, long, value_name = "PATH", default_value = "-")]
    pub(crate) output: PathBuf,
    /// overwrite existing output, unless something else than this tool wrote it
    #[arg(long)]
    pub(crate) force: bool,
    /// also list what could not be read and what could not be written; as JSON if the name ends in .json
    #[arg(long, value_name = "FILE")]
    pub(crate) loss: Option<PathBuf>,
    /// least share of the values that must be read, such as 0.98
    #[arg(long, value_name = "SHARE", value_parser = share)]
    pub(crate) min_read: Option<f64>,
}

/// The vocabulary of an export.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum ExportTo {
    CpsvAp,
    SchemaOrg,
}

/// The syntax of an export.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Graph {
    #[value(alias = "jsonld")]
    JsonLd,
    #[value(alias = "ttl")]
    Turtle,
}

/// Parses a profile from its name in either language.
fn profile() -> impl TypedValueParser<Value = Profile> {
    let names =
        Profile::ALL.map(|profile| PossibleValue::new(profile.as_str()).alias(profile.chinese()));
    PossibleValuesParser::new(names).try_map(|name| name.parse::<Profile>())
}

/// Parses a language from its name or from a locale.
fn language_parser() -> impl TypedValueParser<Value = Language> {
    let tags = [
        PossibleValue::new("zh").aliases(["zh-CN", "zh_CN", "zh-Hans", "中文"]),
        PossibleValue::new("en").aliases(["en-US", "en_US", "en-GB", "en_GB"]),
    ];
    PossibleValuesParser::new(tags).map(|tag| tag.parse().unwrap_or_default())
}

/// Parses a share from 0 to 1.
fn share(text: &str) -> Result<f64, String> {
    let share = text.parse::<f64>().ok();
    share
        .filter(|share| (0.0..=1.0).contains(share))
        .ok_or_else(|| "a share from 0 to 1, such as 0.98".to_owned())
}

/// The output form of `normalize`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum To {
    Dir,
    Toml,
    Json,
    Ndjson,
    Csv,
    Xlsx,
}

#[derive(Debug, ClapArgs)]
pub(crate) struct Dialects {
    #[command(subcommand)]
    pub(crate) command: DialectCommand,
}

#[derive(Debug, Subcommand)]
pub(crate) enum DialectCommand {
    /// list the built-in dialects
    List,
    /// print the file of a dialect
    Show {
        /// its name
        #[arg(value_name = "NAME")]
        name: String,
    },
    /// check a dialect file, and optionally its coverage of a sample
    Check {
        /// the dialect file
        #[arg(value_name = "FILE")]
        file: PathBuf,
        /// a sample source to try it on
        #[arg(long, value_name = "FILE")]
        sample: Option<PathBuf>,
    },
    /// read the samples of a dialect, and compare the result with the items it should give
    Test {
        /// the dialect file
        #[arg(value_name = "FILE")]
        file: PathBuf,
        /// write the result as the items that the samples should give
        #[arg(long)]
        update: bool,
    },
    /// draft a dialect from the fields and values of a source
    Guess {
        /// files and directories of the source
        #[arg(id = "sources", required = true, value_name = "FILE")]
        paths: Vec<PathBuf>,
        /// the encoding of a table, such as gb18030
        #[arg(long, value_name = "NAME")]
        encoding: Option<String>,
    },
}

#[derive(Debug, ClapArgs)]
pub(crate) struct Rules {
    /// only rules of this theme, such as LIM
    #[arg(long, value_name = "THEME")]
    pub(crate) theme: Option<String>,
    /// only rules that serve this requirement, such as B5
    #[arg(long, value_name = "ROW")]
    pub(crate) row: Option<Requirement>,
    /// only rules of this severity
    #[arg(long, value_name = "SEVERITY")]
    pub(crate) severity: Option<Level>,
    /// output
    #[arg(long, value_name = "FORMAT", default_value = "table")]
    pub(crate) format: Listing,
}

#[derive(Debug, ClapArgs)]
pub(crate) struct Explain {
    /// code or name of the rule
    #[arg(value_name = "RULE")]
    pub(crate) rule: String,
}

#[derive(Debug, ClapArgs)]
pub(crate) struct Schema {
    /// service-item (also with -portal, -exchange or -audit), catalogue, report, config, dialect, rule-list,
    /// baseline or diff
    #[arg(value_name = "NAME", default_value = "service-item")]
    pub(crate) name: String,
    /// the rendition: standard, draft-07 or annotated
    #[arg(long, value_name = "NAME", default_value = "standard")]
    pub(crate) rendition: Rendition,
}

#[derive(Debug, ClapArgs)]
pub(crate) struct New {
    /// file to write [default: standard output]
    #[arg(short, long, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,
    /// a workbook for any number of items, to be filled in with Excel, WPS or LibreOffice
    #[arg(long)]
    pub(crate) xlsx: bool,
    /// overwrite the file, unless something else than this tool wrote it
    #[arg(long)]
    pub(crate) force: bool,
}

#[derive(Debug, ClapArgs)]
pub(crate) struct Flowchart {
    /// file or directory of items; - is standard input
    #[arg(value_name = "ITEM")]
    pub(crate) item: PathBuf,
    /// draw it as a picture (SVG); for a single item
    #[arg(long)]
    pub(crate) svg: bool,
}

#[cfg(feature = "lsp")]
#[derive(Debug, ClapArgs)]
pub(crate) struct Lsp {
    #[command(flatten)]
    pub(crate) choice: Choice,
    /// speak over standard input and output, as it always does; editors pass this by habit
    #[arg(long, hide = true)]
    pub(crate) stdio: bool,
}

#[derive(Debug, ClapArgs)]
pub(crate) struct Completions {
    /// the shell
    #[arg(value_name = "SHELL")]
    pub(crate) shell: clap_complete::Shell,
}

/// The language: `--lang` (looked up before parsing), or else the locale, or else Chinese.
pub(crate) fn language(given: &[OsString]) -> Language {
    let mut words = given.iter().filter_map(|word| word.to_str());
    while let Some(word) = words.next() {
        let named = match word.strip_prefix("--lang") {
            Some("") => words.next(),
            Some(rest) => rest.strip_prefix('='),
            None => None,
        };
        if let Some(language) = named.and_then(|named| named.parse().ok()) {
            return language;
        }
    }
    sys_locale::get_locale()
        .and_then(|locale| locale.parse().ok())
        .unwrap_or_default()
}

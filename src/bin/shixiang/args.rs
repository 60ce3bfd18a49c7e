//! Command-line arguments, in both languages.

use std::ffi::OsString;
use std::path::PathBuf;
use std::process::ExitCode;
use std::str::FromStr;

use chrono::NaiveDate;
use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{Args as ClapArgs, CommandFactory, Parser, Subcommand, ValueEnum};
use shixiang::grounds::Requirement;
use shixiang::source::Format;
use shixiang::vocabulary::Profile;
use shixiang::{Language, Severity};

use crate::output::OutputFile;

#[derive(Debug, Parser)]
#[command(name = "shixiang", version, disable_help_subcommand = true)]
pub(crate) struct Args {
    #[command(subcommand)]
    pub(crate) command: Command,
    /// language of all texts: zh or en
    #[arg(long, global = true, value_name = "zh|en")]
    pub(crate) lang: Option<String>,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// check items and their guides
    Check(Check),
    /// convert sources of any kind into one canonical catalogue
    Normalize(Normalize),
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
    /// draw the flowchart of an item from its steps (Mermaid)
    Flowchart(Flowchart),
}

/// The inputs and how to read them.
#[derive(Debug, ClapArgs)]
pub(crate) struct Input {
    /// files and directories; - is standard input
    #[arg(id = "inputs", required = true, value_name = "INPUT")]
    pub(crate) paths: Vec<PathBuf>,
    /// the dialect of the inputs
    #[arg(long, value_name = "NAME|FILE")]
    pub(crate) dialect: Option<String>,
    /// the encoding of tables, such as gb18030
    #[arg(long, value_name = "NAME")]
    pub(crate) encoding: Option<String>,
    /// the format of standard input: toml, json, ndjson, csv or xlsx
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

#[derive(Debug, ClapArgs)]
pub(crate) struct Check {
    #[command(flatten)]
    pub(crate) input: Input,
    /// another channel's catalogue, to compare with
    #[arg(long, value_name = "NAME=FILE")]
    pub(crate) view: Vec<ViewFile>,
    /// required elements: portal, exchange or audit
    #[arg(long, value_name = "PROFILE")]
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
    /// list every place instead of like with like (text format)
    #[arg(long)]
    pub(crate) each: bool,
    /// minimum severity to show
    #[arg(long, value_name = "SEVERITY", default_value = "hint")]
    pub(crate) show: Level,
    /// minimum severity that fails the check
    #[arg(long, value_name = "SEVERITY", default_value = "error")]
    pub(crate) fail_on: FailOn,
    /// least share of the values that must be read, such as 0.98
    #[arg(long, value_name = "SHARE", value_parser = share)]
    pub(crate) min_read: Option<f64>,
    /// output: text, or for programs json, ndjson, sarif, junit, github, gitlab, concise, markdown, csv
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    pub(crate) format: Output,
    /// also write the report to a file, whose name tells the format; several files if repeated
    #[arg(short, long, value_name = "[FORMAT=]FILE")]
    pub(crate) output: Vec<OutputFile>,
    /// configuration file [default: shixiang.toml next to the inputs or in the current directory]
    #[arg(long, value_name = "FILE")]
    pub(crate) config: Option<PathBuf>,
    /// today's date, such as 2027-06-30
    #[arg(long, value_name = "DATE")]
    pub(crate) today: Option<NaiveDate>,
    /// number of threads
    #[arg(long, value_name = "N")]
    pub(crate) threads: Option<usize>,
    #[command(flatten)]
    pub(crate) debt: Debt,
}

/// The files of old debt.
#[derive(Debug, ClapArgs)]
pub(crate) struct Debt {
    /// findings that are known: they do not fail the check
    #[arg(long, value_name = "FILE")]
    pub(crate) baseline: Option<PathBuf>,
    /// take what is mended out of the baseline; nothing is added
    #[arg(long, requires = "baseline", conflicts_with = "write_baseline")]
    pub(crate) update_baseline: bool,
    /// write the baseline anew: everything found now is known
    #[arg(long, requires = "baseline")]
    pub(crate) write_baseline: bool,
    /// compare with the last run in this file, and add this run to it
    #[arg(long, value_name = "FILE")]
    pub(crate) history: Option<PathBuf>,
}

#[derive(Debug, ClapArgs)]
pub(crate) struct Normalize {
    #[command(flatten)]
    pub(crate) input: Input,
    /// where to write; - is standard output
    #[arg(short, long, value_name = "PATH")]
    pub(crate) output: PathBuf,
    /// what to write: dir, toml, json or ndjson
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

/// A share from 0 to 1.
fn share(text: &str) -> Result<f64, String> {
    let share = text.parse::<f64>().ok();
    (share.filter(|share| (0.0..=1.0).contains(share)))
        .ok_or_else(|| "a share from 0 to 1, such as 0.98".to_owned())
}

/// The output form of `normalize`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum To {
    Dir,
    Toml,
    Json,
    Ndjson,
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
    /// draft a dialect from the fields and values of a source
    Guess {
        /// the source
        #[arg(value_name = "FILE")]
        file: PathBuf,
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
    /// output: table, json or markdown
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
    /// service-item, catalogue, report, config, dialect or rules
    #[arg(value_name = "NAME", default_value = "service-item")]
    pub(crate) name: String,
}

#[derive(Debug, ClapArgs)]
pub(crate) struct New {
    /// file to write [default: standard output]
    #[arg(short, long, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,
    /// overwrite the file, unless something else than this tool wrote it
    #[arg(long)]
    pub(crate) force: bool,
}

#[derive(Debug, ClapArgs)]
pub(crate) struct Flowchart {
    /// file or directory of items; - is standard input
    #[arg(value_name = "ITEM")]
    pub(crate) item: PathBuf,
}

/// A severity.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Level {
    #[value(alias = "错误")]
    Error,
    #[value(alias = "警告")]
    Warning,
    #[value(alias = "提示")]
    Hint,
}

impl From<Level> for Severity {
    fn from(level: Level) -> Self {
        match level {
            Level::Error => Self::Error,
            Level::Warning => Self::Warning,
            Level::Hint => Self::Hint,
        }
    }
}

/// The minimum severity that fails the check, if any.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum FailOn {
    #[value(alias = "错误")]
    Error,
    #[value(alias = "警告")]
    Warning,
    #[value(alias = "提示")]
    Hint,
    Never,
}

impl FailOn {
    pub(crate) fn severity(self) -> Option<Severity> {
        match self {
            Self::Error => Some(Severity::Error),
            Self::Warning => Some(Severity::Warning),
            Self::Hint => Some(Severity::Hint),
            Self::Never => None,
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Output {
    Text,
    Json,
    Ndjson,
    Sarif,
    Junit,
    Github,
    Gitlab,
    Concise,
    Markdown,
    Csv,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Listing {
    Table,
    Json,
    Markdown,
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

/// Chinese help texts of arguments and commands, by id.
const CHINESE: &[(&str, &str)] = &[
    ("lang", "全部文字的语言：zh 或 en"),
    ("check", "检查事项和办事指南"),
    ("rules", "列出规则"),
    ("explain", "说明一条规则"),
    ("schema", "输出 JSON Schema"),
    ("normalize", "把各种来源归一化为规范的事项目录"),
    ("dialect", "查看、检查或起草方言文件"),
    ("flowchart", "由办理环节画出流程图（Mermaid）"),
    ("new", "写出一份带注释的空白事项"),
    ("list", "列出内置的方言"),
    ("guess", "由来源的字段和内容起草方言"),
    ("inputs", "文件和目录；- 表示标准输入"),
    ("view", "另一渠道的目录，用来比对：名称=文件"),
    (
        "profile",
        "检查要求：portal（门户）、exchange（交换）或 audit（评估）",
    ),
    ("select", "只用这些规则：编号、名称或主题"),
    ("preview", "试用的规则也用；它们找到的不会使检查不通过"),
    ("ignore", "不用这些规则"),
    ("each", "逐处列出，不把同类的归在一起（文字报告）"),
    ("show", "显示的最低级别：error、warning、hint"),
    (
        "fail_on",
        "判为未通过的最低级别：error、warning、hint、never",
    ),
    ("min_read", "至少要读懂的比例，如0.98"),
    ("format", "输出格式"),
    ("encoding", "表格的编码，如 gb18030"),
    (
        "stdin_format",
        "标准输入的格式：toml、json、ndjson、csv 或 xlsx",
    ),
    (
        "config",
        "配置文件；默认用输入旁边或当前目录的 shixiang.toml",
    ),
    ("today", "今天的日期，如2027-06-30"),
    ("threads", "线程数"),
    (
        "baseline",
        "基线文件：里面的问题是已知的旧账，不影响通过与否",
    ),
    ("update_baseline", "把已经整改的从基线里去掉；不添新的"),
    (
        "write_baseline",
        "重写基线：这次找到的全部算作已知（新建，或者让它变长时用）",
    ),
    ("history", "历史文件：与里面的上一次相比，并记下这一次"),
    ("theme", "只列这个主题，如 LIM"),
    ("row", "只列服务于这个需求条目的，如 B5"),
    ("severity", "只列这个级别"),
    ("rule", "规则的编号或名称"),
    ("name", "名称"),
    ("output", "写到哪里"),
    ("to", "输出形式：dir、toml、json 或 ndjson"),
    ("force", "覆盖已有的输出；不是本工具写出的不覆盖"),
    ("trace", "写出每个值的来历"),
    ("loss", "写出未能读懂的内容清单"),
    ("item", "事项文件"),
    ("file", "文件"),
    ("sample", "用来试读的样本"),
    ("help", "显示帮助"),
    ("version", "显示版本"),
];

/// The clap command in one language.
pub(crate) fn command(language: Language) -> clap::Command {
    let command = Args::command();
    if language == Language::English {
        return command
            .about("Check government service items and their guides")
            .after_help(EXITS_EN);
    }
    translate(
        command
            .about("检查政务服务事项和办事指南")
            .after_help(EXITS_ZH),
    )
}

const EXITS_ZH: &str =
    "退出码：0 通过；1 有问题；2 用法或配置有错；3 有输入没有读到事项；4 工具自身故障";
const EXITS_EN: &str = "Exit codes: 0 passed; 1 findings; 2 invalid usage or configuration; 3 some input gave no item; 4 internal error";

fn chinese(id: &str) -> Option<&'static str> {
    CHINESE
        .iter()
        .find(|(known, _)| *known == id)
        .map(|(_, text)| *text)
}

/// The help text of an option by its name with dashes: `--today <DATE>`.
fn meaning(option: &str) -> &'static str {
    let name = option.split_whitespace().next().unwrap_or_default();
    chinese(&name.trim_start_matches('-').replace('-', "_")).unwrap_or_default()
}

fn translate(command: clap::Command) -> clap::Command {
    let name = command.get_name().to_owned();
    let command = command.mut_args(|arg| {
        let heading = if arg.is_positional() {
            "参数"
        } else {
            "选项"
        };
        let mut arg = arg.help_heading(heading);
        if arg.get_action().takes_values() {
            arg = arg.hide_possible_values(true).hide_default_value(true);
        }
        match chinese(arg.get_id().as_str()) {
            Some(text) => arg.help(text),
            None => arg,
        }
    });
    let mut command = command
        .help_template("{about-with-newline}\n用法：{usage}\n\n{all-args}{after-help}")
        .subcommand_help_heading("命令")
        .subcommand_value_name("命令")
        .next_help_heading("选项")
        .disable_help_flag(true)
        .arg(
            clap::Arg::new("help")
                .short('h')
                .long("help")
                .action(clap::ArgAction::Help)
                .help("显示帮助")
                .help_heading("选项"),
        );
    if name == "shixiang" {
        command = command.disable_version_flag(true).arg(
            clap::Arg::new("version")
                .short('V')
                .long("version")
                .action(clap::ArgAction::Version)
                .help("显示版本")
                .help_heading("选项"),
        );
    } else if let Some(about) = chinese(&name) {
        command = command.about(about);
    }
    command.mut_subcommands(translate)
}

/// Reports an argument error; help and version are not errors.
pub(crate) fn refused(error: &clap::Error, language: Language) -> ExitCode {
    let asked = matches!(
        error.kind(),
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion
    );
    if asked || language == Language::English {
        // If the output is closed, nobody is left to tell.
        let _ = error.print();
        let code = u8::try_from(error.exit_code()).unwrap_or(2);
        return ExitCode::from(code);
    }
    let part = |kind: ContextKind| match error.get(kind) {
        Some(ContextValue::String(text)) => text.clone(),
        Some(ContextValue::Strings(texts)) => texts.join("、"),
        Some(other) => other.to_string(),
        None => String::new(),
    };
    let (arg, value) = (
        part(ContextKind::InvalidArg),
        part(ContextKind::InvalidValue),
    );
    let message = match error.kind() {
        ErrorKind::InvalidValue if value.is_empty() => format!("{arg} 后面要有值"),
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => {
            let known = match part(ContextKind::ValidValue) {
                known if known.is_empty() => meaning(&arg).to_owned(),
                known => format!("可用的是{known}"),
            };
            format!("{arg} 的值“{value}”不对；{known}")
        }
        ErrorKind::UnknownArgument => {
            let near = part(ContextKind::SuggestedArg);
            let near = if near.is_empty() {
                near
            } else {
                format!("；是不是 {near}？")
            };
            format!("没有 {arg} 这个选项{near}")
        }
        ErrorKind::InvalidSubcommand => {
            let near = part(ContextKind::SuggestedSubcommand);
            let near = if near.is_empty() {
                near
            } else {
                format!("；是不是 {near}？")
            };
            format!(
                "没有“{}”这个命令{near}",
                part(ContextKind::InvalidSubcommand)
            )
        }
        ErrorKind::MissingRequiredArgument => format!("还缺 {arg}"),
        ErrorKind::ArgumentConflict => {
            format!("{arg} 不能与 {} 一起用", part(ContextKind::PriorArg))
        }
        _ => "参数不对".to_owned(),
    };
    let failure = crate::exit::Failure::Usage {
        zh: format!("{message}\n用 shixiang --help 查看用法"),
        en: message,
    };
    crate::exit::failed(&failure, language).into()
}

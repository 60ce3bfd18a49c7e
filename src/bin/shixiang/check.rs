//! `check`: reads, checks and reports.

use std::io::{Read, Write};
use std::path::{Path, PathBuf};

use shixiang::report::json::json_report;
use shixiang::report::text::{self, TextOptions};
use shixiang::source::Format;
use shixiang::{
    Checker, Config, Error, Language, MOST_BYTES, ReadOptions, Reading, Report, View, read_bytes,
    read_paths,
};

use crate::args::{Check, Output};
use crate::exit::{Exit, Failure};

pub(crate) fn run(args: &Check, language: Language) -> Result<Exit, Failure> {
    let options = read_options(args)?;
    let checker = checker(args)?;
    let reading = read(&args.inputs, &args.stdin_format, &options)?;
    let views = (args.view.iter())
        .map(|view| read_view(view, &options))
        .collect::<Result<Vec<_>, _>>()?;
    let report = checker.check_with_views(&reading, &views);
    let limit = args.fail_on.severity();
    match args.format {
        Output::Json => print_json(args, &report, language)?,
        Output::Text => print_text(args, &report, &reading, &views, language)?,
    }
    Ok(report.verdict(limit).into())
}

fn read_options(args: &Check) -> Result<ReadOptions, Failure> {
    let mut options = ReadOptions::default();
    if let Some(name) = &args.dialect {
        options = options.dialect(shixiang::dialect::find(name)?);
    }
    if let Some(label) = &args.encoding {
        options = options.encoding(label);
    }
    Ok(options)
}

fn checker(args: &Check) -> Result<Checker, Failure> {
    let mut checker = Checker::new();
    if let Some(profile) = &args.profile {
        let wrong = || Failure::Usage {
            zh: format!("没有“{profile}”这种检查要求；可用 portal、exchange 或 audit"),
            en: format!("no profile is called {profile}; use portal, exchange or audit"),
        };
        checker = checker.profile(profile.parse().map_err(|_| wrong())?);
    }
    checker = checker.today(match &args.today {
        Some(text) => text.parse().map_err(|_| Failure::Usage {
            zh: format!("“{text}”不是日期，应为2027-06-30的形式"),
            en: format!("{text} is not a date such as 2027-06-30"),
        })?,
        None => today(),
    });
    if let Some(path) = config_path(args) {
        let text = std::fs::read_to_string(&path).map_err(|source| Error::Read {
            path: path.clone(),
            source,
        })?;
        checker = checker.config(&Config::parse(&path.display().to_string(), &text)?)?;
    }
    if args.preview {
        checker = checker.preview(true);
    }
    if !args.select.is_empty() {
        checker = checker.select(&args.select)?;
    }
    if let Some(threads) = args.threads {
        checker = checker.threads(threads.max(1));
    }
    Ok(checker.ignore(&args.ignore)?)
}

/// The day it is here. The library never asks the clock.
fn today() -> chrono::NaiveDate {
    let seconds = std::time::SystemTime::now()
        .duration_since(std::time::UNIX_EPOCH)
        .map_or(0, |since| since.as_secs());
    // China is eight hours ahead of UTC, without summer time.
    let days = (seconds + 8 * 3600) / 86_400;
    chrono::NaiveDate::default() + chrono::Days::new(days)
}

/// The configuration: the one named, else the first found beside the inputs or here.
fn config_path(args: &Check) -> Option<PathBuf> {
    if let Some(path) = &args.config {
        return Some(path.clone());
    }
    let beside = args.inputs.iter().filter_map(|input| {
        if input.is_dir() {
            Some(input.clone())
        } else {
            input.parent().map(Path::to_path_buf)
        }
    });
    beside
        .chain([PathBuf::from(".")])
        .map(|directory| directory.join("shixiang.toml"))
        .find(|path| path.is_file())
}

pub(crate) fn read(
    inputs: &[PathBuf],
    format: &str,
    options: &ReadOptions,
) -> Result<Reading, Failure> {
    Ok(match standard_input(inputs, format)? {
        Some((bytes, known)) => read_bytes("-", bytes, known, options),
        None => read_paths(inputs, options)?,
    })
}

/// What comes in by standard input, where that is the input, and its format.
pub(crate) fn standard_input(
    inputs: &[PathBuf],
    format: &str,
) -> Result<Option<(Vec<u8>, Format)>, Failure> {
    let stdin = Path::new("-");
    if inputs.iter().all(|input| input != stdin) {
        return Ok(None);
    }
    if inputs.len() > 1 {
        return Err(Failure::Usage {
            zh: "标准输入（-）不能与其他输入一起用".to_owned(),
            en: "standard input (-) goes alone".to_owned(),
        });
    }
    let known =
        Format::of_name(&format!("stdin.{format}")).ok_or_else(|| Error::UnknownFormat {
            name: format.to_owned(),
            known: Format::endings().to_owned(),
        })?;
    let mut bytes = Vec::new();
    // What is refused for its size need not be read to its end.
    let most = match known {
        Format::Toml | Format::Json => MOST_BYTES + 1,
        _ => u64::MAX,
    };
    std::io::stdin()
        .lock()
        .take(most)
        .read_to_end(&mut bytes)
        .map_err(|source| Error::Read {
            path: stdin.to_path_buf(),
            source,
        })?;
    Ok(Some((bytes, known)))
}

fn read_view(view: &str, options: &ReadOptions) -> Result<View, Failure> {
    let (name, file) = view.split_once('=').ok_or_else(|| Failure::Usage {
        zh: format!("“{view}”应为 名称=文件"),
        en: format!("{view} must be NAME=FILE"),
    })?;
    Ok(View {
        name: name.to_owned(),
        reading: read_paths(&[PathBuf::from(file)], options)?,
    })
}

fn print_json(args: &Check, report: &Report, language: Language) -> Result<(), Failure> {
    let inputs: Vec<String> = args
        .inputs
        .iter()
        .map(|input| input.display().to_string())
        .collect();
    let mut json = json_report(report, &inputs, args.fail_on.severity(), language);
    if let Some(least) = args.show.severity() {
        json.findings.retain(|finding| finding.severity >= least);
    }
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    serde_json::to_writer_pretty(&mut out, &json)?;
    writeln!(out)?;
    Ok(out.flush()?)
}

fn print_text(
    args: &Check,
    report: &Report,
    reading: &Reading,
    views: &[View],
    language: Language,
) -> Result<(), Failure> {
    let stdout = std::io::stdout();
    let choice = anstream::AutoStream::choice(&stdout);
    let options = TextOptions::new(language)
        .limit(args.fail_on.severity())
        .colour(choice != anstream::ColorChoice::Never);
    let mut out = std::io::BufWriter::new(stdout.lock());
    for finding in &report.findings {
        if args
            .show
            .severity()
            .is_some_and(|least| finding.severity < least)
        {
            continue;
        }
        writeln!(
            out,
            "{}\n",
            text::finding(finding, reading, views, &options)
        )?;
    }
    writeln!(out, "{}", text::summary(report, &options))?;
    Ok(out.flush()?)
}

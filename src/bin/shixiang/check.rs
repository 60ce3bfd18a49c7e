//! `check`: reads, checks and reports.

use std::io::Write;
use std::path::{Path, PathBuf};

use shixiang::report::json::json_report;
use shixiang::report::text::{self, TextOptions};
use shixiang::{Checker, Config, Error, Language, ReadOptions, Reading, Report, View, read_paths};

use crate::args::{Check, Output, ViewFile};
use crate::debt;
use crate::exit::{Exit, Failure};

pub(crate) fn run(args: &Check, language: Language) -> Result<Exit, Failure> {
    let options = args.input.options()?;
    let checker = checker(args)?;
    let reading = args.input.read(&options)?;
    let views = (args.view.iter())
        .map(|view| read_view(view, &options))
        .collect::<Result<Vec<_>, _>>()?;
    let mut report = checker.check_with_views(&reading, &views);
    debt::apply(&args.debt, &mut report, args.today())?;
    let limit = args.fail_on.severity();
    match args.format {
        Output::Json => print_json(args, &report, language)?,
        Output::Text => print_text(args, &report, &reading, &views, language)?,
    }
    Ok(report.verdict(limit).into())
}

fn checker(args: &Check) -> Result<Checker, Failure> {
    let mut checker = Checker::new();
    if let Some(profile) = args.profile {
        checker = checker.profile(profile);
    }
    checker = checker.today(args.today());
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
    if let Some(share) = args.min_read {
        checker = checker.min_read(share);
    }
    if !args.select.is_empty() {
        checker = checker.select(&args.select)?;
    }
    if let Some(threads) = args.threads {
        checker = checker.threads(threads.max(1));
    }
    Ok(checker.ignore(&args.ignore)?)
}

impl Check {
    /// Today's date, or the one given. The library itself never reads the clock.
    fn today(&self) -> chrono::NaiveDate {
        self.today.unwrap_or_else(|| {
            let seconds = std::time::SystemTime::now()
                .duration_since(std::time::UNIX_EPOCH)
                .map_or(0, |since| since.as_secs());
            // China is eight hours ahead of UTC, without daylight saving time.
            let days = (seconds + 8 * 3600) / 86_400;
            chrono::NaiveDate::default() + chrono::Days::new(days)
        })
    }
}

/// The configuration file: the one given, or else the first found next to the inputs or in the
/// current directory.
fn config_path(args: &Check) -> Option<PathBuf> {
    if let Some(path) = &args.config {
        return Some(path.clone());
    }
    let beside = args.input.paths.iter().filter_map(|input| {
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

fn read_view(view: &ViewFile, options: &ReadOptions) -> Result<View, Failure> {
    Ok(View {
        name: view.name.clone(),
        reading: read_paths(std::slice::from_ref(&view.path), options)?,
    })
}

fn print_json(args: &Check, report: &Report, language: Language) -> Result<(), Failure> {
    let inputs: Vec<String> = (args.input.paths.iter())
        .map(|input| input.display().to_string())
        .collect();
    let mut json = json_report(report, &inputs, args.fail_on.severity(), language);
    let least = args.show.into();
    json.findings.retain(|finding| finding.severity >= least);
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
    let least = args.show.into();
    if args.each {
        for finding in (report.findings.iter()).filter(|finding| finding.severity >= least) {
            let text = text::finding(finding, reading, views, &options);
            writeln!(out, "{text}\n")?;
        }
    } else {
        let causes = report.causes();
        let shown = causes.iter().filter(|cause| cause.severity() >= least);
        for cause in shown.clone() {
            let text = text::cause(cause, reading, views, &options);
            writeln!(out, "{text}\n")?;
        }
        let (shown, places) = (
            shown.clone().count(),
            shown.map(|cause| cause.numbers().len()).sum::<usize>(),
        );
        if shown < places {
            let line = match language {
                Language::English => {
                    format!(
                        "{places} places in {shown} entries, like with like; --each lists every place"
                    )
                }
                _ => format!("{places}处问题同类归在一起，共{shown}条；逐处列出用 --each"),
            };
            writeln!(out, "{line}")?;
        }
    }
    writeln!(out, "{}", text::summary(report, &options))?;
    Ok(out.flush()?)
}

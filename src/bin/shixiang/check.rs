//! `check`: reads, checks and reports.

use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use shixiang::diff::Previous;
use shixiang::{
    Checker, Config, Error, Language, ReadOptions, ReferenceCatalogue, View, read_paths,
};

use crate::args::{Check, Choice, Detail, Output, ViewFile};
use crate::debt;
use crate::exit::{Exit, Failure};
use crate::input::{Piped, STDIN};
use crate::output::Finished;

pub(crate) fn run(args: &Check, language: Language) -> Result<Exit, Failure> {
    let mut options = args.input.options()?;
    if let Some(threads) = args.threads {
        options = options.threads(threads.max(1));
    }
    let mut checker = checker(args)?;
    if let Some(path) = &args.previous {
        checker = checker.previous(Previous::read(path, &options)?);
    }
    if let Some(path) = &args.reference {
        checker = checker.reference(ReferenceCatalogue::read(path, &options)?);
    }
    let views = (args.view.iter())
        .map(|view| read_view(view, &options))
        .collect::<Result<Vec<_>, _>>()?;
    let mut report = match args.input.piped()? {
        Some(Piped { bytes, format }) => {
            checker.check_bytes(STDIN, &bytes, format, &options, &views)?
        }
        None => checker.check_paths(&args.input.paths, &options, &views)?,
    };
    debt::apply(&args.debt, &mut report, args.choice.today())?;
    let finished = Finished {
        args,
        report: &report,
        language,
    };
    match finished.write() {
        // Whoever closed the pipe has seen enough; the verdict is the same.
        Err(Failure::Output(error)) if error.kind() == ErrorKind::BrokenPipe => {}
        done => done?,
    }
    Ok(report.verdict(args.fail_on.severity()).into())
}

fn checker(args: &Check) -> Result<Checker, Failure> {
    let is_text = args.format == Output::Text
        || (args.output.iter()).any(|file| file.format() == Output::Text);
    let shows_excerpts = is_text && !args.quiet && args.detail != Some(Detail::List);
    let mut checker = args
        .choice
        .checker(&args.input.paths)?
        .excerpts(shows_excerpts);
    if let Some(share) = args.min_read {
        checker = checker.min_read(share);
    }
    if let Some(threads) = args.threads {
        checker = checker.threads(threads.max(1));
    }
    Ok(checker)
}

impl Choice {
    /// The checker for these inputs.
    pub(crate) fn checker(&self, inputs: &[PathBuf]) -> Result<Checker, Failure> {
        let mut checker = Checker::new();
        if let Some(profile) = self.profile {
            checker = checker.profile(profile);
        }
        checker = checker.today(self.today());
        if let Some(path) = self.config_path(inputs) {
            let text = std::fs::read_to_string(&path).map_err(|source| Error::Read {
                path: path.clone(),
                source,
            })?;
            checker = checker.config(&Config::parse(&path.display().to_string(), &text)?)?;
        }
        if self.preview {
            checker = checker.preview(true);
        }
        if !self.select.is_empty() {
            checker = checker.select(&self.select)?;
        }
        Ok(checker.ignore(&self.ignore)?)
    }

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

    /// The configuration file: the one given, or else the first found next to the inputs or in the
    /// current directory.
    fn config_path(&self, inputs: &[PathBuf]) -> Option<PathBuf> {
        if let Some(path) = &self.config {
            return Some(path.clone());
        }
        let beside = inputs.iter().filter_map(|input| {
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
}

fn read_view(view: &ViewFile, options: &ReadOptions) -> Result<View, Failure> {
    Ok(View {
        name: view.name.clone(),
        reading: read_paths(std::slice::from_ref(&view.path), options)?,
    })
}

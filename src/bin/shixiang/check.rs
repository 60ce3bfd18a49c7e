//! `check`: reads, checks and reports.

use std::fs::File;
use std::io::{BufWriter, ErrorKind, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use shixiang::diff::Previous;
use shixiang::{
    Checker, Config, Error, Facts, Language, ReadOptions, ReferenceCatalogue, Report, View,
    read_paths,
};

use crate::args::{Check, Checked, Choice, Detail, Output, ViewFile};
use crate::debt;
use crate::exit::{Exit, Failure};
use crate::input::{Piped, STDIN, excluding};
use crate::output::Finished;
use crate::progress::Progress;

/// The name of a configuration file.
pub(crate) const CONFIG: &str = "shixiang.toml";

pub(crate) fn run(args: &Check, language: Language) -> Result<Exit, Failure> {
    let has_workbook = (args.output.iter()).any(|file| file.format() == Output::Xlsx);
    if args.format == Output::Xlsx && !has_workbook {
        return Err(Failure::Usage {
            zh: "工作簿写不到标准输出；写明文件，如 -o 整改台账.xlsx".to_owned(),
            en: "a workbook cannot be written to standard output; name a file, such as -o findings.xlsx"
                .to_owned(),
        });
    }
    let excerpts = args.shows_excerpts();
    let keeps_facts = args.facts.is_some();
    let set = |checker: Checker| checker.excerpts(excerpts).keep_facts(keeps_facts);
    let progress = Progress::new(args.checked.verbose, args.quiet, language);
    let mut report = args.checked.report(&progress, set)?;
    if let (Some(path), Some(facts)) = (&args.facts, &report.facts) {
        write_facts(facts, path)?;
    }
    debt::apply(&args.debt, &mut report, args.checked.choice.today())?;
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
    progress.end(&report);
    Ok(report.verdict(args.fail_on.severity()).into())
}

/// Writes the facts of the items; like a report, they replace what is there.
fn write_facts(facts: &Facts, path: &Path) -> Result<(), Error> {
    let written = File::create(path).and_then(|file| {
        let mut out = BufWriter::new(file);
        facts.write(&mut out)?;
        out.flush()
    });
    written.map_err(|source| Error::Write {
        path: path.to_path_buf(),
        source,
    })
}

impl Check {
    fn shows_excerpts(&self) -> bool {
        let is_text = self.format == Output::Text
            || (self.output.iter()).any(|file| file.format() == Output::Text);
        let shown = is_text && !self.quiet && self.detail != Some(Detail::List);
        shown || self.excerpts
    }
}

impl Checked {
    /// Reads and checks; `set` sets what the report is to hold.
    pub(crate) fn report(
        &self,
        progress: &Arc<Progress>,
        set: impl FnOnce(Checker) -> Checker,
    ) -> Result<Report, Failure> {
        let path = self.choice.config_path(&self.input.paths);
        progress.begin(path.as_deref());
        let config = path.as_deref().map(read_config).transpose()?;
        let excluded = config.as_ref().map_or(&[][..], |config| &config.exclude);
        let mut options = excluding(self.input.options()?, excluded)?;
        let mut checker = set(self.choice.checker(config.as_ref())?);
        let told = progress.clone();
        checker = checker.on_progress(move |event| told.take(&event));
        if let Some(share) = self.min_read {
            checker = checker.min_read(share);
        }
        if let Some(threads) = self.threads {
            options = options.threads(threads.max(1));
            checker = checker.threads(threads.max(1));
        }
        if let Some(path) = &self.previous {
            checker = checker.previous(Previous::read(path, &options)?);
        }
        if let Some(path) = &self.reference {
            checker = checker.reference(ReferenceCatalogue::read(path, &options)?);
        }
        let views = (self.view.iter())
            .map(|view| read_view(view, &options))
            .collect::<Result<Vec<_>, _>>()?;
        let checked = match self.input.piped()? {
            Some(Piped { bytes, format }) => {
                checker.check_bytes(STDIN, &bytes, format, &options, &views)
            }
            None => checker.check_paths(&self.input.paths, &options, &views),
        };
        progress.checked();
        Ok(checked?)
    }

    /// The inputs as the user named them.
    pub(crate) fn inputs(&self) -> Vec<String> {
        let inputs = self.input.paths.iter();
        inputs.map(|input| input.display().to_string()).collect()
    }
}

impl Choice {
    /// The checker, by what a configuration file says.
    pub(crate) fn checker(&self, config: Option<&Config>) -> Result<Checker, Failure> {
        let mut checker = Checker::new();
        if let Some(profile) = self.profile {
            checker = checker.profile(profile);
        }
        checker = checker.today(self.today());
        if let Some(config) = config {
            checker = checker.config(config)?;
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
    pub(crate) fn today(&self) -> chrono::NaiveDate {
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
    pub(crate) fn config_path(&self, inputs: &[PathBuf]) -> Option<PathBuf> {
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
            .map(|directory| directory.join(CONFIG))
            .find(|path| path.is_file())
    }
}

/// What a configuration file says.
pub(crate) fn read_config(path: &Path) -> Result<Config, Failure> {
    let text = std::fs::read_to_string(path).map_err(|source| Error::Read {
        path: path.to_path_buf(),
        source,
    })?;
    Ok(Config::parse(&path.display().to_string(), &text)?)
}

fn read_view(view: &ViewFile, options: &ReadOptions) -> Result<View, Failure> {
    Ok(View {
        name: view.name.clone(),
        reading: read_paths(std::slice::from_ref(&view.path), options)?,
    })
}

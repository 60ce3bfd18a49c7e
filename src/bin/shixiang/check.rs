//! `check`: reads, checks and reports.

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use chrono::NaiveDate;
use shixiang::diff::Previous;
use shixiang::{
    Checker, Config, Error, Inputs, Language, PartFile, ReadOptions, ReferenceCatalogue, Report,
    Stream, View, read_catalogue, read_paths,
};

use crate::args::{By, Check, Checked, Choice, FailOn, Reporting, ViewFile};
use crate::debt;
use crate::exit::{Exit, Failure};
use crate::input::{STDIN, excluding, files, temporary};
use crate::output::{Finished, OutputFile, are_apart};
use crate::progress::Progress;

/// The name of a configuration file.
pub(crate) const CONFIG: &str = "shixiang.toml";

/// Maximum number of threads: more do not make a check faster, and too many exhaust the system.
const MAX_THREADS: usize = 256;

pub(crate) fn run(args: &Check, language: Language) -> Result<Exit, Failure> {
    args.reporting.can_be_written()?;
    args.ensure_apart()?;
    let catalogue = args
        .catalogue
        .as_deref()
        .map(|path| read_catalogue(path, &ReadOptions::default()))
        .transpose()?;
    let is_piped = args.facts.as_deref() == Some(Path::new(STDIN));
    let excerpts = args.reporting.excerpts || !is_piped && args.reporting.shows_excerpts();
    let set = |checker: Checker| {
        let checker = args.reporting.holding(checker.excerpts(excerpts));
        match &catalogue {
            Some(catalogue) => checker.within(catalogue),
            None => checker,
        }
    };
    let part = args.facts.as_deref().map(Part::create).transpose()?;
    let piped = args.piped()?;
    let file = part.as_ref().map(|part| &part.file);
    let progress = Progress::new(args.checked.verbose, args.reporting.quiet, language);
    let report = args.checked.report(&progress, set, piped.as_ref(), file)?;
    if let Some(part) = part.filter(|part| part.is_piped) {
        return args.exit(part.print(), &report);
    }
    let inputs = match &args.name {
        Some(name) => vec![name.clone()],
        None => args.checked.inputs(),
    };
    let today = args.checked.by.choice.today();
    let done = finish(&args.reporting, report, inputs, today, language);
    let (report, written) = done?;
    let exit = args.exit(written, &report)?;
    progress.end(&report);
    Ok(exit)
}

/// Writes a report to its outputs.
pub(crate) fn finish(
    args: &Reporting,
    mut report: Report,
    inputs: Vec<String>,
    today: NaiveDate,
    language: Language,
) -> Result<(Report, Result<(), Failure>), Failure> {
    debt::apply(&args.debt, &mut report, today)?;
    if args.looks_back() {
        report.hold()?;
    }
    let finished = Finished {
        args,
        inputs,
        report: &report,
        language,
    };
    let written = finished.write();
    Ok((report, written))
}

impl Check {
    /// Checks that no output would overwrite an input.
    fn ensure_apart(&self) -> Result<(), Failure> {
        let mut inputs = self.checked.read_paths();
        inputs.extend(self.catalogue.as_deref());
        inputs.extend(self.reporting.debt.read_paths());
        let reports = self.reporting.output.iter().map(OutputFile::path);
        are_apart(reports.chain(self.facts.as_deref()), &inputs)
    }

    /// Standard input, if it is the input.
    fn piped(&self) -> Result<Option<Stream>, Failure> {
        let stream = self
            .checked
            .input
            .stream(self.name.as_deref(), self.first_line)?;
        if stream.is_none() && (self.name.is_some() || self.first_line.is_some()) {
            return Err(Failure::Usage {
                zh: "--name 和 --first-line 只用于标准输入（-）".to_owned(),
                en: "--name and --first-line are for standard input (-) only".to_owned(),
            });
        }
        Ok(stream)
    }

    /// The exit code of a report; an error if it could not be written.
    fn exit(&self, written: Result<(), Failure>, report: &Report) -> Result<Exit, Failure> {
        let exit = self.reporting.exit(written, report)?;
        let is_filter = self.checked.input.is_piped() && self.reporting.fail_on == FailOn::Never;
        // In a pipeline, one bad line must not stop a job on a cluster; the verdict is in the output.
        Ok(match exit {
            Exit::Incomplete if is_filter => Exit::Fine,
            exit => exit,
        })
    }
}

/// The output file of `--facts`.
struct Part {
    file: PartFile,
    path: PathBuf,
    /// Whether the complete part is copied to standard output.
    is_piped: bool,
}

impl Part {
    fn create(path: &Path) -> Result<Self, Error> {
        let is_piped = path == Path::new(STDIN);
        // Writing a part may start over, which a pipe does not allow.
        let (path, file) = if is_piped {
            let (path, file) = temporary("part")?;
            (path.clone(), PartFile::new(path, file))
        } else {
            (path.to_path_buf(), PartFile::create(path)?)
        };
        Ok(Self {
            file,
            path,
            is_piped,
        })
    }

    fn print(&self) -> Result<(), Failure> {
        let mut file = File::open(&self.path)?;
        io::copy(&mut file, &mut io::stdout().lock())?;
        Ok(())
    }
}

impl Drop for Part {
    fn drop(&mut self) {
        if self.is_piped {
            // A file that cannot be removed stays in the temporary directory.
            let _ = fs::remove_file(&self.path);
        }
    }
}

impl Checked {
    /// Reads and checks the inputs; `set` configures what the report holds.
    pub(crate) fn report(
        &self,
        progress: &Arc<Progress>,
        set: impl FnOnce(Checker) -> Checker,
        piped: Option<&Stream>,
        part: Option<&PartFile>,
    ) -> Result<Report, Failure> {
        let by = &self.by;
        let path = by.choice.config_path(&self.input.paths);
        progress.begin(path.as_deref());
        let config = path.as_deref().map(read_config).transpose()?;
        let excluded = config.as_ref().map_or(&[][..], |config| &config.exclude);
        let options = by.options(excluding(self.input.options()?, excluded)?);
        let today = Some(by.choice.today());
        let checker = set(by.checker(config.as_ref(), today, &options)?);
        let told = progress.clone();
        let checker = checker.on_progress(move |event| told.take(&event));
        let views = by.views(&options)?;
        let inputs = match piped {
            Some(stream) => Inputs::Stream(stream),
            None => Inputs::Paths(&self.input.paths),
        };
        let checked = checker.check_inputs(&inputs, &options, &views, part);
        progress.checked();
        Ok(checked?)
    }

    /// The files and directories that are read.
    pub(crate) fn read_paths(&self) -> Vec<&Path> {
        let mut paths: Vec<&Path> = self.input.paths.iter().map(PathBuf::as_path).collect();
        paths.extend(self.by.view.iter().map(|view| view.path.as_path()));
        paths.extend(self.by.previous.as_deref());
        paths.extend(self.by.reference.as_deref());
        paths.extend(self.by.choice.config.as_deref());
        paths
    }

    /// The inputs as the user named them.
    pub(crate) fn inputs(&self) -> Vec<String> {
        let inputs = self.input.paths.iter();
        inputs.map(|input| input.display().to_string()).collect()
    }
}

impl By {
    /// Sets the number of threads of the read options.
    pub(crate) fn options(&self, options: ReadOptions) -> ReadOptions {
        match self.threads {
            Some(threads) => options.threads(threads.clamp(1, MAX_THREADS)),
            None => options,
        }
    }

    /// Creates the checker from the options, a configuration file and a date.
    pub(crate) fn checker(
        &self,
        config: Option<&Config>,
        today: Option<NaiveDate>,
        options: &ReadOptions,
    ) -> Result<Checker, Failure> {
        let mut checker = self.choice.checker_on(config, today)?;
        if let Some(share) = self.min_read {
            checker = checker.min_read(share);
        }
        if let Some(threads) = self.threads {
            checker = checker.threads(threads.clamp(1, MAX_THREADS));
        }
        let past = self.hold_facts.saturating_mul(1 << 20);
        if let Some(path) = &self.previous {
            let previous = Previous::read_spilling(path, options, past, files("previous"))?;
            checker = checker.previous(previous);
        }
        if let Some(path) = &self.reference {
            let file = files("reference");
            let reference = ReferenceCatalogue::read_spilling(path, options, past, file)?;
            checker = checker.reference(reference);
        }
        Ok(checker.spill_facts(past, files("facts")))
    }

    /// Reads the catalogues of other channels.
    pub(crate) fn views(&self, options: &ReadOptions) -> Result<Vec<View>, Failure> {
        let views = self.view.iter();
        views.map(|view| read_view(view, options)).collect()
    }
}

impl Choice {
    /// Creates the checker from the options and a configuration file.
    pub(crate) fn checker(&self, config: Option<&Config>) -> Result<Checker, Failure> {
        self.checker_on(config, Some(self.today()))
    }

    /// Creates the checker from the options, a configuration file and a date.
    fn checker_on(
        &self,
        config: Option<&Config>,
        today: Option<NaiveDate>,
    ) -> Result<Checker, Failure> {
        let mut checker = Checker::new();
        if let Some(profile) = self.profile {
            checker = checker.profile(profile);
        }
        if let Some(today) = today {
            checker = checker.today(today);
        }
        if let Some(config) = config {
            checker = checker.config(config)?;
        }
        if self.preview {
            checker = checker.preview(true);
        }
        if !self.select.is_empty() {
            checker = checker.select(&self.select)?;
        }
        let checker = checker.ignore(&self.ignore)?;
        if !checker.has_rules() {
            return Err(Failure::Usage {
                zh: "没有一条规则可以运行；核对选用（select）和不用（ignore）的规则".to_owned(),
                en: "there is no rule to run; check the rules under select and ignore".to_owned(),
            });
        }
        Ok(checker)
    }

    /// The date given, or today's date. The library itself never reads the clock.
    pub(crate) fn today(&self) -> NaiveDate {
        self.today.unwrap_or_else(|| {
            let seconds = std::time::SystemTime::now()
                .duration_since(std::time::UNIX_EPOCH)
                .map_or(0, |since| since.as_secs());
            // China is eight hours ahead of UTC, without daylight saving time.
            let days = (seconds + 8 * 3600) / 86_400;
            NaiveDate::default() + chrono::Days::new(days)
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

/// Reads a configuration file.
pub(crate) fn read_config(path: &Path) -> Result<Config, Failure> {
    let text = fs::read_to_string(path).map_err(|source| Error::Read {
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

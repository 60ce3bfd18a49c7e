//! Requests of a host, and the answer.

use std::path::{Path, PathBuf};

use chrono::NaiveDate;
use serde::Deserialize;
use shixiang::dialect::{self, Dialect};
use shixiang::diff::Previous;
use shixiang::report::{self, ReportFormat, ReportOptions};
use shixiang::vocabulary::Profile;
use shixiang::{
    Checker, Config, Error, Language, MemoryFiles, ReadOptions, ReferenceCatalogue, Severity, View,
    read_paths,
};

/// The options of a request; they have the names and defaults of `shixiang check`.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Options {
    /// The files that were sent, in the order of their bytes.
    pub files: Vec<SentFile>,
    /// Names of the files and directories to check; all that were sent if there is none.
    pub inputs: Option<Vec<String>>,
    /// Files and directories below the inputs that are not read.
    pub exclude: Vec<String>,
    /// The language of all texts.
    pub lang: Language,
    /// The profile of required elements.
    pub profile: Option<Profile>,
    /// Runs only these rules.
    pub select: Vec<String>,
    /// Skips these rules.
    pub ignore: Vec<String>,
    /// Whether to run preview rules as well.
    pub preview: bool,
    /// Today's date: the module has no clock. Rules that need one do not run without it.
    pub today: Option<NaiveDate>,
    /// Name of the configuration among the files; the first `shixiang.toml` beside the inputs if there is
    /// none.
    pub config: Option<String>,
    /// Name of a built-in dialect, or of a dialect file among the files.
    pub dialect: Option<String>,
    /// The encoding of what is not UTF-8.
    pub encoding: Option<String>,
    /// Whether to leave out hidden sheets and rows.
    pub skip_hidden: bool,
    /// Other channels to compare with.
    pub views: Vec<Channel>,
    /// Name of the previous version, to compare with.
    pub previous: Option<String>,
    /// Name of the catalogue of a higher level, to compare with.
    pub reference: Option<String>,
    /// The least severity that fails the check.
    pub fail_on: FailOn,
    /// The least severity to show.
    pub show: Option<Severity>,
    /// The least share of the values that must be read.
    pub min_read: Option<f64>,
    /// Whether findings hold the line of the source that they are in.
    pub excerpts: bool,
}

/// A file in a request.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SentFile {
    /// Its name, with the directories that it lies in.
    pub name: String,
    /// The number of its bytes.
    pub length: usize,
}

/// Another channel.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Channel {
    /// Its name in messages.
    pub name: String,
    /// Its file or directory.
    pub path: String,
}

/// The least severity that fails a check.
#[derive(Debug, Clone, Copy, Default, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum FailOn {
    #[default]
    Error,
    Warning,
    Hint,
    Never,
}

impl FailOn {
    fn severity(self) -> Option<Severity> {
        match self {
            Self::Error => Some(Severity::Error),
            Self::Warning => Some(Severity::Warning),
            Self::Hint => Some(Severity::Hint),
            Self::Never => None,
        }
    }
}

/// The report that a request asks for, or why there is none.
pub(crate) fn answer(request: &[u8], options_length: usize) -> Result<Vec<u8>, String> {
    let Some((options, bytes)) = request.split_at_checked(options_length) else {
        return Err("the options are longer than the request".to_owned());
    };
    let options: Options =
        serde_json::from_slice(options).map_err(|error| format!("options: {error}"))?;
    let files = options.received(bytes)?;
    let inputs = options.inputs.clone().unwrap_or_else(|| {
        let names = options.files.iter().map(|file| file.name.clone());
        names.collect()
    });
    (options.report(files, inputs)).map_err(|error| error.message(options.lang))
}

impl Options {
    /// The files that were sent.
    fn received(&self, mut bytes: &[u8]) -> Result<MemoryFiles, String> {
        let mut files = MemoryFiles::new();
        for SentFile { name, length } in &self.files {
            let (file, rest) = (bytes.split_at_checked(*length))
                .ok_or_else(|| format!("the request ends before {length} bytes of {name}"))?;
            files = files.with(name, file);
            bytes = rest;
        }
        if bytes.is_empty() {
            Ok(files)
        } else {
            Err(format!("{} bytes belong to no file", bytes.len()))
        }
    }

    /// Reads and checks.
    fn report(&self, files: MemoryFiles, inputs: Vec<String>) -> Result<Vec<u8>, Error> {
        let paths: Vec<PathBuf> = inputs.iter().map(PathBuf::from).collect();
        let config = self.config_name(&files, &paths);
        let config = config.map(|name| Config::parse(&name, &text(&name, &files)?));
        let config = config.transpose()?;
        let mut checker = self.checker(config.as_ref())?;
        let mut options = ReadOptions::default();
        let excluded = config.iter().flat_map(|config| &config.exclude);
        for pattern in self.exclude.iter().chain(excluded) {
            options = options.exclude(pattern)?;
        }
        if let Some(name) = &self.dialect {
            options = options.dialect(find_dialect(name, &files)?);
        }
        if let Some(label) = &self.encoding {
            options = options.encoding(label);
        }
        options.skip_hidden = self.skip_hidden;
        let options = options.files(files);

        let read = |path: &str| read_paths(&[path.into()], &options);
        if let Some(path) = &self.previous {
            checker = checker.previous(Previous::new(path, &read(path)?));
        }
        if let Some(path) = &self.reference {
            checker = checker.reference(ReferenceCatalogue::new(path, &read(path)?));
        }
        let views = (self.views.iter())
            .map(|channel| {
                Ok(View {
                    name: channel.name.clone(),
                    reading: read(&channel.path)?,
                })
            })
            .collect::<Result<Vec<_>, Error>>()?;
        let report = checker.check_paths(&paths, &options, &views)?;

        let shown = ReportOptions::new(self.lang)
            .inputs(inputs)
            .limit(self.fail_on.severity())
            .least(self.show.unwrap_or(Severity::Hint))
            .excerpts(self.excerpts);
        let mut json = Vec::new();
        let written = report::write(ReportFormat::Json, &report, &shown, &mut json);
        written.map_err(|source| Error::Write {
            path: PathBuf::new(),
            source,
        })?;
        Ok(json)
    }

    /// The checker, without what is to be read.
    fn checker(&self, config: Option<&Config>) -> Result<Checker, Error> {
        let mut checker = Checker::new().excerpts(self.excerpts);
        if let Some(profile) = self.profile {
            checker = checker.profile(profile);
        }
        if let Some(today) = self.today {
            checker = checker.today(today);
        }
        if let Some(config) = config {
            checker = checker.config(config)?;
        }
        if self.preview {
            checker = checker.preview(true);
        }
        if let Some(share) = self.min_read {
            checker = checker.min_read(share);
        }
        if !self.select.is_empty() {
            checker = checker.select(&self.select)?;
        }
        checker.ignore(&self.ignore)
    }

    /// The configuration: the one named, or else the first beside the inputs or above all directories.
    fn config_name(&self, files: &MemoryFiles, inputs: &[PathBuf]) -> Option<String> {
        if self.config.is_some() {
            return self.config.clone();
        }
        let beside = inputs.iter().map(|input| match files.get(input) {
            Some(_) => input.parent().unwrap_or(Path::new("")),
            None => input,
        });
        beside
            .chain([Path::new(".")])
            .map(|directory| directory.join("shixiang.toml"))
            .find(|path| files.get(path).is_some())
            .map(|path| path.display().to_string())
    }
}

fn find_dialect(name: &str, files: &MemoryFiles) -> Result<Dialect, Error> {
    match dialect::find(name) {
        None if files.get(name).is_some() => Dialect::parse(name, &text(name, files)?),
        // The error names those that there are.
        _ => shixiang::find_dialect(name),
    }
}

/// A file that must be text.
fn text(name: &str, files: &MemoryFiles) -> Result<String, Error> {
    let path = PathBuf::from(name);
    let Some(bytes) = files.get(name) else {
        return Err(Error::NotFound { path });
    };
    String::from_utf8(bytes.to_vec()).map_err(|error| Error::Read {
        path,
        source: std::io::Error::new(std::io::ErrorKind::InvalidData, error),
    })
}

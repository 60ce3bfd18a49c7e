//! Checks the open documents whenever one of them changed, and sends the findings to the editor.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::Receiver;
use std::time::{Duration, Instant};

use gen_lsp_types::{
    Code, CodeDescription, Diagnostic, DiagnosticRelatedInformation, DiagnosticSeverity, Message,
    MessageType, PublishDiagnosticsNotification, PublishDiagnosticsParams, ShowMessageNotification,
    ShowMessageParams, TextEdit, Uri,
};
use shixiang::editor::{Lines, Position};
use shixiang::engine::Finding;
use shixiang::source::{Format, Location};
use shixiang::{
    Config, Error, Language, MemoryFiles, ReadOptions, Report, Rule, Severity, catalogue_of,
    is_ours, read_catalogue,
};

use super::documents::{Documents, Shown, range};
use super::{Editor, tell};
use crate::args::Choice;
use crate::check::{CONFIG, read_config};
use crate::exit::Failure;
use crate::input::excluding;

/// Pause in typing before the documents are checked.
const PAUSE: Duration = Duration::from_millis(100);

/// A check that takes longer is not waited for while something is typed.
const SLOW: Duration = Duration::from_millis(300);

/// Findings by document.
type Found<'p> = BTreeMap<&'p Path, Vec<Shown>>;

/// The state between two checks.
#[derive(Debug, Default)]
struct Known {
    /// The failure last shown in the editor.
    told: String,
    /// The catalogues that take long.
    slow: BTreeSet<PathBuf>,
    /// The configurations that are not open and in which something is shown.
    faulty: BTreeSet<PathBuf>,
}

/// Checks the documents.
pub(super) struct Inspector {
    pub(super) choice: Choice,
    pub(super) language: Language,
    pub(super) documents: Arc<Documents>,
    pub(super) editor: Editor,
}

impl Inspector {
    /// Checks after each change, until there will be no more.
    pub(super) fn run(&self, changes: &Receiver<()>) {
        let mut known = Known::default();
        while changes.recv().is_ok() {
            while changes.recv_timeout(PAUSE).is_ok() {}
            let failed = loop {
                match self.check(changes, &mut known) {
                    Ok(true) => break String::new(),
                    Ok(false) => {}
                    Err(failure) => break failure.message(self.language),
                }
            };
            // Said once, not with every letter that is typed.
            if failed != known.told && !failed.is_empty() {
                let message = ShowMessageParams::new(MessageType::Error, failed.clone());
                tell::<ShowMessageNotification>(&self.editor, message);
            }
            known.told = failed;
        }
    }

    /// Checks the catalogues of the open documents; `false` if something was typed meanwhile, so that it is
    /// to be checked again.
    fn check(&self, changes: &Receiver<()>, known: &mut Known) -> Result<bool, Failure> {
        let (files, versions) = self.documents.snapshot();
        let options = ReadOptions::default().files(files.clone());
        let mut failed = Ok(true);
        let mut faulty = BTreeSet::new();
        let mut shown: BTreeSet<&PathBuf> = BTreeSet::new();
        for (input, documents) in inputs(&files, versions.keys(), &options) {
            shown.extend(&documents);
            let mut found: Found<'_> = (documents.iter())
                .map(|path| (path.as_path(), Vec::new()))
                .collect();
            let is_slow = known.slow.contains(&input);
            if is_slow {
                // Meanwhile, findings in single items.
                let items = documents.iter().copied();
                let items = items.filter(|path| **path != input && !is_config(path));
                if let Ok(alone) = self.alone(&input, items, &options, &files) {
                    self.show(alone, &versions);
                }
                // The text typed now is newer than the result of a check of the whole catalogue.
                if changes.try_recv().is_ok() {
                    return Ok(false);
                }
            }
            let start = Instant::now();
            match self.report(&input, &options, &files) {
                Ok(report) => self.add(&report, &files, &mut found),
                // The other documents are checked nevertheless; a file that is being written is read again
                // with the next change.
                Err(Failure::Library(Error::InputChanged)) => continue,
                Err(failure) => {
                    // A problem of a configuration is shown in it; earlier findings stay.
                    match self.config_of(&input) {
                        Some(config) if is_of_config(&failure) => {
                            faulty.insert(config);
                        }
                        _ => failed = Err(failure),
                    }
                    continue;
                }
            }
            if start.elapsed() > SLOW {
                known.slow.insert(input);
            } else {
                known.slow.remove(&input);
            }
            self.show(found, &versions);
        }
        // Documents that are not checked have no findings, and the editor is told so.
        let others = versions.keys().filter(|path| !shown.contains(path));
        let mut others: Found<'_> = others.map(|path| (path.as_path(), Vec::new())).collect();
        for path in versions.keys().filter(|path| is_config(path)) {
            let text = text(&path.to_string_lossy(), &files);
            if let Some(fault) = self.fault_of_config(path, &text) {
                others.insert(path, vec![fault]);
            }
        }
        self.show(others, &versions);
        faulty.retain(|path| !versions.contains_key(path));
        self.show_closed(&files, faulty, known);
        failed
    }

    /// Shows the problems of configurations that are not open and by which nothing can be checked.
    fn show_closed(&self, files: &MemoryFiles, faulty: BTreeSet<PathBuf>, known: &mut Known) {
        for path in faulty.union(&known.faulty) {
            let Ok(uri) = Uri::from_file_path(path) else {
                continue;
            };
            let text = text(&path.to_string_lossy(), files);
            let fault = self
                .fault_of_config(path, &text)
                .filter(|_| faulty.contains(path));
            let shown = PublishDiagnosticsParams {
                uri,
                version: None,
                diagnostics: fault.into_iter().map(|fault| fault.diagnostic).collect(),
            };
            tell::<PublishDiagnosticsNotification>(&self.editor, shown);
        }
        known.faulty = faulty;
    }

    /// Sends the findings in documents to the editor, unless they changed meanwhile.
    fn show(&self, found: Found<'_>, versions: &BTreeMap<PathBuf, i32>) {
        let mut documents = self.documents.lock();
        for (path, found) in found {
            let checked = versions.get(path).copied();
            let Some(document) = documents.get_mut(path) else {
                continue;
            };
            // A document that changed meanwhile is checked again.
            if Some(document.version) != checked {
                continue;
            }
            let diagnostics = found.iter().map(|found| found.diagnostic.clone());
            let shown = PublishDiagnosticsParams {
                uri: document.uri.clone(),
                version: checked,
                diagnostics: diagnostics.collect(),
            };
            (document.found, document.checked) = (found, checked);
            tell::<PublishDiagnosticsNotification>(&self.editor, shown);
        }
    }

    /// The findings in items of a catalogue, each checked by itself within the catalogue.
    fn alone<'p>(
        &self,
        catalogue: &Path,
        items: impl Iterator<Item = &'p PathBuf>,
        options: &ReadOptions,
        files: &MemoryFiles,
    ) -> Result<Found<'p>, Failure> {
        let config = self.config_of(catalogue);
        let config = config.map(|path| config_in(&path, files)).transpose()?;
        let checker = self.choice.checker(config.as_ref())?.excerpts(false);
        let checker = checker.within(&read_catalogue(catalogue, options)?);
        let mut found = Found::new();
        for path in items {
            found.insert(path, Vec::new());
            let report = checker.check_paths(std::slice::from_ref(path), options, &[])?;
            self.add(&report, files, &mut found);
        }
        Ok(found)
    }

    /// The configuration of an input: the one given, or the nearest in its directory and those above it.
    fn config_of(&self, input: &Path) -> Option<PathBuf> {
        let above = input.ancestors().skip(1);
        let mut configs = above.map(|directory| directory.join(CONFIG));
        let given = self.choice.config.clone();
        given.or_else(|| configs.find(|config| config.is_file()))
    }

    /// The problem of a configuration, at its line or at the name that no rule has.
    fn fault_of_config(&self, path: &Path, text: &str) -> Option<Shown> {
        let name = path.display().to_string();
        let fault = match Config::parse(&name, text) {
            Ok(config) => self.choice.checker(Some(&config)).err()?,
            Err(fault) => fault.into(),
        };
        let lines = Lines::new(text);
        let named = match &fault {
            Failure::Library(Error::UnknownRule { name, .. }) => {
                text.find(name.as_str()).map(|at| at..at + name.len())
            }
            _ => None,
        };
        let line = match &fault {
            Failure::Library(Error::Config { line, .. }) => line.map_or(0, |line| line - 1),
            _ => 0,
        };
        let line = u32::try_from(line).unwrap_or(u32::MAX);
        let end_of = |character| lines.offset(Position { line, character });
        let bytes = named.unwrap_or_else(|| end_of(0)..end_of(u32::MAX));
        let diagnostic = Diagnostic {
            range: range(&lines, &bytes),
            severity: Some(DiagnosticSeverity::Error),
            code: None,
            code_description: None,
            source: Some("shixiang".to_owned()),
            message: Message::String(fault.message(self.language)),
            tags: None,
            related_information: None,
            data: None,
        };
        Some(Shown {
            rule: None,
            diagnostic,
            fix: None,
        })
    }

    fn report(
        &self,
        input: &Path,
        options: &ReadOptions,
        files: &MemoryFiles,
    ) -> Result<Report, Failure> {
        let path = self.config_of(input);
        let config = path
            .as_deref()
            .map(|path| config_in(path, files))
            .transpose()?;
        let excluded = config.as_ref().map_or(&[][..], |config| &config.exclude);
        let options = excluding(options.clone(), excluded)?;
        let around = path.as_deref().and_then(Path::parent);
        if around.is_some_and(|directory| options.excludes(input, directory)) {
            return Ok(Report::default());
        }
        let checker = self.choice.checker(config.as_ref())?.excerpts(false);
        Ok(checker.check_paths(&[input.to_path_buf()], &options, &[])?)
    }

    /// Adds the findings that are in open documents.
    fn add(&self, report: &Report, files: &MemoryFiles, found: &mut Found<'_>) {
        let located = (report.findings.iter())
            .filter_map(|finding| Some((finding, finding.location.as_ref()?)));
        let shown: Vec<(&Finding, &Location)> = located
            .filter(|(_, at)| found.contains_key(Path::new(&at.file)))
            .collect();
        let related = (shown.iter()).flat_map(|(finding, _)| &finding.related);
        let related = related.filter_map(|related| related.location.as_ref());
        let places = shown.iter().map(|(_, at)| *at).chain(related);
        let names: BTreeSet<&str> = places.map(|at| at.file.as_str()).collect();
        let texts = names.into_iter().map(|name| (name, text(name, files)));
        let texts: Vec<(&str, String)> = texts.collect();
        let lines = texts.iter().map(|(name, text)| (*name, Lines::new(text)));
        let lines: AllLines<'_> = lines.collect();
        for (finding, at) in shown {
            if let Some(found) = found.get_mut(Path::new(&at.file)) {
                let fix = finding.fix.as_ref().zip(finding.replacement.as_deref());
                let fix = fix.map(|(fix, text)| {
                    let edit = TextEdit::new(place(at, None, &lines), text.to_owned());
                    (edit, fix.is_safe())
                });
                found.push(Shown {
                    rule: Some(finding.rule),
                    diagnostic: self.diagnostic(finding, at, &lines),
                    fix,
                });
            }
        }
    }

    fn diagnostic(&self, finding: &Finding, at: &Location, lines: &AllLines<'_>) -> Diagnostic {
        let language = self.language;
        let help = match language {
            Language::English => "help: ",
            _ => "整改：",
        };
        let message = format!(
            "{}\n{help}{}",
            finding.message(language),
            finding.help(language)
        );
        let related = finding.related.iter().filter_map(|related| {
            let at = related.location.as_ref()?;
            let location = gen_lsp_types::Location::new(
                Uri::from_file_path(&at.file).ok()?,
                place(at, None, lines),
            );
            let label = related.label.get(language).to_owned();
            Some(DiagnosticRelatedInformation::new(location, label))
        });
        let related: Vec<_> = related.collect();
        let severity = match finding.severity {
            Severity::Error => DiagnosticSeverity::Error,
            Severity::Warning => DiagnosticSeverity::Warning,
            // A hint of the protocol is hardly shown.
            Severity::Hint => DiagnosticSeverity::Information,
        };
        Diagnostic {
            range: place(at, finding.quote.as_deref(), lines),
            severity: Some(severity),
            code: Some(Code::String(finding.rule.code.to_owned())),
            code_description: page(finding.rule).map(|href| CodeDescription { href }),
            source: Some("shixiang".to_owned()),
            message: Message::String(message),
            tags: None,
            related_information: (!related.is_empty()).then_some(related),
            data: None,
        }
    }
}

/// The rule in the documentation of the crate.
fn page(rule: &Rule) -> Option<Uri> {
    let version = env!("CARGO_PKG_VERSION");
    let pages = "shixiang/_documentation/rules/index.html";
    Uri::parse(&format!(
        "https://docs.rs/shixiang/{version}/{pages}#{}",
        rule.code
    ))
    .ok()
}

/// The inputs to check, each with the documents it stands for: the catalogues that include them or are beside
/// a configuration, and by themselves the documents that no catalogue includes.
fn inputs<'d>(
    files: &MemoryFiles,
    documents: impl Iterator<Item = &'d PathBuf>,
    options: &ReadOptions,
) -> BTreeMap<PathBuf, Vec<&'d PathBuf>> {
    let is_toml = |path: &&PathBuf| {
        let name = path.file_name().map(|name| name.to_string_lossy());
        name.is_some_and(|name| Format::of_name(&name) == Some(Format::Toml))
    };
    let input = |path: &PathBuf| {
        if is_config(path) {
            let beside = path.with_file_name("catalogue.toml");
            return beside.is_file().then_some(beside);
        }
        catalogue_of(path, options).or_else(|| {
            let text = std::str::from_utf8(files.get(path)?).ok()?;
            is_ours(text).then(|| path.clone())
        })
    };
    let mut inputs: BTreeMap<PathBuf, Vec<&PathBuf>> = BTreeMap::new();
    for document in documents.filter(is_toml) {
        if let Some(input) = input(document) {
            inputs.entry(input).or_default().push(document);
        }
    }
    inputs
}

fn is_config(path: &Path) -> bool {
    path.file_name().is_some_and(|name| name == CONFIG)
}

/// Whether it is the configuration that is wrong.
fn is_of_config(failure: &Failure) -> bool {
    matches!(
        failure,
        Failure::Library(Error::Config { .. } | Error::UnknownRule { .. })
    )
}

/// Reads a configuration, from the editor if it is open there.
fn config_in(path: &Path, files: &MemoryFiles) -> Result<Config, Failure> {
    let held = files
        .get(path)
        .and_then(|bytes| std::str::from_utf8(bytes).ok());
    match held {
        Some(text) => Ok(Config::parse(&path.display().to_string(), text)?),
        None => read_config(path),
    }
}

/// The lines of files, by their names.
type AllLines<'t> = BTreeMap<&'t str, Lines<'t>>;

/// The text of a file, as it is in the editor if it is open there.
fn text(name: &str, files: &MemoryFiles) -> String {
    let held = files.get(name);
    let held = held.and_then(|bytes| std::str::from_utf8(bytes).ok());
    // The check reports a file that cannot be read.
    held.map_or_else(
        || std::fs::read_to_string(name).unwrap_or_default(),
        str::to_owned,
    )
}

/// The range of a place, or of these words in it.
fn place(at: &Location, quote: Option<&str>, lines: &AllLines<'_>) -> gen_lsp_types::Range {
    let lines = lines.get(at.file.as_str());
    lines.map_or_else(Default::default, |lines| {
        range(lines, &lines.located(at, quote))
    })
}

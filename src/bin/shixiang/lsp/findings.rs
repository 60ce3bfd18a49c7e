//! Checks the open documents after each change, and sends the findings to the editor.

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

/// Pause in typing after which the documents are checked.
const TYPING_PAUSE: Duration = Duration::from_millis(100);

/// Duration from which a check counts as slow: while the user types, only single items are checked.
const SLOW_CHECK: Duration = Duration::from_millis(300);

/// Findings by document.
type Found<'p> = BTreeMap<&'p Path, Vec<Shown>>;

/// The state between two checks.
#[derive(Debug, Default)]
struct InspectorState {
    /// The failure message last shown in the editor.
    shown_failure: String,
    /// The inputs whose last check was slow.
    slow: BTreeSet<PathBuf>,
    /// The configurations that are not open and for which the editor shows a problem.
    faulty: BTreeSet<PathBuf>,
}

/// The checker of documents, which runs on its own thread.
pub(super) struct Inspector {
    pub(super) choice: Choice,
    pub(super) language: Language,
    pub(super) documents: Arc<Documents>,
    pub(super) editor: Editor,
}

impl Inspector {
    /// Checks after each change, until the sender of changes is dropped.
    pub(super) fn run(&self, changes: &Receiver<()>) {
        let mut known = InspectorState::default();
        while changes.recv().is_ok() {
            while changes.recv_timeout(TYPING_PAUSE).is_ok() {}
            let failed = loop {
                match self.check(changes, &mut known) {
                    Ok(true) => break String::new(),
                    Ok(false) => {}
                    Err(failure) => break failure.message(self.language),
                }
            };
            // Shown once, not with every keystroke.
            if failed != known.shown_failure && !failed.is_empty() {
                let message = ShowMessageParams::new(MessageType::Error, failed.clone());
                tell::<ShowMessageNotification>(&self.editor, message);
            }
            known.shown_failure = failed;
        }
    }

    /// Checks the catalogues of the open documents; `false` if a document changed meanwhile and everything must be
    /// checked again.
    fn check(&self, changes: &Receiver<()>, known: &mut InspectorState) -> Result<bool, Failure> {
        let (files, versions) = self.documents.snapshot();
        let options = ReadOptions::default().files(files.clone());
        let mut failed = Ok(true);
        let mut faulty = BTreeSet::new();
        let mut shown: BTreeSet<&PathBuf> = BTreeSet::new();
        for (input, documents) in inputs(&files, versions.keys(), &options) {
            shown.extend(&documents);
            let mut found: Found<'_> = documents
                .iter()
                .map(|path| (path.as_path(), Vec::new()))
                .collect();
            let is_slow = known.slow.contains(&input);
            if is_slow {
                // The user sees findings in single items before those of the whole catalogue.
                let items = documents.iter().copied();
                let items = items.filter(|path| **path != input && !is_config(path));
                if let Ok(alone) = self.check_items(&input, items, &options, &files) {
                    self.publish(alone, &versions);
                }
                // A check of the whole catalogue would be outdated when it ends.
                if changes.try_recv().is_ok() {
                    return Ok(false);
                }
            }
            let start = Instant::now();
            match self.report(&input, &options, &files) {
                Ok(report) => self.add_findings(&report, &files, &mut found),
                // The other documents are checked nevertheless; a file that another program is writing is read
                // again after the next change.
                Err(Failure::Library(Error::InputChanged)) => continue,
                Err(failure) => {
                    // A problem of a configuration is shown in its file; earlier findings stay.
                    match self.config_of(&input) {
                        Some(config) if is_of_config(&failure) => {
                            faulty.insert(config);
                        }
                        _ => failed = Err(failure),
                    }
                    continue;
                }
            }
            if start.elapsed() > SLOW_CHECK {
                known.slow.insert(input);
            } else {
                known.slow.remove(&input);
            }
            self.publish(found, &versions);
        }
        // Documents that are not checked have no findings; the editor must drop earlier ones.
        let others = versions.keys().filter(|path| !shown.contains(path));
        let mut others: Found<'_> = others.map(|path| (path.as_path(), Vec::new())).collect();
        for path in versions.keys().filter(|path| is_config(path)) {
            let text = text_of_file(&path.to_string_lossy(), &files);
            if let Some(fault) = self.fault_of_config(path, &text) {
                others.insert(path, vec![fault]);
            }
        }
        self.publish(others, &versions);
        faulty.retain(|path| !versions.contains_key(path));
        self.show_closed(&files, faulty, known);
        failed
    }

    /// Shows the problems of invalid configurations that are not open, and clears those shown before.
    fn show_closed(
        &self,
        files: &MemoryFiles,
        faulty: BTreeSet<PathBuf>,
        known: &mut InspectorState,
    ) {
        for path in faulty.union(&known.faulty) {
            let Ok(uri) = Uri::from_file_path(path) else {
                continue;
            };
            let text = text_of_file(&path.to_string_lossy(), files);
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

    /// Sends findings to the editor, except for documents that changed meanwhile.
    fn publish(&self, found: Found<'_>, versions: &BTreeMap<PathBuf, i32>) {
        let mut documents = self.documents.lock();
        for (path, found) in found {
            let checked = versions.get(path).copied();
            let Some(document) = documents.get_mut(path) else {
                continue;
            };
            // The document changed meanwhile, and is checked again.
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

    /// Checks items of a catalogue one by one, in the context of the catalogue.
    fn check_items<'p>(
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
            self.add_findings(&report, files, &mut found);
        }
        Ok(found)
    }

    /// The configuration of an input: the one given, or the nearest one in its directory and those above.
    fn config_of(&self, input: &Path) -> Option<PathBuf> {
        let above = input.ancestors().skip(1);
        let mut configs = above.map(|directory| directory.join(CONFIG));
        let given = self.choice.config.clone();
        given.or_else(|| configs.find(|config| config.is_file()))
    }

    /// The problem of a configuration, at its line or at the unknown rule name.
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

    /// Adds the findings of a report to those of the open documents.
    fn add_findings(&self, report: &Report, files: &MemoryFiles, found: &mut Found<'_>) {
        let located = report
            .findings
            .iter()
            .filter_map(|finding| Some((finding, finding.location.as_ref()?)));
        let shown: Vec<(&Finding, &Location)> = located
            .filter(|(_, at)| found.contains_key(Path::new(&at.file)))
            .collect();
        let related = shown.iter().flat_map(|(finding, _)| &finding.related);
        let related = related.filter_map(|related| related.location.as_ref());
        let places = shown.iter().map(|(_, at)| *at).chain(related);
        let names: BTreeSet<&str> = places.map(|at| at.file.as_str()).collect();
        let texts = names
            .into_iter()
            .map(|name| (name, text_of_file(name, files)));
        let texts: Vec<(&str, String)> = texts.collect();
        let lines = texts.iter().map(|(name, text)| (*name, Lines::new(text)));
        let lines: AllLines<'_> = lines.collect();
        for (finding, at) in shown {
            if let Some(found) = found.get_mut(Path::new(&at.file)) {
                let fix = finding.fix.as_ref().zip(finding.replacement.as_deref());
                let fix = fix.map(|(fix, text)| {
                    let edit = TextEdit::new(range_of(at, None, &lines), text.to_owned());
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
                range_of(at, None, lines),
            );
            let label = related.label.get(language).to_owned();
            Some(DiagnosticRelatedInformation::new(location, label))
        });
        let related: Vec<_> = related.collect();
        let severity = match finding.severity {
            Severity::Error => DiagnosticSeverity::Error,
            Severity::Warning => DiagnosticSeverity::Warning,
            // Editors barely show hints.
            Severity::Hint => DiagnosticSeverity::Information,
        };
        Diagnostic {
            range: range_of(at, finding.quote.as_deref(), lines),
            severity: Some(severity),
            code: Some(Code::String(finding.rule.code.to_owned())),
            code_description: rule_page(finding.rule).map(|href| CodeDescription { href }),
            source: Some("shixiang".to_owned()),
            message: Message::String(message),
            tags: None,
            related_information: (!related.is_empty()).then_some(related),
            data: None,
        }
    }
}

/// The page of a rule in the documentation of the crate.
fn rule_page(rule: &Rule) -> Option<Uri> {
    let version = env!("CARGO_PKG_VERSION");
    let pages = "shixiang/_documentation/rules/index.html";
    Uri::parse(&format!(
        "https://docs.rs/shixiang/{version}/{pages}#{}",
        rule.code
    ))
    .ok()
}

/// The inputs to check, each with its open documents. The input of a document is the catalogue that includes it, the
/// catalogue next to a configuration, or else the document itself.
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

/// Whether a failure is a problem of the configuration.
fn is_of_config(failure: &Failure) -> bool {
    matches!(
        failure,
        Failure::Library(Error::Config { .. } | Error::UnknownRule { .. })
    )
}

/// Reads a configuration, from the editor if it is open.
fn config_in(path: &Path, files: &MemoryFiles) -> Result<Config, Failure> {
    let held = files
        .get(path)
        .and_then(|bytes| std::str::from_utf8(bytes).ok());
    match held {
        Some(text) => Ok(Config::parse(&path.display().to_string(), text)?),
        None => read_config(path),
    }
}

/// The lines of files, by file name.
type AllLines<'t> = BTreeMap<&'t str, Lines<'t>>;

/// The text of a file, from the editor if it is open.
fn text_of_file(name: &str, files: &MemoryFiles) -> String {
    let held = files.get(name);
    let held = held.and_then(|bytes| std::str::from_utf8(bytes).ok());
    // An unreadable file counts as empty here; the check reports it.
    held.map_or_else(
        || std::fs::read_to_string(name).unwrap_or_default(),
        str::to_owned,
    )
}

/// The editor range of a location, or of `quote` inside it.
fn range_of(at: &Location, quote: Option<&str>, lines: &AllLines<'_>) -> gen_lsp_types::Range {
    let lines = lines.get(at.file.as_str());
    lines.map_or_else(Default::default, |lines| {
        range(lines, &lines.located(at, quote))
    })
}

//! The figures: counted, written, and held against those committed.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

use serde::Deserialize;
use shixiang::Severity;

use crate::data::Labelled;
use crate::precision::{Shares, Verdicts};
use crate::recall::Outcome;
use crate::second::Second;

/// The outcomes for the faults of one kind.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
pub(crate) struct Tally {
    faults: usize,
    error: usize,
    warning: usize,
    hint: usize,
    /// Number of the three that only rules under trial find.
    trial: usize,
    partly: usize,
    missed: usize,
}

impl Tally {
    fn count(&mut self, outcome: Outcome) {
        self.faults += 1;
        match outcome {
            Outcome::Missed => self.missed += 1,
            Outcome::Partly => self.partly += 1,
            Outcome::Found { severity, trial } => {
                self.trial += usize::from(trial);
                match severity {
                    Severity::Error => self.error += 1,
                    Severity::Warning => self.warning += 1,
                    Severity::Hint => self.hint += 1,
                }
            }
        }
    }
}

/// The findings of one rule, by what readers said of them.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
pub(crate) struct Row {
    findings: usize,
    right: usize,
    misleading: usize,
    debatable: usize,
    wrong: usize,
    /// Percentage that is right, as an interval.
    #[serde(default)]
    share: String,
}

/// Numbers of lines, by what became of the fault in them.
type Lines = BTreeMap<String, BTreeSet<usize>>;

/// The outcome for the fault in a line.
fn fate(lines: &Lines, line: usize) -> &str {
    let named = lines.iter().find(|(_, lines)| lines.contains(&line));
    named.map_or("missed", |(outcome, _)| outcome)
}

/// All that is committed.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Figures {
    /// By group and kind of fault.
    found: BTreeMap<String, BTreeMap<String, Tally>>,
    /// Lines of `gold.jsonl` by what became of the fault; missed ones are not named.
    faults: Lines,
    /// The same for the lines of `second.jsonl`.
    second: Lines,
    /// By severity and rule.
    precision: BTreeMap<String, BTreeMap<String, Row>>,
    /// Of the findings that were judged, those no longer made, by rule.
    gone: BTreeMap<String, Row>,
}

const HEAD: &str = "\
# What is found today of the faults that two inspectors saw in the labelled items, and how readers
# judged the findings. Written by `UPDATE=1 cargo test --all-features --test labelled`.
#
# found      faults by kind: found at which severity, found by rules under trial only, partly, missed;
#            `first_misses` are those that the first cut missed, by what it takes to find them
#            `second_a` to `second_m` are further sets; rules were learned from all but f and m, and nobody has read
#            what is missed there
# faults     the lines of gold.jsonl that are found or partly found
# second     the lines of second.jsonl that are found or partly found
# precision  findings by severity and rule, how readers judged those they read, and between which
#            bounds the share of right ones lies (Wilson, 95 in 100)
# gone       judged findings that are no longer made, in those words
";

impl Figures {
    pub(crate) fn of(outcomes: &[Outcome], shares: &Shares, labelled: &Labelled) -> Self {
        let mut figures = Self::default();
        let cases = labelled.faults.iter().zip(&labelled.notes).zip(outcomes);
        for (index, ((fault, note), outcome)) in cases.enumerate() {
            let group = if note.debatable {
                "debatable"
            } else {
                "undisputed"
            };
            figures.count(group, "all", *outcome);
            figures.count(group, &fault.code, *outcome);
            if !note.debatable && !note.kind.is_empty() {
                figures.count("first_misses", &note.kind, *outcome);
            }
            if *outcome != Outcome::Missed {
                let lines = figures.faults.entry(word(*outcome).to_owned());
                lines.or_default().insert(index + 1);
            }
        }
        for ((severity, rule), share) in &shares.made {
            let rows = figures.precision.entry(severity.to_string()).or_default();
            rows.insert(rule.clone(), row(share.findings, share.judged));
            let all = rows.entry("all".to_owned()).or_default();
            *all = all.with(share.findings, share.judged);
        }
        for (rule, verdicts) in &shares.gone {
            figures
                .gone
                .insert(rule.clone(), row(verdicts.all(), *verdicts));
        }
        figures
    }

    /// With what became of the faults of the further sets.
    pub(crate) fn and_second(mut self, outcomes: &[Outcome], second: &Second) -> Self {
        for (index, (marked, outcome)) in second.marked.iter().zip(outcomes).enumerate() {
            let debatable = if marked.debatable { "_debatable" } else { "" };
            let group = format!("second_{}{debatable}", marked.set);
            self.count(&group, "all", *outcome);
            self.count(&group, &marked.fault.code, *outcome);
            if *outcome != Outcome::Missed {
                let lines = self.second.entry(word(*outcome).to_owned());
                lines.or_default().insert(index + 1);
            }
        }
        self
    }

    pub(crate) fn parse(text: &str) -> Self {
        toml::from_str(text).unwrap()
    }

    fn count(&mut self, group: &str, kind: &str, outcome: Outcome) {
        let kinds = self.found.entry(group.to_owned()).or_default();
        kinds.entry(kind.to_owned()).or_default().count(outcome);
    }

    pub(crate) fn write(&self) -> String {
        let mut out = HEAD.to_owned();
        for (group, kinds) in &self.found {
            writeln!(out, "\n[found.{group}]").unwrap();
            for (kind, tally) in kinds {
                writeln!(out, "{} = {}", key(kind), tally.text()).unwrap();
            }
        }
        for (name, outcomes) in [("faults", &self.faults), ("second", &self.second)] {
            writeln!(out, "\n[{name}]").unwrap();
            for (outcome, lines) in outcomes {
                writeln!(out, "{outcome} = {lines:?}", lines = Vec::from_iter(lines)).unwrap();
            }
        }
        for (severity, rows) in &self.precision {
            writeln!(out, "\n[precision.{severity}]").unwrap();
            for (rule, row) in rows {
                writeln!(out, "{rule} = {}", row.text()).unwrap();
            }
        }
        writeln!(out, "\n[gone]").unwrap();
        for (rule, row) in &self.gone {
            writeln!(out, "{rule} = {}", row.text()).unwrap();
        }
        out
    }

    /// The differences from older figures, a line each.
    pub(crate) fn changes_since(
        &self,
        before: &Self,
        labelled: &Labelled,
        second: &Second,
    ) -> Vec<String> {
        let mut changes = Vec::new();
        let mut compare = |file, then: &Lines, now: &Lines, code: &str, line: usize| {
            let (then, now) = (fate(then, line), fate(now, line));
            if then != now {
                changes.push(format!("{file}:{line} {code}: {then} → {now}"));
            }
        };
        for (index, fault) in labelled.faults.iter().enumerate() {
            let (then, now) = (&before.faults, &self.faults);
            compare("gold.jsonl", then, now, &fault.code, index + 1);
        }
        for (index, marked) in second.marked.iter().enumerate() {
            let (then, now) = (&before.second, &self.second);
            compare("second.jsonl", then, now, &marked.fault.code, index + 1);
        }
        let rows = |figures: &Self| -> BTreeMap<String, Row> {
            let made = figures.precision.iter().flat_map(|(severity, rows)| {
                (rows.iter()).map(move |(rule, row)| (format!("{rule} ({severity})"), row.clone()))
            });
            let gone =
                (figures.gone.iter()).map(|(rule, row)| (format!("{rule} (gone)"), row.clone()));
            made.chain(gone).collect()
        };
        let (then, now) = (rows(before), rows(self));
        for name in then.keys().chain(now.keys()).collect::<BTreeSet<_>>() {
            if then.get(name) != now.get(name) {
                let text = |rows: &BTreeMap<String, Row>| {
                    rows.get(name).map_or_else(|| "none".to_owned(), Row::text)
                };
                changes.push(format!("{name}: {} → {}", text(&then), text(&now)));
            }
        }
        changes
    }
}

impl Tally {
    fn text(self) -> String {
        let Self {
            faults,
            error,
            warning,
            hint,
            trial,
            partly,
            missed,
        } = self;
        format!(
            "{{ faults = {faults}, error = {error}, warning = {warning}, hint = {hint}, \
             trial = {trial}, partly = {partly}, missed = {missed} }}"
        )
    }
}

impl Row {
    fn text(&self) -> String {
        let Self {
            findings,
            right,
            misleading,
            debatable,
            wrong,
            share,
        } = self;
        let mut text = format!(
            "{{ findings = {findings}, right = {right}, misleading = {misleading}, \
             debatable = {debatable}, wrong = {wrong}"
        );
        if !share.is_empty() {
            write!(text, ", share = {share:?}").unwrap();
        }
        text + " }"
    }

    /// This row and more findings of the same severity.
    fn with(&self, findings: usize, judged: Verdicts) -> Self {
        let sum = Verdicts {
            right: self.right + judged.right,
            misleading: self.misleading + judged.misleading,
            debatable: self.debatable + judged.debatable,
            wrong: self.wrong + judged.wrong,
        };
        row(self.findings + findings, sum)
    }
}

fn row(findings: usize, judged: Verdicts) -> Row {
    Row {
        findings,
        right: judged.right,
        misleading: judged.misleading,
        debatable: judged.debatable,
        wrong: judged.wrong,
        share: interval(judged.right, judged.all()),
    }
}

/// Wilson's interval for a share, in percent; empty if nothing was read.
#[expect(clippy::cast_precision_loss, reason = "a few hundred findings")]
fn interval(right: usize, read: usize) -> String {
    if read == 0 {
        return String::new();
    }
    let (right, read) = (right as f64, read as f64);
    let z = 1.96_f64;
    let share = right / read;
    let middle = share + z * z / (2.0 * read);
    let half = z * (share * (1.0 - share) / read + z * z / (4.0 * read * read)).sqrt();
    let scale = 100.0 / (1.0 + z * z / read);
    let percent = |bound: f64| (bound * scale).abs().round();
    format!("{}–{} %", percent(middle - half), percent(middle + half))
}

/// A key of TOML, in quotes where it needs them.
fn key(name: &str) -> String {
    let bare = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
    if name.chars().all(bare) {
        name.to_owned()
    } else {
        format!("{name:?}")
    }
}

fn word(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Missed => "missed",
        Outcome::Partly => "partly",
        Outcome::Found { severity, .. } => match severity {
            Severity::Hint => "hint",
            Severity::Warning => "warning",
            Severity::Error => "error",
        },
    }
}

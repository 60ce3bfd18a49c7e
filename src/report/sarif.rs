//! SARIF 2.1.0, the format of static analysis results.
//!
//! <https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html>

use std::collections::BTreeMap;
use std::io::{self, Write};

use serde::{Serialize, Serializer};
use serde_json::{Map, Value, json};

use super::shared::{ReportOptions, one_line, place, verdict};
use crate::check::{Report, Suppressed, Verdict};
use crate::engine::{Applicability, Finding, Fix, Rule, Severity};
use crate::i18n::{Language, Text};
use crate::source::Location;

pub(super) fn write(
    report: &Report,
    options: &ReportOptions,
    out: &mut dyn Write,
) -> io::Result<()> {
    let language = options.language;
    let suppressed = report.suppressed.iter().map(|one| &one.finding);
    let aside = suppressed.chain(&report.known).map(|one| one.rule);
    let every = report.rules().chain(aside);
    let rules: BTreeMap<&str, &Rule> = every.map(|rule| (rule.code, rule)).collect();
    let numbers: BTreeMap<&str, usize> = rules.keys().copied().zip(0..).collect();
    let result = |finding: &Finding| result(finding, &numbers, language);
    let compared = report.against_baseline.is_some();
    let with_state = |mut result: Value, state: &str| {
        if compared {
            set(&mut result, "baselineState", state.into());
        }
        result
    };
    let open = || {
        let shown = report.all().filter(|one| options.shows(one));
        shown.map(|finding| with_state(result(&finding), "new"))
    };
    let suppressed = || {
        let shown = report.suppressed.iter();
        let shown = shown.filter(|one| options.shows(&one.finding));
        shown.map(|one| {
            let mut result = with_state(result(&one.finding), "unchanged");
            set(&mut result, "suppressions", json!([suppression(one)]));
            result
        })
    };
    let known = || {
        let shown = report.known.iter().filter(|one| options.shows(one));
        shown.map(|finding| {
            let mut result = with_state(result(finding), "unchanged");
            // A suppression as well, for viewers that do not support baselines.
            let reason = Text::new("基线里的旧账", "known from the baseline").get(language);
            let accepted =
                json!([{ "kind": "external", "status": "accepted", "justification": reason }]);
            set(&mut result, "suppressions", accepted);
            result
        })
    };
    let driver = json!({
        "name": env!("CARGO_PKG_NAME"),
        "semanticVersion": env!("CARGO_PKG_VERSION"),
        "language": language_tag(language),
        "rules": rules.values().map(|rule| rule_of(rule, language)).collect::<Vec<_>>(),
    });
    let sarif = Sarif {
        schema: "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
        runs: [Run {
            column_kind: "unicodeCodePoints",
            invocations: [invocation(report, options)],
            language: language_tag(language),
            results: Results(|| open().chain(suppressed()).chain(known())),
            tool: json!({ "driver": driver }),
        }],
        version: "2.1.0",
    };
    serde_json::to_writer_pretty(&mut *out, &sarif)?;
    writeln!(out)
}

/// A SARIF log with one run.
#[derive(Serialize)]
struct Sarif<R: Serialize> {
    #[serde(rename = "$schema")]
    schema: &'static str,
    runs: [Run<R>; 1],
    version: &'static str,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Run<R: Serialize> {
    column_kind: &'static str,
    invocations: [Value; 1],
    language: &'static str,
    results: R,
    tool: Value,
}

/// A list that is generated while it is serialized.
struct Results<F>(F);

impl<I: Iterator<Item = Value>, F: Fn() -> I> Serialize for Results<F> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq((self.0)())
    }
}

fn language_tag(language: Language) -> &'static str {
    match language {
        Language::Chinese => "zh-CN",
        Language::English => "en",
    }
}

fn set(value: &mut Value, key: &str, new: Value) {
    if let Some(fields) = value.as_object_mut() {
        fields.insert(key.to_owned(), new);
    }
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Hint => "note",
    }
}

/// A text in both languages, for viewers that offer a choice.
fn both(text: impl Fn(Language) -> String) -> Value {
    json!({ "zh": text(Language::Chinese), "en": text(Language::English) })
}

fn rule_of(rule: &Rule, language: Language) -> Value {
    json!({
        "id": rule.code,
        "name": rule.name,
        "shortDescription": { "text": rule.summary.get(language) },
        "defaultConfiguration": { "level": level(rule.severity) },
        "properties": {
            "summary": both(|language| rule.summary.get(language).to_owned()),
            "requirements": rule.requirements.iter().map(ToString::to_string).collect::<Vec<_>>(),
            "status": rule.status(),
        },
    })
}

fn result(finding: &Finding, numbers: &BTreeMap<&str, usize>, language: Language) -> Value {
    let text = |language| format!("{}\n{}", finding.message(language), finding.help(language));
    let mut result = json!({
        "ruleId": finding.rule.code,
        "ruleIndex": numbers.get(finding.rule.code),
        "level": level(finding.severity),
        "message": { "text": text(language) },
        "partialFingerprints": { "shixiang/v1": finding.fingerprint },
        "properties": {
            "path": finding.subject.path.pointer(),
            "item": finding.item.as_deref(),
            "messages": both(|language| finding.message(language)),
            "helps": both(|language| finding.help(language)),
        },
    });
    if let Some(at) = &finding.location {
        let mut location = location(at);
        if let Some(item) = &finding.item {
            let name = one_line(&item.name);
            let mut place = place(at, language);
            place.insert(0, ' ');
            let logical = json!([{ "name": name, "fullyQualifiedName": format!("{name}{place}") }]);
            set(&mut location, "logicalLocations", logical);
        }
        set(&mut result, "locations", json!([location]));
    }
    if let (Some(fix), Some(text), Some(at)) =
        (&finding.fix, &finding.replacement, &finding.location)
    {
        set(
            &mut result,
            "fixes",
            json!([proposal(fix, text, at, language)]),
        );
    }
    let related = finding.related.iter().filter_map(|related| {
        let mut location = location(related.location.as_ref()?);
        let label = json!({ "text": related.label.get(language) });
        set(&mut location, "message", label);
        Some(location)
    });
    let related: Vec<Value> = related.collect();
    if !related.is_empty() {
        set(&mut result, "relatedLocations", related.into());
    }
    result
}

/// A fix as a SARIF `fix` object.
fn proposal(fix: &Fix, text: &str, at: &Location, language: Language) -> Value {
    let sure = match fix.applicability {
        Applicability::Safe => Text::new("只改写法", "only form and spelling change"),
        Applicability::Doubtful => Text::new("可能的意思，由人决定", "probable; to be decided"),
    };
    let replacement = json!({
        "deletedRegion": region(at),
        "insertedContent": { "text": text },
    });
    json!({
        "description": { "text": sure.get(language) },
        "artifactChanges": [{
            "artifactLocation": { "uri": uri(&at.file) },
            "replacements": [replacement],
        }],
    })
}

fn location(at: &Location) -> Value {
    let mut physical = Map::new();
    let file = json!({ "uri": uri(&at.file) });
    physical.insert("artifactLocation".to_owned(), file);
    let region = region(at);
    if !region.is_empty() {
        physical.insert("region".to_owned(), region.into());
    }
    json!({ "physicalLocation": physical })
}

fn region(at: &Location) -> Map<String, Value> {
    let mut region = Map::new();
    let numbers = [
        ("startLine", at.line),
        ("startColumn", at.column),
        ("endLine", at.end_line),
        ("endColumn", at.end_column),
    ];
    for (name, number) in numbers {
        if let Some(number) = number {
            region.insert(name.to_owned(), number.into());
        }
    }
    region
}

/// Converts a file name to a relative or absolute URI reference.
fn uri(file: &str) -> String {
    let file = file.replace('\\', "/");
    let file = file.strip_prefix("./").unwrap_or(&file);
    let mut out = String::new();
    if file.starts_with('/') {
        out.push_str("file://");
    }
    for byte in file.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte) {
            out.push(char::from(byte));
        } else {
            out.push_str(&format!("%{byte:02X}"));
        }
    }
    out
}

fn suppression(one: &Suppressed) -> Value {
    let own = &one.suppression;
    json!({
        "kind": if one.in_item { "inSource" } else { "external" },
        "status": "accepted",
        "justification": own.reason,
        "properties": { "until": own.until, "approvedBy": own.approved_by },
    })
}

/// The invocation, with a notification for each input that gave no item: without them the results would look
/// complete.
fn invocation(report: &Report, options: &ReportOptions) -> Value {
    let text = Text::new("没有读到事项", "no item was read").get(options.language);
    let mut notes: Vec<Value> = report.lost.iter()
        .map(|lost| {
            json!({ "level": "error", "message": { "text": text }, "locations": [location(lost)] })
        })
        .collect();
    let verdict_now = report.verdict(options.limit);
    if matches!(verdict_now, Verdict::Incomplete | Verdict::Fault) {
        let text = verdict(report, options).get(options.language);
        notes.push(json!({ "level": "error", "message": { "text": text } }));
    }
    json!({
        "executionSuccessful": verdict_now != Verdict::Fault,
        "toolExecutionNotifications": notes,
        "properties": { "summary": report.summary(options.limit, options.language) },
    })
}

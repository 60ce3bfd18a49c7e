//! The text report: each finding with its source excerpt, reason and help.

use std::collections::BTreeMap;

use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};

pub use super::brief::brief;
use super::debt;
use super::places::{self, Base};
use super::shared::{one_line, printable};
use super::source;
use crate::check::{Cause, Reach, Report, Verdict};
use crate::dialect::Fate;
use crate::engine::{Finding, Severity, Status};
use crate::i18n::{Language, Text, counted, say};
use crate::path::Path;
use crate::read::HiddenRows;
use crate::source::{Excerpt, Location};

/// Options of the text report.
#[derive(Debug, Clone, Copy, Default)]
#[non_exhaustive]
pub struct TextOptions {
    /// The language.
    pub language: Language,
    /// Whether to use colours.
    pub colour: bool,
    /// Width of the terminal in columns; `None` means 140.
    pub width: Option<usize>,
    /// The severity from which findings fail the check; `None` means none does.
    pub limit: Option<Severity>,
}

impl TextOptions {
    /// Plain text in this language, with errors failing the check.
    pub fn new(language: Language) -> Self {
        Self {
            language,
            limit: Some(Severity::Error),
            ..Self::default()
        }
    }

    /// Turns colours on or off.
    #[must_use]
    pub fn colour(mut self, colour: bool) -> Self {
        self.colour = colour;
        self
    }

    /// Sets the severity from which findings fail the check.
    #[must_use]
    pub fn limit(mut self, limit: Option<Severity>) -> Self {
        self.limit = limit;
        self
    }

    /// Sets the width at which lines are cut, in columns.
    #[must_use]
    pub fn width(mut self, width: usize) -> Self {
        self.width = Some(width);
        self
    }
}

/// Maximum number of further findings of a cause shown with their messages; of the others only the places are
/// listed.
const MAX_FURTHER_EXAMPLES: usize = 2;

/// Renders one cause: its first finding in full, two more with their messages, and the places of
/// the others.
pub fn cause(cause: &Cause<'_>, options: &TextOptions) -> String {
    let findings: Vec<_> = cause.findings().collect();
    let Some((first, findings)) = findings.split_first() else {
        return String::new();
    };
    let language = options.language;
    let mut notes = Vec::new();
    let (count, items) = (cause.numbers().len(), cause.items());
    if count > 1 {
        let reach = reach(cause, first, language);
        notes.push(match (language, items) {
            (Language::Chinese, 0) => ("同类", format!("共{count}处{reach}")),
            (Language::Chinese, _) => ("同类", format!("共{count}处，涉及{items}个事项{reach}")),
            (Language::English, 0) => ("similar", format!("{}{reach}", counted(count, "place"))),
            (Language::English, _) => (
                "similar",
                format!(
                    "{} in {}{reach}",
                    counted(count, "place"),
                    counted(items, "item")
                ),
            ),
        });
    }
    let first_message = one_line(&first.message(language));
    let mut rest = Vec::new();
    let mut shown = 0;
    for finding in findings {
        let Some(at) = &finding.location else {
            continue;
        };
        let message = one_line(&finding.message(language));
        if shown == MAX_FURTHER_EXAMPLES || message == first_message {
            rest.push(at);
            continue;
        }
        shown += 1;
        let head = Text::new("又如", "also").get(language);
        notes.push((
            head,
            format!("{} {message}", display_origin_and_line(at, language)),
        ));
    }
    if !rest.is_empty() {
        let head = Text::new("还有", "and").get(language);
        notes.push((
            head,
            places::together(rest.into_iter(), &Base::None, language),
        ));
    }
    render(first, notes, options)
}

/// Describes the reach of a cause, as the end of a sentence.
fn reach(cause: &Cause<'_>, first: &Finding, language: Language) -> String {
    let body = first
        .item
        .as_ref()
        .and_then(|item| item.authority.as_deref());
    match (cause.reach(), body, language) {
        (Reach::Source, _, Language::Chinese) => "，整个来源都有".to_owned(),
        (Reach::Source, _, Language::English) => ", throughout the source".to_owned(),
        (Reach::Authority, Some(body), Language::Chinese) => format!("，都是{body}的"),
        (Reach::Authority, Some(body), Language::English) => format!(", all from {body}"),
        (Reach::Value, _, Language::Chinese) => "，内容相同".to_owned(),
        (Reach::Value, _, Language::English) => ", word for word the same".to_owned(),
        _ => String::new(),
    }
}

/// Renders one finding.
pub fn finding(finding: &Finding, options: &TextOptions) -> String {
    render(finding, Vec::new(), options)
}

/// Renders a finding, with notes about similar ones.
fn render(finding: &Finding, notes: Vec<(&'static str, String)>, options: &TextOptions) -> String {
    let language = options.language;
    let level = match finding.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Hint => Level::INFO,
    };
    let level = level.with_name(finding.severity.text().get(language));
    let message = one_line(&finding.message(language));
    let title = level.primary_title(message).id(finding.rule.code);
    let mut group = Group::with_title(title);
    let excerpt = finding.excerpt.as_deref();
    let at = finding.location.as_ref();
    let label = name_of(&finding.subject.path, language);
    group = add_place(
        group,
        excerpt,
        at,
        AnnotationKind::Primary,
        &label,
        language,
    );
    for related in &finding.related {
        let excerpt = related.excerpt.as_deref();
        let at = related.location.as_ref();
        let label = related.label.get(language);
        group = add_place(group, excerpt, at, AnnotationKind::Context, label, language);
    }
    let (item, help_name) = match language {
        Language::Chinese => ("事项", "整改"),
        Language::English => ("item", "help"),
    };
    if let Some(named) = &finding.item
        && !named.name.is_empty()
    {
        let item = Level::NOTE.with_name(item).message(one_line(&named.name));
        group = group.element(item);
    }
    for (head, note) in notes {
        group = group.element(Level::NOTE.with_name(head).message(printable(&note)));
    }
    let help = Level::HELP
        .with_name(help_name)
        .message(one_line(&finding.help(language)));
    let division = finding.division.as_deref();
    if let Some((head, reason)) = finding.reason(language, division) {
        group = group.element(Level::NOTE.with_name(head).message(printable(&reason)));
    }
    if finding.rule.status() == Status::Preview {
        let (head, note) = match language {
            Language::Chinese => ("状态", "试用的规则，不计入结论"),
            Language::English => ("status", "preview rule, does not count towards the verdict"),
        };
        group = group.element(Level::NOTE.with_name(head).message(note));
    }
    group = group.element(help);
    let renderer = if options.colour {
        Renderer::styled()
    } else {
        Renderer::plain()
    };
    let renderer = renderer.term_width(options.width.unwrap_or(140));
    renderer.render(&[group])
}

/// The name of an element in Chinese, or else its path.
fn name_of(path: &Path, language: Language) -> String {
    let name = match language {
        Language::Chinese => crate::model::elements::ITEM.name_at(path),
        Language::English => None,
    };
    name.map_or_else(|| path.to_string(), |name| name.zh.to_owned())
}

/// Adds a place to a group: its source lines if there is an excerpt, or else its name.
fn add_place<'a>(
    group: Group<'a>,
    excerpt: Option<&'a Excerpt>,
    at: Option<&Location>,
    kind: AnnotationKind,
    label: &str,
    language: Language,
) -> Group<'a> {
    let Some(at) = at else {
        return group;
    };
    let Some(excerpt) = excerpt else {
        return group.element(place(at, language));
    };
    let line = usize::try_from(excerpt.first_line).unwrap_or(1);
    let annotation = kind.span(excerpt.marked.clone()).label(printable(label));
    let snippet = Snippet::source(excerpt.text.as_str())
        .line_start(line)
        .annotation(annotation);
    // The renderer would show the column in the cut excerpt, not in the file.
    if excerpt.is_cut {
        return group.element(place(at, language)).element(snippet);
    }
    group.element(snippet.path(one_line(&display_origin(at, language))))
}

/// Displays a location, with line and column unless it has a field of a record.
fn place<'a>(at: &Location, language: Language) -> annotate_snippets::Origin<'a> {
    let column = at
        .column
        .filter(|_| at.field.is_none() && at.line.is_some())
        .map_or_else(String::new, |column| format!(":{column}"));
    annotate_snippets::Origin::path(one_line(&(display_origin_and_line(at, language) + &column)))
}

/// Displays a location without its line: `items.csv 第3条记录“办理时间”`, `items.toml`.
fn display_origin(at: &Location, language: Language) -> String {
    let mut out = at.file.clone();
    if let Some(sheet) = &at.sheet {
        out.push_str(&say!(language, " 工作表“{sheet}”", " sheet “{sheet}”"));
    }
    if let Some(cell) = &at.cell {
        out.push(' ');
        out.push_str(cell);
    }
    if let (Some(record), Some(field)) = (at.record, &at.field) {
        out.push_str(&say!(
            language,
            " 第{record}条记录“{field}”",
            " record {record} “{field}”"
        ));
    }
    out
}

/// Displays a location like [`display_origin`], with the line unless it has a field of a record.
fn display_origin_and_line(at: &Location, language: Language) -> String {
    let line = at.line.filter(|_| at.field.is_none());
    let line = line.map_or_else(String::new, |line| format!(":{line}"));
    display_origin(at, language) + &line
}

/// Renders the figures and the verdict.
pub fn summary(report: &Report, options: &TextOptions) -> String {
    let language = options.language;
    let mut lines = vec![figures(report, language) + &source::words(report, language)];
    lines.extend(debt::lines(report, language));
    lines.extend(folded(report, language));
    lines.extend(not_judged(report, language));
    lines.extend(without_item(report, language));
    lines.extend(lost_values(report, language));
    lines.extend(not_compared(report, language));
    lines.extend(left_out(report, language));
    lines.extend(fields_not_understood(report, language));
    lines.push(verdict(report, options));
    printable(&lines.join("\n"))
}

/// The numbers of files, items and findings.
fn figures(report: &Report, language: Language) -> String {
    let errors = report.count(Severity::Error);
    let warnings = report.count(Severity::Warning);
    let hints = report.count(Severity::Hint);
    match language {
        Language::Chinese => format!(
            "检查了{}个文件、{}个事项：错误{errors}，警告{warnings}，提示{hints}",
            report.documents, report.items
        ),
        Language::English => format!(
            "checked {}, {}: {}, {}, {}",
            counted(report.documents, "file"),
            counted(report.items, "item"),
            counted(errors, "error"),
            counted(warnings, "warning"),
            counted(hints, "hint")
        ),
    }
}

/// The number of findings that follow from others.
fn folded(report: &Report, language: Language) -> Option<String> {
    let count = report.folded;
    (count > 0).then(|| {
        say!(
            language,
            "另有{count}处因上述问题引起，不再列出",
            "further findings that follow from these, not listed: {count}"
        )
    })
}

/// Lists the records without an item.
fn without_item(report: &Report, language: Language) -> impl Iterator<Item = String> {
    report.lost.iter().map(move |lost| {
        let place = display_origin(lost, language);
        let line = lost
            .line
            .map_or_else(String::new, |line| format!(":{line}"));
        say!(
            language,
            "没有读到事项：{place}{line}",
            "no item read: {place}{line}"
        )
    })
}

/// Lists the values that the account misses, which is a fault of this tool.
fn lost_values(report: &Report, language: Language) -> impl Iterator<Item = String> {
    report.missing.iter().map(move |missing| {
        let place = display_origin(&missing.location, language);
        let path = &missing.path;
        say!(
            language,
            "工具丢了一个值，请报告：{place} {path}",
            "this tool lost a value, please report it: {place} {path}"
        )
    })
}

/// Lists the views without an item of the catalogue.
fn not_compared(report: &Report, language: Language) -> impl Iterator<Item = String> {
    report.strange_views.iter().map(move |view| {
        say!(
            language,
            "“{view}”里没有一项相同的事项，什么也没有比较",
            "{view} shares no item with the catalogue; nothing was compared"
        )
    })
}

/// Lists what was not read on purpose, and hidden rows that were read.
fn left_out(report: &Report, language: Language) -> Vec<String> {
    let mut lines = Vec::new();
    let HiddenRows { read, skipped, .. } = report.hidden_rows;
    if skipped > 0 {
        lines.push(say!(
            language,
            "表里隐藏的{skipped}行没有读",
            "hidden rows of tables that were not read: {skipped}"
        ));
    } else if read > 0 {
        lines.push(say!(
            language,
            "其中有{read}行在表里是隐藏的，照样读了",
            "hidden rows of tables that were read: {read}"
        ));
    }
    let excluded = report.excluded;
    if excluded > 0 {
        lines.push(say!(
            language,
            "另有{excluded}个文件被排除（exclude），没有读",
            "files excluded and not read: {excluded}"
        ));
    }
    lines
}

/// Lists the fields with content that nobody understood.
fn fields_not_understood(report: &Report, language: Language) -> Vec<String> {
    let mut lines = Vec::new();
    let mark = match language {
        Language::Chinese => "、",
        Language::English => ", ",
    };
    if !report.unknown_fields.is_empty() {
        let fields = report.unknown_fields.join(mark);
        let elements = report.not_known.len();
        lines.push(say!(
            language,
            "有内容而不认识的字段：{fields}；所以不知道{elements}项要素有没有采集",
            "unknown fields with content: {fields}; elements of which it is therefore unknown whether they are collected: {elements}"
        ));
    }
    if !report.unread_fields.is_empty() {
        let fields = report.unread_fields.join(mark);
        lines.push(say!(
            language,
            "填了内容而没有一个值读懂的字段：{fields}",
            "known fields of which no value was understood: {fields}"
        ));
    }
    lines
}

/// Lists checks that were not judged, by reason, because many rules may need the same element that the source does
/// not collect.
fn not_judged(report: &Report, language: Language) -> Option<String> {
    let mut reasons: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    for (entry, count) in &report.not_judged {
        let rules = reasons.entry(entry.reason.get(language)).or_default();
        rules.push(match language {
            Language::Chinese => format!("{} {count}次", entry.rule),
            Language::English => format!("{} {}", entry.rule, counted(*count, "time")),
        });
    }
    let reasons: Vec<String> = reasons
        .into_iter()
        .map(|(reason, rules)| match language {
            Language::Chinese => format!("{reason}（{}）", rules.join("、")),
            Language::English => format!("{reason} ({})", rules.join(", ")),
        })
        .collect();
    (!reasons.is_empty()).then(|| match language {
        Language::Chinese => format!("未能判断：{}", reasons.join("；")),
        Language::English => format!("not judged: {}", reasons.join("; ")),
    })
}

/// Displays the verdict, with the share of values that were read.
fn verdict(report: &Report, options: &TextOptions) -> String {
    let verdict = match report.verdict(options.limit) {
        Verdict::Passed => Text::new("结论：通过", "verdict: passed"),
        Verdict::Failed => Text::new("结论：未通过", "verdict: failed"),
        Verdict::Fault => Text::new("结论：工具出错", "verdict: internal error"),
        Verdict::Incomplete if report.items == 0 => Text::new(
            "结论：不完整——没有读到一个事项，不能算通过",
            "verdict: incomplete — no item was read, so it cannot pass",
        ),
        Verdict::Incomplete if !report.shortfalls.is_empty() => Text::new(
            "结论：不完整——来源写明的比给的多，不能算通过",
            "verdict: incomplete — the source announces more than it delivered, so it cannot pass",
        ),
        Verdict::Incomplete if !report.lost.is_empty() => Text::new(
            "结论：不完整——有输入没有读到事项，不能算通过",
            "verdict: incomplete — no item was read from some of the input, so it cannot pass",
        ),
        Verdict::Incomplete if report.strange_views.is_empty() => Text::new(
            "结论：不完整——有内容没有读懂，不能算通过",
            "verdict: incomplete — some content was not understood, so it cannot pass",
        ),
        Verdict::Incomplete => Text::new(
            "结论：不完整——有一处没有比较，不能算通过",
            "verdict: incomplete — something was not compared, so it cannot pass",
        ),
    };
    let verdict = verdict.get(options.language);
    let fates = report.fates;
    if fates.expected() == 0 {
        return verdict.to_owned();
    }
    // Never rounded up: 100 % means all values.
    let thousandths = fates.count(Fate::Typed) * 1000 / fates.expected();
    let share = format!("{}.{}%", thousandths / 10, thousandths % 10);
    let unread = match (report.unread_required(options.limit), options.language) {
        (0, _) => String::new(),
        (unread, Language::Chinese) => format!("，必填的有{unread}处没有读懂"),
        (unread, Language::English) => format!("; required and not understood: {unread}"),
    };
    say!(
        options.language,
        "{verdict}（有内容的值读入{share}{unread}）",
        "{verdict} ({share} of the values were read{unread})"
    )
}

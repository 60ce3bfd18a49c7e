//! The inspection report: one self-contained page of HTML, for people who decide.
//!
//! The page needs no network, no other file and no script: its script only filters rows. Every text of the data is
//! escaped, and the content security policy allows only the page's own script and styles, which it names by their
//! hashes; nothing else can be loaded, sent or run.

mod chart;
mod dimension;
mod faults;
mod figures;
mod flow;
mod index;
mod listed;
mod numbers;
mod offices;
mod spread;
#[cfg(test)]
mod tests;
mod trend;

use std::collections::BTreeMap;
use std::io::{self, Write};

use askama::Template;
use chrono::NaiveDate;

use self::chart::Chart;
use self::faults::Faults;
use self::figures::{FigureRow, Published, State};
use self::flow::Drawing;
pub use self::flow::process_svg;
use self::index::{Index, indexes};
use self::listed::Listed;
use self::numbers::{mean, one_decimal, percent, share};
use self::offices::{By, Office};
use self::trend::History;
use super::shared::{ReportOptions, held, one_line, verdict};
use crate::check::{Report, Tally, Verdict};
use crate::debt::Run;
use crate::engine::Severity;
use crate::i18n::{Language, Text};

/// The styles and the script, exactly as they stand between their tags.
const STYLE: &str = include_str!("../../../templates/inspection.css");
const SCRIPT: &str = include_str!("../../../templates/inspection.js");
/// The SHA-256 of the styles and of the script in Base64, for the content security policy.
const STYLE_HASH: &str = "YYwCBe2zGopNFKz/VdKXMDkC9D/lbIeCa0HM0fvhptw=";
const SCRIPT_HASH: &str = "dIknLBbX9nWf1zohMusAtb6ipCS4L50r2Kuof2O6KIA=";

/// Maximum number of items in the list of the worst items.
const MAX_WORST_ITEMS: usize = 20;

/// Writes the inspection report as a page of HTML.
///
/// `runs` are the earlier runs of a [`History`](crate::History); if the report was [recorded](Report::record) in
/// it, the page shows the changes.
///
/// ```
/// use shixiang::report::{ReportOptions, write_inspection};
/// use shixiang::{Checker, Language, ReadOptions, read_str, source::Format};
///
/// let text = "name = \"食品经营许可\"";
/// let reading = read_str("a.toml", text, Format::Toml, &ReadOptions::default());
/// let report = Checker::new().check(&reading);
/// let mut page = Vec::new();
/// let options = ReportOptions::new(Language::English);
/// write_inspection(&report, &[], "2026-11-01".parse()?, &options, &mut page)?;
/// assert!(page.starts_with(b"<!DOCTYPE html>\n<html lang=\"en\">"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
///
/// Errors of the output.
pub fn write_inspection(
    report: &Report,
    runs: &[Run],
    today: NaiveDate,
    options: &ReportOptions,
    out: &mut dyn Write,
) -> io::Result<()> {
    Page::of(&*held(report)?, runs, today, options).write_into(out)
}

/// The content of the template.
#[derive(Debug, Template)]
#[template(path = "inspection.html")]
struct Page<'r> {
    language: Language,
    report: &'r Report,
    /// The content security policy: the page may apply its styles and run its script, and nothing else.
    policy: String,
    style: &'static str,
    script: &'static str,
    title: String,
    about: String,
    inputs: String,
    today: NaiveDate,
    version: &'static str,
    verdict: &'static str,
    verdict_class: &'static str,
    all: Tally,
    visits: Option<String>,
    visits_published: Option<Published>,
    online_published: Option<Published>,
    columns_published: Option<Published>,
    figures: Vec<FigureRow>,
    platforms: Vec<Platform>,
    platforms_published: Vec<Published>,
    indexes: Vec<Index>,
    overall: Option<String>,
    bodies: Vec<Office>,
    divisions: Vec<Office>,
    charts: Vec<Chart>,
    history: Option<History>,
    worst: Vec<Worst<'r>>,
    processes: Vec<Processes>,
    listed: Listed,
}

/// An item of the list of the worst items.
#[derive(Debug)]
struct Worst<'r> {
    name: String,
    body: String,
    faults: Faults<'r>,
}

/// The processes of the items of an authority.
#[derive(Debug)]
struct Processes {
    body: String,
    items: Vec<Charted>,
}

/// An item and its process, as a drawing and as text.
#[derive(Debug)]
struct Charted {
    item: usize,
    name: String,
    drawing: Option<Drawing>,
    steps: Vec<String>,
}

/// A platform and the trials of its functions.
#[derive(Debug)]
struct Platform {
    name: String,
    functions: Vec<(String, &'static str, Option<NaiveDate>)>,
}

impl<'r> Page<'r> {
    fn of(report: &'r Report, runs: &[Run], today: NaiveDate, options: &ReportOptions) -> Self {
        let language = options.language;
        let mut all = Tally::default();
        (report.census.offices()).for_each(|(_, _, tally)| all.extend(tally));
        let faults = faults::by_item(report);
        let by_rule = faults::by_rule(&faults);
        let indexes = indexes(report, &faults, language);
        let about = &report.census.about;
        let name = about
            .name
            .as_deref()
            .map(one_line)
            .filter(|name| !name.is_empty());
        let head = Text::new(
            "政务服务事项检查报告",
            "Inspection of government service items",
        );
        let head = head.get(language);
        let figures = figures::rows(report, &by_rule, language);
        let bodies = offices::ranking(report, &faults, By::Body, language);
        let divisions = offices::ranking(report, &faults, By::Division, language);
        let charts = spread::charts(report, &all, &faults, language);
        let published = |cite, share| figures::published((cite, share), language);
        let of_platforms = [
            ("gbh-2017-115#1", Some(26.0)),
            ("gbh-2017-115#4-search", Some(22.0)),
        ];
        Self {
            language,
            report,
            policy: policy(),
            style: STYLE,
            script: SCRIPT,
            title: name.map_or_else(|| head.to_owned(), |name| format!("{name} — {head}")),
            about: about.as_of.map_or_else(String::new, |day| day.to_string()),
            inputs: one_line(&options.inputs.join(Text::new("、", ", ").get(language))),
            today,
            version: env!("CARGO_PKG_VERSION"),
            verdict: verdict(report, options).get(language),
            verdict_class: verdict_class(report.verdict(options.limit)),
            visits: offices::average_visits(&all),
            visits_published: published("d3-36cities-2020#跑动", None),
            columns_published: published("gbh-2017-115#3", Some(68.0)),
            online_published: published("forum-2017#56.74", Some(56.74)),
            all,
            figures,
            platforms: platforms(report, language),
            platforms_published: (of_platforms.into_iter())
                .filter_map(|(cite, share)| published(cite, share))
                .collect(),
            overall: mean(indexes.iter().filter_map(|one| one.value)).map(one_decimal),
            indexes,
            bodies,
            divisions,
            charts,
            history: trend::history(report, runs, today, language),
            worst: worst_items(faults, language),
            processes: processes(report, language),
            listed: listed::listed(report, options),
        }
    }

    /// Selects a text in the language of the page.
    fn t(&self, zh: &'static str, en: &'static str) -> &'static str {
        Text::new(zh, en).get(self.language)
    }

    fn errors(&self) -> usize {
        self.report.count(Severity::Error)
    }

    fn warnings(&self) -> usize {
        self.report.count(Severity::Warning)
    }

    fn hints(&self) -> usize {
        self.report.count(Severity::Hint)
    }

    /// Number of items without an error or a warning.
    fn sound(&self) -> usize {
        let faulty: usize = self.bodies.iter().map(|body| body.faulty).sum();
        self.report.items.saturating_sub(faulty)
    }

    /// Number of empty categories of the catalogue.
    fn empty_categories(&self) -> usize {
        let is_empty = |code: &&str| *code == "CAT030";
        (self.report.findings.iter())
            .filter(|finding| is_empty(&finding.rule.code))
            .count()
    }

    /// Displays the sum of the indexes: `90.0 + 80.0`.
    fn sum(&self) -> String {
        let values: Vec<String> = (self.indexes.iter())
            .filter_map(|one| one.value.map(one_decimal))
            .collect();
        values.join(" + ")
    }

    fn counted(&self) -> usize {
        self.indexes
            .iter()
            .filter(|one| one.value.is_some())
            .count()
    }

    fn empty_share(&self) -> String {
        percent(share(
            self.empty_categories(),
            self.report.census.about.categories,
        ))
    }

    fn online_share(&self) -> String {
        percent(share(self.all.licences_online, self.all.licences))
    }
}

/// The content security policy: only the style and the script of this page, and nothing from elsewhere.
fn policy() -> String {
    format!(
        "default-src 'none'; style-src 'sha256-{STYLE_HASH}'; \
         script-src 'sha256-{SCRIPT_HASH}'; base-uri 'none'; form-action 'none'"
    )
}

/// The class that colours the verdict.
const fn verdict_class(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Passed => "passed",
        Verdict::Failed => "failed",
        Verdict::Incomplete | Verdict::Fault => "incomplete",
    }
}

/// The items with the gravest faults, gravest first, at most [`MAX_WORST_ITEMS`].
fn worst_items(mut faults: Vec<Faults<'_>>, language: Language) -> Vec<Worst<'_>> {
    faults.sort_by_key(|one| {
        let gravity = (one.errors, one.warnings, one.hints);
        (std::cmp::Reverse(gravity), one.item)
    });
    (faults.into_iter().take(MAX_WORST_ITEMS))
        .map(|faults| {
            let authority = faults.identity.authority.as_deref().unwrap_or_default();
            Worst {
                name: one_line(&faults.identity.name),
                body: offices::named(authority, language),
                faults,
            }
        })
        .collect()
}

/// Lists the platforms of the catalogue: each function with the result and the date of its last trial.
fn platforms(report: &Report, language: Language) -> Vec<Platform> {
    let t = |zh, en| Text::new(zh, en).get(language);
    let to_platform = |platform: &crate::model::Platform| {
        let functions = platform.functions.iter().map(|function| {
            let kind = function
                .kind
                .as_ref()
                .map_or("", crate::vocabulary::Vocabulary::term);
            let last = function.trials.iter().max_by_key(|trial| trial.date);
            let state = match (function.available, last.and_then(|trial| trial.passed)) {
                (Some(false), _) => t("没有", "not there"),
                (_, Some(true)) => t("试用成功", "worked when tried"),
                (_, Some(false)) => t("试用没有成功", "failed when tried"),
                (Some(true), None) => t("有，没有试用过", "there, not tried"),
                (None, None) => t("没有说明", "not stated"),
            };
            (one_line(kind), state, last.and_then(|trial| trial.date))
        });
        Platform {
            name: one_line(platform.name.as_deref().unwrap_or(&platform.id)),
            functions: functions.collect(),
        }
    };
    report
        .census
        .about
        .platforms
        .iter()
        .map(to_platform)
        .collect()
}

/// Lists the processes that the report kept, by authority.
fn processes(report: &Report, language: Language) -> Vec<Processes> {
    let mut bodies: BTreeMap<&str, Vec<Charted>> = BTreeMap::new();
    for one in report.census.charted() {
        let body = one.body.as_deref().unwrap_or_default();
        let id = format!("process-{}-", one.item);
        bodies.entry(body).or_default().push(Charted {
            item: one.item,
            name: one_line(&one.name),
            drawing: Drawing::of(&one.name, &one.process, language, id),
            steps: flow::told(&one.process, language),
        });
    }
    let to_processes = |(body, items)| Processes {
        body: offices::named(body, language),
        items,
    };
    bodies.into_iter().map(to_processes).collect()
}

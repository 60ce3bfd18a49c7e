//! Distributions of items: by findings, visits, promised limits and materials; and the trend.

use std::collections::BTreeMap;

use super::chart::Chart;
use super::faults::Faults;
use crate::check::{Promise, Report, Tally};
use crate::i18n::{Language, Text};
use crate::rules;

/// Maximum number of rules in the chart of the most frequent rules.
const MAX_RULES: usize = 12;

/// The charts of a report.
pub(super) fn charts(
    report: &Report,
    all: &Tally,
    faults: &[Faults<'_>],
    language: Language,
) -> Vec<Chart> {
    let t = |zh, en| Text::new(zh, en).get(language);
    let items = t("事项数", "items");
    let mut charts = vec![
        Chart::new(
            "by-findings",
            t("每个事项的问题数", "findings per item"),
            t(
                "有几处问题的各有多少个事项",
                "number of items by number of findings",
            ),
            (t("问题数", "findings"), items),
            findings_distribution(report, faults),
        ),
        Chart::new(
            "by-visits",
            t("到现场次数", "visits"),
            t(
                "写明要到现场几次的各有多少个事项",
                "number of items by number of visits",
            ),
            (t("次数", "visits"), items),
            visits_distribution(all, language),
        ),
        Chart::new(
            "by-promise",
            t("承诺办结时限", "promised limits"),
            t(
                "承诺几个工作日的各有多少个事项",
                "number of items by promised working days",
            ),
            (t("时限", "limit"), items),
            promises_distribution(all, language),
        ),
        Chart::new(
            "by-materials",
            t("申请材料份数", "materials"),
            t(
                "要几份材料的各有多少个事项",
                "number of items by number of materials",
            ),
            (t("材料", "materials"), items),
            materials_distribution(all),
        ),
    ];
    charts.extend(rules_chart(faults, language));
    charts.extend(themes_chart(report, language));
    charts
}

/// An inclusive range of whole numbers; `None` means no upper end.
type Range = (usize, Option<usize>);

fn in_ranges(
    ranges: &[Range],
    counts: impl IntoIterator<Item = (usize, usize)>,
) -> Vec<(String, usize)> {
    let label = |(from, to): Range| match to {
        Some(to) if to == from => from.to_string(),
        Some(to) => format!("{from}–{to}"),
        None => format!("≥{from}"),
    };
    let mut bars: Vec<(String, usize)> = ranges.iter().map(|range| (label(*range), 0)).collect();
    for (value, count) in counts {
        let within = |(from, to): &Range| value >= *from && to.is_none_or(|to| value <= to);
        let at = ranges.iter().position(within);
        if let Some((_, bar)) = at.and_then(|at| bars.get_mut(at)) {
            *bar += count;
        }
    }
    bars
}

fn findings_distribution(report: &Report, faults: &[Faults<'_>]) -> Vec<(String, usize)> {
    const RANGES: &[Range] = &[
        (0, Some(0)),
        (1, Some(2)),
        (3, Some(5)),
        (6, Some(10)),
        (11, Some(20)),
        (21, Some(50)),
        (51, None),
    ];
    let clean = report.items.saturating_sub(faults.len());
    let faulty = faults.iter().map(|one| (one.all(), 1));
    in_ranges(RANGES, faulty.chain([(0, clean)]))
}

fn visits_distribution(all: &Tally, language: Language) -> Vec<(String, usize)> {
    const RANGES: &[Range] = &[(0, Some(0)), (1, Some(1)), (2, Some(2)), (3, None)];
    let stated = all
        .visits
        .iter()
        .map(|(visits, items)| (*visits as usize, *items));
    let mut bars = in_ranges(RANGES, stated);
    bars.push((not_stated(language), all.items - all.stating_visits()));
    bars
}

fn promises_distribution(all: &Tally, language: Language) -> Vec<(String, usize)> {
    const RANGES: &[Range] = &[
        (0, Some(1)),
        (2, Some(5)),
        (6, Some(10)),
        (11, Some(20)),
        (21, None),
    ];
    let mut days = BTreeMap::new();
    let (mut immediate, mut other, mut missing) = (0, 0, 0);
    for (promise, items) in &all.promises {
        match promise {
            Promise::Immediate => immediate += items,
            Promise::WorkingDays(amount) => *days.entry(*amount as usize).or_insert(0) += items,
            Promise::Other => other += items,
            Promise::Missing => missing += items,
        }
    }
    let t = |zh, en| Text::new(zh, en).get(language).to_owned();
    let mut bars = vec![(t("当场", "on the spot"), immediate)];
    let unit = t("个工作日", " working days");
    bars.extend(
        in_ranges(RANGES, days)
            .into_iter()
            .map(|(label, count)| (label + &unit, count)),
    );
    bars.push((t("其他写法", "in another form"), other));
    bars.push((not_stated(language), missing));
    bars
}

fn materials_distribution(all: &Tally) -> Vec<(String, usize)> {
    const RANGES: &[Range] = &[
        (0, Some(0)),
        (1, Some(2)),
        (3, Some(5)),
        (6, Some(10)),
        (11, Some(20)),
        (21, None),
    ];
    in_ranges(
        RANGES,
        all.materials
            .iter()
            .map(|(materials, items)| (*materials, *items)),
    )
}

/// The rules with findings in the most items.
fn rules_chart(faults: &[Faults<'_>], language: Language) -> Option<Chart> {
    let mut items: BTreeMap<&str, usize> = BTreeMap::new();
    for code in faults.iter().flat_map(|one| one.codes.keys()) {
        *items.entry(code).or_insert(0) += 1;
    }
    let mut most: Vec<(&str, usize)> = items.into_iter().collect();
    most.sort_by_key(|(code, count)| (std::cmp::Reverse(*count), *code));
    most.truncate(MAX_RULES);
    let bars = most.into_iter().map(|(code, count)| {
        let summary = rules::find(code).map_or("", |rule| rule.summary.get(language));
        (format!("{code} {summary}"), count)
    });
    let bars: Vec<_> = bars.collect();
    let t = |zh, en| Text::new(zh, en).get(language);
    (!bars.is_empty()).then(|| {
        Chart::new(
            "by-rule",
            t("最常见的问题", "the most frequent faults"),
            t(
                "有这种问题的事项最多的规则",
                "rules by number of items with findings",
            ),
            (t("规则", "rule"), t("事项数", "items")),
            bars,
        )
    })
}

/// Findings by theme.
fn themes_chart(report: &Report, language: Language) -> Option<Chart> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for finding in &report.findings {
        *counts.entry(finding.rule.theme()).or_insert(0) += 1;
    }
    let own = counts
        .keys()
        .filter(|code| rules::THEMES.iter().all(|theme| theme.code != **code));
    let own = own.map(|code| {
        (
            (*code).to_owned(),
            counts.get(code).copied().unwrap_or_default(),
        )
    });
    let own: Vec<(String, usize)> = own.collect();
    let known = rules::THEMES.iter().filter_map(|theme| {
        let count = counts.get(theme.code)?;
        Some((theme.name.get(language).to_owned(), *count))
    });
    let bars: Vec<(String, usize)> = known.chain(own).collect();
    let t = |zh, en| Text::new(zh, en).get(language);
    (!bars.is_empty()).then(|| {
        Chart::new(
            "by-theme",
            t("问题的分布", "findings by theme"),
            t("各方面的问题各有多少处", "number of findings by theme"),
            (t("主题", "theme"), t("问题数", "findings")),
            bars,
        )
    })
}

fn not_stated(language: Language) -> String {
    Text::new("没有写", "not stated").get(language).to_owned()
}

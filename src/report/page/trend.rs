//! The runs of a history, as a line chart and as a table.

use chrono::NaiveDate;

use crate::check::Report;
use crate::debt::{Run, Trend};
use crate::engine::Severity;
use crate::i18n::{Language, Text};

const WIDTH: usize = 640;
const HEIGHT: usize = 240;
const LEFT: usize = 56;
const RIGHT: usize = 72;
const TOP: usize = 16;
const BOTTOM: usize = 32;

/// The history of a catalogue.
#[derive(Debug)]
pub(super) struct History {
    pub(super) rows: Vec<Row>,
    pub(super) lines: Vec<Line>,
    /// Changes since the last run.
    pub(super) trend: Option<Trend>,
    pub(super) width: usize,
    pub(super) height: usize,
    pub(super) left: usize,
    pub(super) right: usize,
    pub(super) top: usize,
    pub(super) bottom: usize,
    pub(super) most: usize,
}

/// The figures of a run.
#[derive(Debug)]
pub(super) struct Row {
    pub(super) on: NaiveDate,
    pub(super) is_this: bool,
    pub(super) items: usize,
    pub(super) error: usize,
    pub(super) warning: usize,
    pub(super) hint: usize,
    pub(super) mended: Option<usize>,
    pub(super) new: Option<usize>,
}

/// The findings of one severity from run to run.
#[derive(Debug)]
pub(super) struct Line {
    pub(super) class: &'static str,
    pub(super) name: &'static str,
    /// The points in the syntax of SVG.
    pub(super) points: String,
    pub(super) marks: Vec<(usize, usize)>,
    /// The position of the name.
    pub(super) name_x: usize,
    pub(super) name_y: usize,
}

/// Reads the figure of a run that a line shows.
type Count = fn(&Row) -> usize;

/// Builds the history from the earlier runs and this one; `None` without earlier runs.
pub(super) fn history(
    report: &Report,
    runs: &[Run],
    today: NaiveDate,
    language: Language,
) -> Option<History> {
    if runs.is_empty() {
        return None;
    }
    let mut rows: Vec<Row> = runs
        .iter()
        .map(|run| Row {
            on: run.on,
            is_this: false,
            items: run.items,
            error: run.error,
            warning: run.warning,
            hint: run.hint,
            mended: run.trend.as_ref().map(|trend| trend.mended),
            new: run.trend.as_ref().map(|trend| trend.new),
        })
        .collect();
    rows.push(Row {
        on: today,
        is_this: true,
        items: report.items,
        error: report.count(Severity::Error),
        warning: report.count(Severity::Warning),
        hint: report.count(Severity::Hint),
        mended: report.trend.as_ref().map(|trend| trend.mended),
        new: report.trend.as_ref().map(|trend| trend.new),
    });
    let highest = |row: &Row| row.error.max(row.warning).max(row.hint);
    let most = rows.iter().map(highest).max().unwrap_or(0).max(1);
    let kinds: [(_, Text, Count); 3] = [
        ("error", Severity::Error.text(), |row| row.error),
        ("warning", Severity::Warning.text(), |row| row.warning),
        ("hint", Severity::Hint.text(), |row| row.hint),
    ];
    let mut lines: Vec<Line> = kinds
        .into_iter()
        .map(|(class, name, count)| chart_line(class, name.get(language), &rows, most, count))
        .collect();
    spread_names(&mut lines);
    Some(History {
        lines,
        rows,
        trend: report.trend.clone(),
        width: WIDTH,
        height: HEIGHT,
        left: LEFT,
        right: WIDTH - RIGHT,
        top: TOP,
        bottom: HEIGHT - BOTTOM,
        most,
    })
}

fn chart_line(
    class: &'static str,
    name: &'static str,
    rows: &[Row],
    most: usize,
    count: Count,
) -> Line {
    let (wide, high) = (WIDTH - LEFT - RIGHT, HEIGHT - TOP - BOTTOM);
    let last = rows.len().saturating_sub(1).max(1);
    let marks: Vec<(usize, usize)> = rows
        .iter()
        .enumerate()
        .map(|(at, row)| {
            (
                LEFT + wide * at / last,
                TOP + high - high * count(row) / most,
            )
        })
        .collect();
    let points: Vec<String> = marks.iter().map(|(x, y)| format!("{x},{y}")).collect();
    let (x, y) = marks.last().copied().unwrap_or_default();
    Line {
        class,
        name,
        points: points.join(" "),
        marks,
        name_x: x + 8,
        name_y: y + 5,
    }
}

/// Moves the names of lines apart so that they do not overlap.
fn spread_names(lines: &mut [Line]) {
    const MIN_DISTANCE: usize = 16;
    let mut order: Vec<&mut Line> = lines.iter_mut().collect();
    order.sort_by_key(|line| line.name_y);
    let mut next = 0;
    for line in order {
        line.name_y = line.name_y.max(next);
        next = line.name_y + MIN_DISTANCE;
    }
}

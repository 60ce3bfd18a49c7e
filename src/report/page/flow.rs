//! The process of an item drawn from its steps, as plain SVG.

use askama::Template;

use super::chart::short;
use crate::i18n::{Language, Text};
use crate::model::{Process, Step};
use crate::report::shared::one_line;
use crate::value::flow::{Graph, GraphEdge, graph_of};
use crate::vocabulary::Vocabulary;

/// Maximum number of boxes drawn: more cannot be taken in at a glance.
const MAX_BOXES: usize = 60;

const BOX_WIDTH: usize = 176;
const LINE_HEIGHT: usize = 18;
const PADDING: usize = 8;
/// Distance between two boxes of a row.
const GAP_X: usize = 40;
/// Distance between two rows: room for an arrow and its label.
const GAP_Y: usize = 46;
const MARGIN: usize = 16;
/// Distance between two arrows that go around boxes.
const LANE: usize = 18;

/// Distance from the middle of a box to the start of an arrow that goes around other boxes.
const SIDE_OFFSET: usize = 40;

/// Maximum width of a line in a box and of the label of an arrow, in half-width characters.
const BOX_CHARS: usize = 24;
const LABEL_CHARS: usize = 18;
/// Maximum number of lines for the name of a step.
const MAX_LINES: usize = 3;

/// Draws the steps of a process as a self-contained SVG; `None` if there are no steps, or too many to draw.
///
/// ```
/// use shixiang::Language;
/// use shixiang::model::{Process, Step};
/// use shixiang::report::process_svg;
///
/// let mut step = Step::default();
/// step.name = Some("受理".into());
/// let mut process = Process::default();
/// process.steps = vec![step, Step::default()];
///
/// let svg = process_svg("食品经营许可", &process, Language::Chinese).unwrap();
/// assert!(svg.starts_with("<svg ") && svg.contains(">受理</text>"));
/// assert!(process_svg("甲", &Process::default(), Language::Chinese).is_none());
/// ```
pub fn process_svg(name: &str, process: &Process, language: Language) -> Option<String> {
    let drawing = Drawing::of(name, process, language, String::new())?;
    drawing.render().ok()
}

/// A flowchart, as its template shows it.
#[derive(Debug, Template)]
#[template(path = "process.svg")]
pub(super) struct Drawing {
    title: String,
    desc: String,
    /// The prefix of the ids in the drawing, if a page holds several drawings.
    id: String,
    width: usize,
    height: usize,
    boxes: Vec<Shape>,
    arrows: Vec<Arrow>,
}

/// A box of the chart.
#[derive(Debug, Default)]
struct Shape {
    x: usize,
    y: usize,
    width: usize,
    height: usize,
    /// Whether the box is an end of the process, with round corners.
    is_end: bool,
    full: String,
    lines: Vec<Line>,
}

/// A line of text in a box.
#[derive(Debug)]
struct Line {
    text: String,
    y: usize,
    /// Whether the line shows the actor and the duration, not the name of the step.
    is_detail: bool,
}

/// An arrow of the chart.
#[derive(Debug)]
struct Arrow {
    path: String,
    head: String,
    label: Option<Label>,
}

#[derive(Debug)]
struct Label {
    x: usize,
    y: usize,
    text: String,
}

impl Drawing {
    pub(super) fn of(
        name: &str,
        process: &Process,
        language: Language,
        id: String,
    ) -> Option<Self> {
        let graph = graph_of(process);
        if graph.nodes.is_empty() || graph.nodes.len() > MAX_BOXES {
            return None;
        }
        let head = Text::new("办理流程：", "Process: ").get(language);
        let between = Text::new("；", "; ").get(language);
        let mut drawing = Self {
            title: format!("{head}{}", one_line(name)),
            desc: told(process, language).join(between),
            id,
            width: 0,
            height: 0,
            boxes: shapes(&graph, process, language),
            arrows: Vec::new(),
        };
        let rows = rows(&graph);
        drawing.place_boxes(&rows, &graph);
        drawing.draw_arrows(&rows, &graph);
        Some(drawing)
    }

    /// Places the boxes in rows, each row centred.
    fn place_boxes(&mut self, rows: &[usize], graph: &Graph) {
        let last = rows.iter().max().copied().unwrap_or(0);
        let members = |row: usize| (0..rows.len()).filter(move |at| rows.get(*at) == Some(&row));
        let widest = (0..=last)
            .map(|row| members(row).count())
            .max()
            .unwrap_or(1);
        let room = |boxes: usize| boxes * (BOX_WIDTH + GAP_X) - GAP_X;
        let left = MARGIN + LANE * backward_detours(rows, graph).count();
        let mut y = MARGIN;
        for row in 0..=last {
            let count = members(row).count();
            let mut x = left + (room(widest) - room(count.max(1))) / 2;
            let mut tallest = 0;
            for at in members(row) {
                if let Some(shape) = self.boxes.get_mut(at) {
                    shape.move_to(x, y);
                    tallest = tallest.max(shape.height);
                }
                x += BOX_WIDTH + GAP_X;
            }
            y += tallest + GAP_Y;
        }
        self.width = left + room(widest) + LANE * forward_detours(rows, graph).count() + MARGIN;
        self.height = y - GAP_Y + MARGIN;
    }

    /// Draws the arrows: straight to the next row, around the right to a later row, around the left to an earlier one.
    fn draw_arrows(&mut self, rows: &[usize], graph: &Graph) {
        let right = self
            .boxes
            .iter()
            .map(|shape| shape.x + shape.width)
            .max()
            .unwrap_or(0);
        let left = MARGIN + LANE * backward_detours(rows, graph).count();
        let (mut lanes_right, mut lanes_left) = (0, 0);
        for edge in &graph.edges {
            let (Some(from), Some(to)) = (self.boxes.get(edge.from), self.boxes.get(edge.to))
            else {
                continue;
            };
            let below = self.bottom_of_row(rows, edge.from);
            let below = below.unwrap_or(from.y + from.height);
            let route = match direction(rows, edge.from, edge.to) {
                Direction::Next => Route::Straight,
                Direction::Later => {
                    lanes_right += 1;
                    let lane = right + LANE * lanes_right;
                    Route::Right { lane, below }
                }
                Direction::Back => {
                    lanes_left += 1;
                    let lane = left.saturating_sub(LANE * lanes_left);
                    Route::Left { lane, below }
                }
            };
            let arrow = Arrow::new(from, to, route, edge.label.as_deref());
            self.arrows.push(arrow);
        }
    }

    /// The bottom of the tallest box in the row of a box.
    fn bottom_of_row(&self, rows: &[usize], of: usize) -> Option<usize> {
        let own = rows.get(of);
        let boxes = self.boxes.iter().zip(rows);
        let beside = boxes.filter(|(_, row)| Some(*row) == own);
        beside.map(|(shape, _)| shape.y + shape.height).max()
    }
}

/// How an arrow gets from one box to another.
#[derive(Clone, Copy)]
enum Route {
    Straight,
    /// Around the boxes in a lane. The arrow turns below the tallest box of its row, at `below`, so that it crosses no
    /// box of the row.
    Right {
        lane: usize,
        below: usize,
    },
    Left {
        lane: usize,
        below: usize,
    },
}

impl Arrow {
    fn new(from: &Shape, to: &Shape, route: Route, text: Option<&str>) -> Self {
        let (start, target) = (from.x + from.width / 2, to.x + to.width / 2);
        let (bottom, top) = (from.y + from.height, to.y);
        let end = top - 7;
        let text = text.map(|text| short(&one_line(text), LABEL_CHARS));
        let label = |x, y| text.map(|text| Label { x, y, text });
        match route {
            Route::Straight => Self {
                path: format!("M{start} {bottom}V{}H{target}V{end}", top - GAP_Y / 2),
                head: head_down(target, top),
                label: label(target + 6, top - 10),
            },
            Route::Right { lane, below } => {
                let (out, into) = (start + SIDE_OFFSET, target + SIDE_OFFSET);
                let (turn, above) = (below + 14, top - GAP_Y / 2);
                Self {
                    path: format!("M{out} {bottom}V{turn}H{lane}V{above}H{into}V{end}"),
                    head: head_down(into, top),
                    label: label(out + 6, below + 11),
                }
            }
            Route::Left { lane, below } => {
                let (out, into) = (start - SIDE_OFFSET, target - SIDE_OFFSET);
                let (turn, above) = (below + 9, top - 13);
                Self {
                    path: format!("M{out} {bottom}V{turn}H{lane}V{above}H{into}V{end}"),
                    head: head_down(into, top),
                    label: label(lane + 4, below + 22),
                }
            }
        }
    }
}

impl Shape {
    fn move_to(&mut self, x: usize, y: usize) {
        (self.x, self.y) = (x, y);
        for (number, line) in self.lines.iter_mut().enumerate() {
            line.y = y + PADDING + LINE_HEIGHT * number + LINE_HEIGHT * 3 / 4;
        }
    }
}

/// The direction of an arrow.
enum Direction {
    Next,
    Later,
    Back,
}

fn direction(rows: &[usize], from: usize, to: usize) -> Direction {
    match (rows.get(from), rows.get(to)) {
        (Some(from), Some(to)) if to == &(from + 1) => Direction::Next,
        (Some(from), Some(to)) if to > from => Direction::Later,
        _ => Direction::Back,
    }
}

/// The arrows that go around the left of the boxes.
fn backward_detours<'g>(
    rows: &'g [usize],
    graph: &'g Graph,
) -> impl Iterator<Item = &'g GraphEdge> {
    graph
        .edges
        .iter()
        .filter(|edge| matches!(direction(rows, edge.from, edge.to), Direction::Back))
}

/// The arrows that go around the right of the boxes.
fn forward_detours<'g>(rows: &'g [usize], graph: &'g Graph) -> impl Iterator<Item = &'g GraphEdge> {
    graph
        .edges
        .iter()
        .filter(|edge| matches!(direction(rows, edge.from, edge.to), Direction::Later))
}

/// Computes the row of each box: below all boxes with an arrow to it, except boxes later in the list.
fn rows(graph: &Graph) -> Vec<usize> {
    let mut rows = vec![0; graph.nodes.len()];
    for at in 0..graph.nodes.len() {
        let into = graph
            .edges
            .iter()
            .filter(|edge| edge.to == at && edge.from < at);
        let row = into
            .filter_map(|edge| rows.get(edge.from))
            .max()
            .map(|row| row + 1);
        if let (Some(own), Some(row)) = (rows.get_mut(at), row) {
            *own = row;
        }
    }
    rows
}

fn head_down(x: usize, y: usize) -> String {
    format!("M{} {}L{x} {y}L{} {}Z", x - 4, y - 8, x + 4, y - 8)
}

fn shapes(graph: &Graph, process: &Process, language: Language) -> Vec<Shape> {
    let shape = |(at, label): (usize, &str)| {
        let full = one_line(label);
        let mut lines: Vec<Line> = wrap(&full)
            .into_iter()
            .map(|text| Line {
                text,
                y: 0,
                is_detail: false,
            })
            .collect();
        let step = process.steps.get(at);
        let detail = step
            .map(|step| detail(step, language))
            .filter(|text| !text.is_empty());
        lines.extend(detail.map(|text| Line {
            text: short(&text, BOX_CHARS + 2),
            y: 0,
            is_detail: true,
        }));
        Shape {
            width: BOX_WIDTH,
            height: lines.len() * LINE_HEIGHT + 2 * PADDING,
            is_end: step.is_none(),
            full,
            lines,
            ..Shape::default()
        }
    };
    let labels = graph.nodes.iter().map(|node| node.label.as_str());
    labels.enumerate().map(shape).collect()
}

/// Displays the actor and the duration of a step.
fn detail(step: &Step, language: Language) -> String {
    let who = step
        .body
        .clone()
        .or_else(|| step.actor.as_ref().map(|actor| actor.term().to_owned()));
    let limit = step.limit.as_ref().map(ToString::to_string);
    let parts: Vec<String> = who
        .into_iter()
        .chain(limit)
        .map(|part| one_line(&part))
        .collect();
    parts.join(Text::new("，", ", ").get(language))
}

/// Displays each step as text: its name, who acts, how long it takes, and the next steps.
pub(super) fn told(process: &Process, language: Language) -> Vec<String> {
    let graph = graph_of(process);
    let t = |zh, en| Text::new(zh, en).get(language);
    let label = |at: usize| graph.nodes.get(at).map_or("", |node| node.label.as_str());
    let told = process.steps.iter().enumerate().map(|(at, step)| {
        let mut text = label(at).to_owned();
        let detail = detail(step, language);
        if !detail.is_empty() {
            text.push_str(&format!("{}{detail}{}", t("（", " ("), t("）", ")")));
        }
        let next = graph.edges.iter().filter(|edge| edge.from == at);
        let next: Vec<String> = next
            .map(|edge| match &edge.label {
                Some(when) => format!("{when}{}{}", t("：", ": "), label(edge.to)),
                None => label(edge.to).to_owned(),
            })
            .collect();
        if !next.is_empty() {
            text.push_str(&format!(" → {}", next.join(t("，", ", "))));
        }
        one_line(&text)
    });
    told.collect()
}

/// Wraps a text into the lines of a box; text beyond the last line is cut off.
fn wrap(text: &str) -> Vec<String> {
    let mut lines = vec![String::new()];
    let mut used = 0;
    for (at, c) in text.char_indices() {
        let width = if c.is_ascii() { 1 } else { 2 };
        if used + width > BOX_CHARS {
            if lines.len() == MAX_LINES - 1 {
                lines.push(short(text.get(at..).unwrap_or_default(), BOX_CHARS));
                return lines;
            }
            lines.push(String::new());
            used = 0;
        }
        used += width;
        if let Some(line) = lines.last_mut() {
            line.push(c);
        }
    }
    lines
}

#[cfg(test)]
impl Drawing {
    /// Whether all boxes and arrows are inside the drawing, and no box lies on another.
    pub(super) fn check(&self) {
        for (at, one) in self.boxes.iter().enumerate() {
            assert!(
                one.x + one.width <= self.width && one.y + one.height <= self.height,
                "{one:?}"
            );
            for other in self.boxes.iter().skip(at + 1) {
                let beside = one.x + one.width <= other.x || other.x + other.width <= one.x;
                let apart = one.y + one.height <= other.y || other.y + other.height <= one.y;
                assert!(beside || apart, "{one:?} {other:?}");
            }
        }
        for arrow in &self.arrows {
            let numbers = arrow.path.split(|c: char| !c.is_ascii_digit());
            let most = self.width.max(self.height);
            for number in numbers.filter_map(|number| number.parse::<usize>().ok()) {
                assert!(number <= most, "{}", arrow.path);
            }
        }
    }
}

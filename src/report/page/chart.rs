//! The geometry of charts; the template draws them as SVG.

/// Width of the drawing, in units of the SVG.
const WIDTH: u32 = 520;
/// The start of the bars, to the right of their labels.
const LEFT: u32 = 200;
/// Length of the longest bar; its number follows to the right.
const MAX_BAR_LENGTH: u32 = 260;
const ROW: u32 = 28;

/// A chart of bars, one below the other, with the same figures as a table.
#[derive(Debug)]
pub(super) struct Chart {
    /// The id of the chart in the page.
    pub(super) id: &'static str,
    pub(super) title: String,
    /// A sentence that describes it.
    pub(super) desc: String,
    /// The heads of the two columns.
    pub(super) heads: (&'static str, &'static str),
    pub(super) bars: Vec<Bar>,
    pub(super) width: u32,
    pub(super) height: u32,
}

/// One bar.
#[derive(Debug)]
pub(super) struct Bar {
    pub(super) label: String,
    /// The label, cut to the room for it.
    pub(super) short: String,
    pub(super) count: usize,
    pub(super) x: u32,
    pub(super) y: u32,
    pub(super) length: u32,
    /// The end of the label.
    pub(super) label_x: u32,
    pub(super) text_y: u32,
    /// The start of the number.
    pub(super) number_x: u32,
}

impl Chart {
    /// Creates a chart of bars, from top to bottom.
    pub(super) fn new(
        id: &'static str,
        title: impl Into<String>,
        desc: impl Into<String>,
        heads: (&'static str, &'static str),
        bars: impl IntoIterator<Item = (String, usize)>,
    ) -> Self {
        let bars: Vec<(String, usize)> = bars.into_iter().collect();
        let most = bars
            .iter()
            .map(|(_, count)| *count)
            .max()
            .unwrap_or(0)
            .max(1);
        let bars: Vec<Bar> = bars
            .into_iter()
            .zip(0..)
            .map(|((label, count), row)| {
                let length = scale(count, most, MAX_BAR_LENGTH);
                Bar {
                    short: short(&label, 28),
                    label,
                    count,
                    x: LEFT,
                    y: row * ROW + 4,
                    length,
                    label_x: LEFT - 8,
                    text_y: row * ROW + 19,
                    number_x: LEFT + length + 6,
                }
            })
            .collect();
        Self {
            id,
            title: title.into(),
            desc: desc.into(),
            heads,
            height: u32::try_from(bars.len()).unwrap_or(u32::MAX / ROW) * ROW,
            bars,
            width: WIDTH,
        }
    }
}

/// Scales a count to a length; every count but zero is visible.
fn scale(count: usize, most: usize, longest: u32) -> u32 {
    let wide = |number: usize| u128::try_from(number).unwrap_or(u128::MAX);
    let length = wide(count) * u128::from(longest) / wide(most).max(1);
    let length = u32::try_from(length).unwrap_or(longest);
    if count > 0 { length.max(2) } else { 0 }
}

/// The beginning of a text, at most `width` half-width characters wide.
pub(super) fn short(text: &str, width: usize) -> String {
    let wide = |c: char| if c.is_ascii() { 1 } else { 2 };
    if text.chars().map(wide).sum::<usize>() <= width {
        return text.to_owned();
    }
    let mut used = 1;
    let mut kept: String = text
        .chars()
        .take_while(|c| {
            used += wide(*c);
            used < width
        })
        .collect();
    kept.push('…');
    kept
}

//! Stages in a row without arrows: 受理-审查-办结, 受理、审核、办结, 《受理》—《办结》.

use crate::prose::{
    fold, is_balanced, is_longer, is_one_clause, outside, slice, trimmed, unmarked,
};
use crate::value::Guess;
use crate::value::stage::stage;
use crate::vocabulary::Stage;

/// Maximum number of stages; a longer row is a list of something else.
const MAX_STAGES: usize = 40;

/// Maximum length of a stage, in characters.
const MAX_STAGE_CHARS: usize = 12;

/// The separators of the stages of a row, most reliable first.
const SEPARATORS: &[fn(char) -> bool] = &[
    is_dash,
    |c| matches!(c, '、' | '/' | '／' | '|' | '+'),
    |c| matches!(c, '，' | ','),
    |c| matches!(c, '；' | ';'),
    char::is_whitespace,
];

/// A row of stages.
pub(super) struct Row<'t> {
    pub(super) stages: Vec<&'t str>,
    /// The text after the row.
    pub(super) rest: &'t str,
    /// The guess that the stages are in order; `None` if dashes separate them.
    pub(super) guess: Option<Guess>,
}

/// The row of stages that a text begins with.
pub(super) fn row(text: &str) -> Option<Row<'_>> {
    let text = unlabelled(text.trim());
    SEPARATORS.iter().enumerate().find_map(|(at, separates)| {
        let end = text
            .find(|c| ends_row(c) && !separates(c))
            .unwrap_or(text.len());
        let line = slice(text, 0..end);
        let stages: Vec<&str> = outside(line, separates)
            .into_iter()
            .map(without_marks)
            .filter(|stage| !stage.is_empty())
            .collect();
        if !(2..=MAX_STAGES).contains(&stages.len()) || !stages.iter().all(|name| is_stage(name)) {
            return None;
        }
        let known: Vec<Stage> = stages.iter().filter_map(|name| stage(name)).collect();
        // 领取、邮寄 are two ways of one stage, not a row.
        let differ = known.iter().any(|stage| known.first() != Some(stage));
        (differ && known.len() * 2 >= stages.len()).then(|| Row {
            rest: trimmed(slice(text, end..text.len())),
            stages,
            guess: (at > 0).then_some(Guess::StagesInOrder),
        })
    })
}

fn is_dash(c: char) -> bool {
    fold(c.encode_utf8(&mut [0; 4])) == "-"
}

/// Whether a row of stages ends at this character.
fn ends_row(c: char) -> bool {
    matches!(c, '。' | '；' | ';' | '\n')
}

/// Whether a part of a row is short enough for a stage, and neither a clause nor a label.
fn is_stage(name: &str) -> bool {
    !is_longer(name, MAX_STAGE_CHARS)
        && is_one_clause(name)
        && !name.contains(['：', ':', '、', '的'])
}

/// A stage without marks around it.
fn without_marks(stage: &str) -> &str {
    let stage = trimmed(unmarked(stage));
    let pairs = [
        ('《', '》'),
        ('【', '】'),
        ('“', '”'),
        ('[', ']'),
        ('「', '」'),
        ('（', '）'),
    ];
    pairs
        .iter()
        .find_map(|(open, close)| stage.strip_prefix(*open)?.strip_suffix(*close))
        // （一）审核（二） begins and ends with brackets, but not with those of one pair.
        .filter(|inside| is_balanced(inside))
        .map_or(stage, str::trim)
}

/// Strips the label before a row: 办理流程：受理-审核.
fn unlabelled(text: &str) -> &str {
    match text.split_once(['：', ':']) {
        Some((label, row))
            if !is_longer(label, 8)
                && ["流程", "程序", "步骤", "环节"]
                    .iter()
                    .any(|word| label.ends_with(word)) =>
        {
            row.trim_start()
        }
        _ => text,
    }
}

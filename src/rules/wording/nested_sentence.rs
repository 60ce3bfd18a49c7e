use super::texts::{self, Kind};
use crate::engine::{Context, Found, rule};
use crate::model::ServiceItem;

rule! {
    "TXT041", "nested-sentence", Hint, Item(check),
    summary: ("句子层次太多", "a sentence is nested too deeply"),
    message: ("{element}里有一句套了{count}层（个）：“{quote}”", "{element} holds a sentence with {count} nested brackets or joined clauses: “{quote}”"),
    help: ("把括号里的话和“或者”“以及”连起来的情形分条写", "write what stands in brackets and what is joined by “or”, “as well as” as a list"),
    rows: ["B4"],
    source: "行政许可标准化指引（2016版）：服务指南应当通俗易懂",
    page: "nested_sentence.md",
}

/// Brackets within brackets within brackets.
const DEEPEST: usize = 3;

/// So many joining words in one sentence.
const MOST: usize = 5;

const JOINTS: &[&str] = &["或者", "以及", "并且", "除外", "但是", "不包括", "的情况下"];

fn check(item: &ServiceItem, cx: &mut Context<'_>) {
    let mut all = Vec::new();
    texts::each(item, |piece| {
        if !matches!(
            piece.kind,
            Kind::Condition | Kind::Step | Kind::MaterialNote | Kind::Answer | Kind::LimitNote
        ) {
            return;
        }
        let worst = texts::sentences(piece.text).find_map(|sentence| {
            let deep = depth(sentence);
            let joints = JOINTS
                .iter()
                .map(|joint| sentence.matches(joint).count())
                .sum();
            (deep >= DEEPEST)
                .then_some(deep)
                .or((joints >= MOST).then_some(joints))
                .map(|count| (count, sentence))
        });
        if let Some((count, sentence)) = worst {
            let start: String = sentence.chars().take(20).collect();
            all.push(
                Found::at(piece.path())
                    .with("element", piece.kind.label())
                    .with("count", count)
                    .with("quote", format!("{start}……"))
                    .quoting(start),
            );
        }
    });
    for found in all {
        cx.report(found);
    }
}

fn depth(sentence: &str) -> usize {
    let (mut deep, mut deepest) = (0usize, 0);
    for c in sentence.chars() {
        match c {
            '（' | '(' => deep += 1,
            '）' | ')' => deep = deep.saturating_sub(1),
            _ => {}
        }
        deepest = deepest.max(deep);
    }
    deepest
}

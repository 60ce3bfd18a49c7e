use super::texts::{self, Kind};
use crate::engine::{Context, Found, rule};
use crate::model::ServiceItem;

rule! {
    "TXT015", "unbalanced-brackets", Hint, Item(check),
    summary: ("括号、书名号或引号不成对", "brackets, title marks or quotation marks do not pair"),
    message: ("{element}里的“{mark}”没有另一半", "“{mark}” in {element} has no other half"),
    help: ("补上缺的一半，或删去多余的一半", "add the missing half or delete the one too many"),
    rows: ["A1"],
    source: "国办秘函〔2019〕19号 政府网站与政务新媒体检查指标：内容不准确、表述含糊",
    page: "unbalanced_brackets.md",
}

/// How many characters around the mark are quoted.
const AROUND: usize = 8;

fn check(item: &ServiceItem, cx: &mut Context<'_>) {
    let mut all = Vec::new();
    texts::each(item, |piece| {
        if piece.kind == Kind::Translation {
            return;
        }
        // An alias that repeats the name repeats its fault: that is found in the name.
        if piece.kind == Kind::Keyword && piece.text.trim() == item.name.trim() {
            return;
        }
        let chars: Vec<char> = piece.text.chars().collect();
        if let Some(at) = alone(&chars) {
            let mark = chars.get(at).copied().unwrap_or_default();
            let quote: String = (chars.iter().skip(at.saturating_sub(AROUND)))
                .take(2 * AROUND)
                .collect();
            all.push(
                Found::at(piece.path())
                    .with("element", piece.kind.label())
                    .with("mark", mark.to_string())
                    .quoting(quote),
            );
        }
    });
    for found in all {
        cx.report(found);
    }
}

fn closing(open: char) -> Option<char> {
    Some(match open {
        '（' | '(' => '）',
        '《' => '》',
        '“' => '”',
        '【' => '】',
        '「' => '」',
        '〔' => '〕',
        _ => return None,
    })
}

/// The first mark without its other half. `（` and `)` pair: mixed widths are no fault of sense.
fn alone(chars: &[char]) -> Option<usize> {
    let mut open: Vec<(usize, char)> = Vec::new();
    for (at, &c) in chars.iter().enumerate() {
        if let Some(close) = closing(c) {
            // A title in a title may be written with the same marks.
            open.push((at, close));
            continue;
        }
        let close = if c == ')' { '）' } else { c };
        if !"）》”】」〕".contains(close) {
            continue;
        }
        if open.last().is_some_and(|(_, wanted)| *wanted == close) {
            open.pop();
        } else if close == '）' && is_numbering(chars, at) {
            // 1） and a) number a list.
        } else if close == '”' {
            // Two closing marks are often used where one opens.
            return None;
        } else {
            return Some(at);
        }
    }
    // A quotation that opens each paragraph closes once.
    open.first()
        .filter(|(_, wanted)| *wanted != '”')
        .map(|(at, _)| *at)
}

fn is_numbering(chars: &[char], at: usize) -> bool {
    let before = chars.get(..at).unwrap_or_default();
    let digits = (before.iter().rev())
        .take_while(|c| c.is_ascii_alphanumeric() || "一二三四五六七八九十①②③④⑤⑥⑦⑧⑨".contains(**c))
        .count();
    let start = at.saturating_sub(digits);
    let first = start == 0 || before.get(start - 1).is_some_and(|c| !c.is_alphanumeric());
    (1..=3).contains(&digits) && first
}

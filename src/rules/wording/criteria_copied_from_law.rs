use crate::digest::Kind;
use crate::engine::{Context, Found, rule};
use crate::model::ServiceItem;
use crate::path::Step;

rule! {
    "TXT156", "criteria-copied-from-law", Hint, Item(check),
    summary: ("审查标准写的是法律给机关定的程序", "a review standard that is the law's procedure for the office"),
    message: ("审查标准里的“{words}”是机关的办理程序，不是审查什么、怎样算合格", "“{words}” in the review standard tells the office how to proceed, not what is examined and when it passes"),
    help: ("审查标准写审查哪几项、各以什么为合格；程序和期限写到环节的做法和时限里", "say what is examined and when it passes; put procedure and days into the step's action and limit"),
    rows: ["B1", "B4"],
    source: "行政许可标准化指引（2016版）：审查标准应当明确、具体",
    page: "criteria_copied_from_law.md",
}

/// How the law tells the office to proceed.
const PROCEDURE: &[&str] = &[
    "应当根据下列情况分别作出处理",
    "根据下列情况分别作出处理",
    "根据下列情况分别作出",
    "作出行政许可决定",
    "应当书面告知申请人",
    "应当允许申请人当场更正",
];

fn check(_: &ServiceItem, cx: &mut Context<'_>) {
    for piece in cx.texts() {
        if piece.kind != Kind::Step || piece.glance.chars < 20 {
            continue;
        }
        let Some(words) = procedure(piece.text) else {
            continue;
        };
        let path = piece.path();
        if path.steps().last() == Some(&Step::from("criteria")) {
            cx.report(Found::at(path).with("words", words).quoting(words));
        }
    }
}

/// The first words that tell the office how, or within how many days, to proceed.
fn procedure(text: &str) -> Option<&str> {
    let told = PROCEDURE
        .iter()
        .filter_map(|words| text.find(words).map(|at| (at, words.len())));
    let told = told
        .min()
        .and_then(|(at, length)| text.get(at..at + length));
    told.or_else(|| {
        text.match_indices("应当").find_map(|(at, should)| {
            let rest = text.get(at + should.len()..)?;
            let within = rest.find("日内")? + "日内".len();
            let between = rest.get(..within)?;
            let begins = between.starts_with(['在', '自', '于']);
            let days = between
                .chars()
                .any(|c| c.is_ascii_digit() || "一二三五十".contains(c));
            let short = between.chars().count() <= 20 && !between.contains(['，', '。', '；']);
            (begins && days && short).then(|| text.get(at..at + should.len() + within))?
        })
    })
}

use crate::analysis::TextKind;
use crate::engine::{Context, Diagnostic, rule};
use crate::model::ServiceItem;
use crate::prose::{is_longer, slice};

rule! {
    "ORG096", "addresses-run-together", Warning, Item(check),
    summary: ("一个地址里接着写了另一个地址", "two addresses run together"),
    message: ("地址里“{region}”写了两遍，中间没有隔开，看不出该去哪里：{address}", "an address names “{region}” twice without a separator, so it is unclear where to go: {address}"),
    help: ("只留要去的那个地址；有几处的，分开写并说明各办什么", "keep only the address to go to; if there are several, separate them and say what each is for"),
    requirements: [A1, C6],
    own: (
        "两个地址连写，不知道去哪一个",
        "when two addresses run together, it is unclear which to go to",
    ),
    certain: Structure,
    page: "addresses_run_together.md",
}

fn check(_: &ServiceItem, cx: &mut Context<'_>) {
    for piece in cx.texts() {
        if piece.kind != TextKind::Address {
            continue;
        }
        if let Some(region) = repeated(piece.text) {
            cx.report(
                Diagnostic::at(piece.path())
                    .with("address", piece.text.trim())
                    .with("region", region)
                    .quoting(region),
            );
        }
    }
}

/// The city and district that a stretch of an address names twice.
fn repeated(text: &str) -> Option<&str> {
    let apart = |c: char| {
        matches!(
            c,
            '，' | ',' | '；' | ';' | '。' | '、' | '（' | '）' | '(' | ')' | '/' | '｜' | '|'
        ) || c.is_whitespace()
    };
    text.split(apart).find_map(|stretch| {
        let city = stretch.find('市')? + "市".len();
        let rest = slice(stretch, city..stretch.len());
        let ends = ["区", "县", "市"].iter();
        let district = ends
            .filter_map(|end| rest.find(end).map(|at| at + end.len()))
            .min()?;
        // 市 and 区 with two to six characters each: 某某市某某区.
        let region = slice(stretch, 0..city + district);
        let short = !is_longer(region, 12) && is_longer(slice(rest, 0..district), 1);
        let after = stretch.strip_prefix(region)?;
        (short && after.contains(region)).then_some(region)
    })
}

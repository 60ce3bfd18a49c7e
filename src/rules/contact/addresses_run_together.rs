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
    for node in cx.texts() {
        if node.kind != TextKind::Address {
            continue;
        }
        if let Some(region) = repeated_region(node.text) {
            cx.report(
                Diagnostic::at(node.path())
                    .with("address", node.text.trim())
                    .with("region", region)
                    .quoting(region),
            );
        }
    }
}

/// The city and district that occur twice in a part of the text without punctuation.
fn repeated_region(text: &str) -> Option<&str> {
    let is_separator = |c: char| {
        matches!(
            c,
            '，' | ',' | '；' | ';' | '。' | '、' | '（' | '）' | '(' | ')' | '/' | '｜' | '|'
        ) || c.is_whitespace()
    };
    text.split(is_separator).find_map(|part| {
        let city = part.find('市')? + "市".len();
        let rest = slice(part, city..part.len());
        let ends = ["区", "县", "市"].iter();
        let district = ends
            .filter_map(|end| rest.find(end).map(|at| at + end.len()))
            .min()?;
        // City and district with at most twelve characters in all, such as 某某市某某区.
        let region = slice(part, 0..city + district);
        let short = !is_longer(region, 12) && is_longer(slice(rest, 0..district), 1);
        let after = part.strip_prefix(region)?;
        (short && after.contains(region)).then_some(region)
    })
}

use std::sync::LazyLock;

use super::markup_in_text::tag;
use crate::engine::{Context, Diagnostic, rule};
use crate::i18n::Text;
use crate::model::ServiceItem;
use crate::path;
use crate::prose::{is_han, text_key};
use crate::words::{self, CharSet};

rule! {
    "TXT043", "summary-repeats-name", Warning, Item(check),
    summary: ("摘要只是重复事项名称，或者只有问句", "the summary only repeats the name, or only asks"),
    message: ("摘要“{summary}”{fault}", "the summary “{summary}” {fault}"),
    help: ("用一句话写明这件事能办成什么、谁可以办", "say in one sentence what the item is for and who may apply"),
    requirements: [A8],
    cites: ["gbh-2017-115#4-search"],
    certain: Structure,
    page: "summary_repeats_name.md",
}

/// The characters of filler.
static FILLER: LazyLock<CharSet> =
    LazyLock::new(|| CharSet::of(words::FILLER_SUMMARY.iter().flat_map(str::chars)));

fn check(item: &ServiceItem, cx: &mut Context<'_>) {
    let Some(summary) = item.summary.as_deref() else {
        return;
    };
    if asks_only(summary) {
        return report(summary, ASKS, cx);
    }
    // Fast path: most summaries contain a character that is in neither the name nor a filler.
    let is_in_name_or_filler = |c: char| FILLER.holds(c) || item.name.contains(c);
    let is_in_neither = |c: char| is_han(c) && !is_in_name_or_filler(c);
    if !summary.contains('<') && summary.contains(is_in_neither) {
        return;
    }
    let mut plain = summary.to_owned();
    while let Some(tag) = tag(&plain).map(str::to_owned) {
        plain = plain.replace(&tag, "");
    }
    let summary_key = without_filler(&plain);
    if !summary_key.is_empty() && summary_key == without_filler(&item.name) {
        report(summary, REPEATS, cx);
    }
}

fn report(summary: &str, fault: Text, cx: &mut Context<'_>) {
    cx.report(
        Diagnostic::at(path!["summary"])
            .with("summary", summary.trim())
            .with("fault", fault),
    );
}

/// Whether every sentence is a question, as people type it into a search: 某证怎么办理？在哪里办理？
fn asks_only(summary: &str) -> bool {
    let last = summary.trim();
    last.ends_with(['？', '?']) && !last.contains(['。', '！', '；', '\n'])
}

const REPEATS: Text = Text::new("只是重复事项名称", "only repeats the name of the item");

const ASKS: Text = Text::new(
    "只有问句，没有写这件事能办成什么",
    "only asks and does not say what the item is for",
);

fn without_filler(text: &str) -> String {
    words::FILLER_SUMMARY
        .iter()
        .fold(text_key(text), |text, filler| text.replace(filler, ""))
}

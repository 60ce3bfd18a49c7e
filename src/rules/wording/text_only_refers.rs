use super::yearly_papers;
use crate::analysis::{TextKind, TextNode};
use crate::engine::{Context, Diagnostic, rule};
use crate::model::ServiceItem;
use crate::prose::{is_longer, is_numeral, is_one_clause, stripped};
use crate::words;

rule! {
    "TXT030", "text-only-refers", Warning, Item(check),
    summary: ("文字只叫人去看别处", "a text that only refers elsewhere"),
    message: ("{element}只写了“{text}”，没有内容", "there is only “{text}” in {element}, and no content"),
    help: ("把所指的内容直接写出来；逐年、逐次公布的，写明基本要求和在哪里看", "write the content itself; of what is published anew each time, say the essentials and where to find it"),
    requirements: [B4],
    own: ("只叫人去别处看，等于没有说", "text that only sends readers elsewhere says nothing"),
    overrides: ["MAT022"],
    page: "text_only_refers.md",
}

/// Maximum length of a mere reference, in characters; longer texts also state something.
const MAX_POINTER_CHARS: usize = 30;

fn check(item: &ServiceItem, cx: &mut Context<'_>) {
    for node in cx.texts() {
        if !node.kind.is_prose() && node.kind != TextKind::MaterialName {
            continue;
        }
        let text = stripped(node.text)
            .trim_end_matches(['。', '.', '！', ')', '）'])
            .trim_start_matches(['（', '(']);
        if only_points(text) && !is_given(item, node, text) {
            cx.report(
                Diagnostic::at(node.path())
                    .with("element", node.label())
                    .with("text", node.text.trim())
                    // Requirements that each year's notice sets can only be stated there.
                    .hint_unless(!words::YEARLY.occurs_in(text)),
            );
        }
    }
}

/// Whether the item includes what the text refers to: a form of the material, the chart of the process.
fn is_given(item: &ServiceItem, node: &TextNode<'_>, text: &str) -> bool {
    let process = item.process();
    match node.kind {
        TextKind::MaterialNote => {
            let has_form = node.material().is_some_and(|material| {
                material.blank_form.is_some() || material.sample_form.is_some()
            });
            has_form && words::FORM_POINTER.ends(text)
        }
        TextKind::Step | TextKind::Narrative => {
            process.is_some_and(|process| process.flowchart.is_some()) && text.ends_with("流程图")
        }
        _ => false,
    }
}

/// Whether the text ends in the title of a document or in an article of it: 《某办法》, 《某办法》第八条.
fn ends_in_article(text: &str) -> bool {
    let article = text.trim_end_matches(['条', '款', '项']);
    let article = article.trim_end_matches(is_numeral);
    text.ends_with('》') || article.ends_with("》第")
}

/// Whether a text, without its final full stop, only says where to look.
pub(super) fn only_points(text: &str) -> bool {
    if words::POINTER_WHOLE.is(text) {
        return !is_longer(text, MAX_POINTER_CHARS);
    }
    let target = text.trim_end_matches(is_numeral);
    let points = yearly_papers::leans_on_one(text)
        || words::POINTER.starts(text)
            && (words::POINTER_TARGET.ends(target) || ends_in_article(target));
    // A text with a URL leads to its target.
    let has_url = || text.contains("http") || text.contains("www.");
    // One clause only: with a comma, the text contains more than the reference.
    points && !is_longer(text, MAX_POINTER_CHARS) && is_one_clause(text) && !has_url()
}

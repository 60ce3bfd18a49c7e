use crate::analysis::TextKind;
use crate::engine::{Context, Diagnostic, rule};
use crate::model::ServiceItem;
use crate::prose::{is_numeral, without_brackets};
use crate::value::citation;
use crate::value::citation::without_titles;
use crate::words;

rule! {
    "TXT020", "conditions-only-cite-law", Warning, Item(check),
    summary: ("受理条件只写了法规名称", "the conditions only name a law"),
    message: ("受理条件只写了“{text}”，没有说要满足什么", "the conditions only say “{text}”, not what must be met"),
    help: ("把该条规定的条件用申请人看得懂的话逐条写出来", "write out the conditions of that provision one by one, in words applicants understand"),
    requirements: [B4],
    own: (
        "只写法规名称，看不出自己符不符合",
        "the name of a law does not tell applicants whether they qualify",
    ),
    overrides: ["TXT012"],
    page: "conditions_only_cite_law.md",
}

fn check(_: &ServiceItem, cx: &mut Context<'_>) {
    for piece in cx.texts() {
        if piece.kind == TextKind::Condition && only_cites(piece.text) {
            cx.report(Diagnostic::at(piece.path()).with("text", piece.text.trim()));
        }
    }
}

/// Whether nothing remains once titles, document numbers, articles and filling words are gone.
fn only_cites(text: &str) -> bool {
    if citation::mentions(text).is_empty() {
        return false;
    }
    let mut rest = without_brackets(&without_titles(text));
    rest = without_articles(&rest);
    for filler in &words::FILLER_CITATION {
        rest = rest.replace(filler, "");
    }
    !rest.chars().any(char::is_alphanumeric)
}

/// The text without 第三条, 第二款 and the like.
fn without_articles(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('第') {
        out.push_str(before);
        let tail = after.trim_start_matches(is_numeral);
        let unit = tail.strip_prefix(['条', '款', '项', '章', '节', '目']);
        if let Some(tail) = unit.filter(|_| tail.len() < after.len()) {
            rest = tail;
        } else {
            out.push('第');
            rest = after;
        }
    }
    out.push_str(rest);
    out
}

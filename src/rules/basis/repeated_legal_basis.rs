use std::collections::HashMap;

use crate::engine::{Context, Diagnostic, rule};
use crate::i18n::Text;
use crate::model::ServiceItem;
use crate::path;
use crate::prose::text_key;

rule! {
    "BAS020", "repeated-legal-basis", Warning, Item(check),
    summary: ("同一条设定依据写了两次", "the same legal basis is listed twice"),
    message: ("设定依据《{name}》{article}写了两次", "the legal basis “{name}” {article} is listed twice"),
    help: ("删去重复的一条；本想写另一条的，更正条款号", "delete the duplicate, or correct the article if another was meant"),
    requirements: [A1],
    own: ("同一条依据写一次就够", "a legal basis needs to be listed only once"),
    certain: Structure,
    page: "repeated_legal_basis.md",
}

fn check(item: &ServiceItem, cx: &mut Context<'_>) {
    let mut seen: HashMap<(String, String), Vec<usize>> = HashMap::new();
    for (index, basis) in item.legal_basis.iter().enumerate() {
        let (name, article) = (key(basis.name.as_ref()), key(basis.article.as_ref()));
        if name.is_empty() {
            continue;
        }
        let known = seen.entry((name, article)).or_default();
        // A different document number is a different edition; without articles, only the texts can differ.
        let first = known.iter().copied().find(|first| {
            item.legal_basis.get(*first).is_some_and(|first| {
                may_be_same(
                    basis.document_number.as_ref(),
                    first.document_number.as_ref(),
                ) && may_be_same(basis.text.as_ref(), first.text.as_ref())
            })
        });
        match first {
            Some(first) => {
                let place = cx.here(path!["legal_basis", first]);
                let name = basis.name.as_deref().unwrap_or_default();
                let found = Diagnostic::at(path!["legal_basis", index])
                    .with("name", name.trim().trim_matches(['《', '》']))
                    .with("article", basis.article.as_deref().unwrap_or_default())
                    .related(place, Text::new("前一次", "first listed here"));
                cx.report(found);
            }
            None => known.push(index),
        }
    }
}

fn key(text: Option<&String>) -> String {
    text_key(text.map_or("", String::as_str))
}

/// Whether two texts may be the same: they are equal, or one of them is blank.
fn may_be_same(a: Option<&String>, b: Option<&String>) -> bool {
    let (a, b) = (key(a), key(b));
    a == b || a.is_empty() || b.is_empty()
}

use crate::engine::{Context, Diagnostic, Severity, rule};
use crate::i18n::Argument;
use crate::model::{Element, LegalBasis, ServiceItem};
use crate::path;
use crate::prose::{is_blank, is_filler, without_brackets};
use crate::words;

rule! {
    "BAS010", "incomplete-legal-basis", Hint, Item(check),
    summary: ("设定依据缺少文号、条款或条文", "a legal basis without document number, article or text"),
    message: ("设定依据{name}没有写{lacking}", "the legal basis {name} lacks {lacking}"),
    help: ("补上{lacking}，让人查得到是哪一条、怎么规定的", "add {lacking}, so that readers can look up the article"),
    requirements: [A1],
    own: (
        "没有文号、条款，找不到所依据的是哪一条",
        "without document number and article the basis cannot be looked up",
    ),
    certain: Presence,
    page: "incomplete_legal_basis.md",
}

/// A part of a legal basis: its element and its names.
type Part = (&'static str, &'static str, &'static str);

fn check(item: &ServiceItem, cx: &mut Context<'_>) {
    for (index, basis) in item.legal_basis.iter().enumerate() {
        let lacking = lacking(basis, cx);
        if lacking.is_empty() {
            continue;
        }
        let lacks = |path: &str| lacking.iter().any(|(known, ..)| *known == path);
        let zh: Vec<&str> = lacking.iter().map(|(_, zh, _)| *zh).collect();
        let en: Vec<&str> = lacking.iter().map(|(.., en)| *en).collect();
        let name = match basis.name.as_deref().filter(|name| !is_blank(name)) {
            Some(name) => Argument::Plain(format!("《{}》", name.trim_matches(['《', '》']))),
            None => Argument::Plain(format!("#{}", index + 1)),
        };
        // Without the name, or without both article and text, a reader cannot look up the provision. A notice or a
        // standard that has a number may be the basis as a whole.
        let title = basis.name.as_deref().unwrap_or_default();
        let is_whole = words::WHOLE_DOCUMENT.ends(without_brackets(title).trim_end_matches('》'))
            && !lacks("legal_basis.document_number");
        let useless = lacks("legal_basis.name")
            || (lacks("legal_basis.article") && lacks("legal_basis.text") && !is_whole);
        let found = Diagnostic::at(path!["legal_basis", index])
            .with("name", name)
            .with(
                "lacking",
                Argument::Both {
                    zh: zh.join("、"),
                    en: en.join(", "),
                },
            );
        cx.report(if useless {
            found.severity(Severity::Warning)
        } else {
            found
        });
    }
}

/// The parts that a basis lacks; none if it says that there is no basis.
fn lacking(basis: &LegalBasis, cx: &Context<'_>) -> Vec<Part> {
    let title = basis.name.as_deref().unwrap_or_default();
    if is_filler(title) && !is_blank(title) {
        return Vec::new();
    }
    // A list such as 市场准入负面清单（2025年版） has entries and no articles.
    let is_list = words::LIST_TITLE.ends(without_brackets(title).trim_end_matches('》'));
    let parts: [(_, Part); 4] = [
        (&basis.name, ("legal_basis.name", "名称", "the name")),
        (
            &basis.document_number,
            ("legal_basis.document_number", "文号", "the document number"),
        ),
        (
            &basis.article,
            ("legal_basis.article", "条款号", "the article"),
        ),
        (
            &basis.text,
            ("legal_basis.text", "条款内容", "the text of the article"),
        ),
    ];
    let missing = parts.into_iter().filter(|(value, (path, ..))| {
        let given = value.as_deref().filter(|text| !is_blank(text));
        !(is_list && *path == "legal_basis.article")
            && matches!(cx.element(given, path), Element::Missing)
    });
    missing.map(|(_, part)| part).collect()
}

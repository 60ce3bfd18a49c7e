use crate::analysis::TextKind;
use crate::engine::{Context, Diagnostic, rule};
use crate::model::ServiceItem;
use crate::prose::slice;
use crate::reference::{FormerName, Reference};
use crate::words::{self, Set};

rule! {
    "TXT116", "outdated-name", Hint, Item(check),
    summary: ("机构或证照用的是旧名称", "an outdated name of a body or certificate"),
    message: ("{element}里的“{old}”{why}", "“{old}” in {element}: {why}"),
    help: ("换成现在的名称“{new}”，并核对要求本身是否还有效", "use the current name “{new}”, and check whether the requirement itself is still valid"),
    requirements: [D4],
    cites: ["sc-2016-53#五证合一", "npc-reform-2018#机构"],
    page: "outdated_name.md",
}

fn check(item: &ServiceItem, cx: &mut Context<'_>) {
    // A tax office still registers those who have no business licence.
    let taxes = item
        .authority
        .as_ref()
        .and_then(|body| body.name.as_deref())
        .is_some_and(|name| name.contains("税务"));
    // The lexicon contains the built-in names; if a user adds others, all texts are searched.
    let own = cx.settings.reference.is_some();
    for node in cx.texts() {
        if !own && !node.hits.any(Set::FORMER_NAME) {
            continue;
        }
        // Laws and their quotations keep the names of their time.
        if matches!(
            node.kind,
            TextKind::Translation | TextKind::BasisName | TextKind::BasisText
        ) {
            continue;
        }
        if let Some(FormerName { name, now, why }) = first_former_name(cx.reference(), node.text) {
            if taxes && name == "税务登记证" {
                continue;
            }
            cx.report(
                Diagnostic::at(node.path())
                    .with("element", node.label())
                    .with("old", name.as_ref())
                    .with("new", now.as_ref())
                    .with("why", *why)
                    .quoting(name.as_ref()),
            );
        }
    }
}

/// The first former name in a text that is outside title marks and not marked as a former name.
fn first_former_name<'r>(reference: &'r Reference, text: &'r str) -> Option<&'r FormerName> {
    reference
        .former_names(text)
        .find_map(|(former, start, end)| {
            let before = slice(text, 0..start);
            let after = slice(text, end..text.len());
            let is_marked_as_former =
                words::FORMER_NAME_BEFORE.ends(before) || words::FORMER_NAME_AFTER.starts(after);
            // 暂住证明 and 就业证件 are other papers than 暂住证 and 就业证.
            let is_longer_name = former.name.ends_with('证') && after.starts_with(['明', '件']);
            // 《组织机构代码证》 is the paper itself, not a law that keeps the name of its time.
            let is_paper = former.name.ends_with('证') && after.starts_with('》');
            let is_quoted = in_article(before) || in_title(before) && !is_paper;
            (!is_marked_as_former && !is_longer_name && !is_quoted).then_some(former)
        })
}

/// Whether a title mark, a quotation mark or a cited provincial document is open at the end of the text.
fn in_title(before: &str) -> bool {
    let open = |open: char, close: char| {
        let opened = before.rfind(open);
        opened.is_some_and(|at| before.rfind(close).is_none_or(|closed| closed < at))
    };
    let cited = before.ends_with("省") && before.contains('《');
    open('《', '》') || open('〈', '〉') || open('“', '”') || cited
}

/// Whether an article of a law is quoted: 《某法》第三条 ….
fn in_article(before: &str) -> bool {
    before.contains('第') && before.contains('条') && before.contains('《')
}

//! Texts in which the provincial department speaks, copied into an item of a city or county.

use crate::analysis::TextKind;
use crate::engine::{Context, Diagnostic};
use crate::i18n::Text;
use crate::model::ServiceItem;
use crate::prose::{clauses, is_longer};
use crate::words::{self, Set};

/// Maximum length of a document's title, in characters.
const MAX_TITLE_CHARS: usize = 60;

/// Reports the first text of the department, with the others as related places.
pub(super) fn look(item: &ServiceItem, cx: &mut Context<'_>) {
    let authority = item
        .authority
        .as_ref()
        .and_then(|body| body.name.as_deref());
    let Some(own) = authority.filter(|name| is_local(name)) else {
        return;
    };
    // If the city only does a preliminary review, the department decides.
    let decides = !["初审", "转报", "上报"]
        .iter()
        .any(|word| item.name.contains(word));
    let mut provincial_texts = cx.texts().iter().filter_map(|node| {
        let is_spoken_by_office = matches!(
            node.kind,
            TextKind::Condition | TextKind::MaterialNote | TextKind::Step | TextKind::StepOutput
        );
        if is_spoken_by_office && node.hits.any(Set::DEPARTMENT_ITSELF) {
            let found = words::DEPARTMENT_ITSELF.find(node.text)?;
            return Some((node, found.word));
        }
        let may_be_given = node.kind == TextKind::StepOutput && decides;
        if !may_be_given || !node.hits.any(Set::DEPARTMENT_GIVES_OUT) {
            return None;
        }
        let given = |clause: &&str| {
            words::DEPARTMENT_GIVES_OUT.occurs_in(clause)
                && !clause.contains("办公厅")
                && !is_longer(clause, MAX_TITLE_CHARS)
        };
        let title = clauses(node.text).find(given)?;
        Some((node, title))
    });
    let Some((node, words)) = provincial_texts.next() else {
        return;
    };
    let more: Vec<_> = provincial_texts.map(|(node, _)| node.path()).collect();
    let mut found = Diagnostic::at(node.path())
        .with("own", own)
        .with("element", node.label())
        .with("other", words)
        .quoting(words);
    for path in more {
        let label = Text::new("这里也写着", "also here");
        found = found.related(cx.here(path), label);
    }
    cx.report(found);
}

/// Whether a name is that of a body of a city or county.
fn is_local(name: &str) -> bool {
    ["市", "县", "旗", "自治州", "地区"]
        .iter()
        .any(|place| name.contains(place))
        && !name.contains("厅")
}

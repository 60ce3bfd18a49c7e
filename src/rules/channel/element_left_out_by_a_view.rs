use crate::compare;
use crate::engine::{Context, Diagnostic, Subject, rule};
use crate::i18n::{Argument, Language, Text};
use crate::model::{Element, Guide, ServiceItem};
use crate::path;

rule! {
    "CHN034", "element-left-out-by-a-view", Hint, Item(check),
    summary: ("一个渠道写了的要素另一个没有写", "an element that one channel states and another leaves out"),
    message: ("有渠道没有写的要素：{missing}", "elements are missing from a channel: {missing}"),
    help: ("把缺的要素补上，让各处写得一样全", "add the missing elements, so that all channels are equally complete"),
    requirements: [C1, C5],
    cites: ["d3-36cities-2020#渠道一致"],
    certain: Presence,
    page: "element_left_out_by_a_view.md",
}

fn check(item: &ServiceItem, cx: &mut Context<'_>) {
    let views = cx.views();
    for view in views {
        let here = left_out_elements(item, &cx.settings.not_collected, view.item);
        let there = left_out_elements(view.item, view.not_collected, item);
        if here.is_empty() && there.is_empty() {
            continue;
        }
        let (here, there) = (join_labels(&here), join_labels(&there));
        let name = view.name;
        let missing = match (here, there) {
            (Some([zh, en]), None) => Argument::Both {
                zh: format!("{name}写了而这里没有写：{zh}"),
                en: format!("{name} states what is missing here: {en}"),
            },
            (None, Some([zh, en])) => Argument::Both {
                zh: format!("这里写了而{name}没有写：{zh}"),
                en: format!("stated here but missing from {name}: {en}"),
            },
            (Some([zh, en]), Some([other_zh, other_en])) => Argument::Both {
                zh: format!("{name}写了而这里没有写：{zh}；这里写了而{name}没有写：{other_zh}"),
                en: format!(
                    "{name} states what is missing here: {en}; stated here but missing from {name}: {other_en}"
                ),
            },
            (None, None) => continue,
        };
        let place = Subject {
            view: Some(view.view),
            item: Some(view.index),
            path: path!["guide"],
        };
        let found = Diagnostic::at(path!["guide"]).with("missing", missing);
        cx.report(found.related(place, name));
    }
}

/// Parts that sources express in different ways; only the whole list is compared.
const PARTS: &[&str] = &["materials.name", "materials.form", "fees.items.amount"];

/// The elements that `other` states and `item` leaves out, although they are collected and applicable.
fn left_out_elements(
    item: &ServiceItem,
    not_collected: &[String],
    other: &ServiceItem,
) -> Vec<Text> {
    let Some(other) = &other.guide else {
        return Vec::new();
    };
    let empty = Guide::default();
    let own = item.guide.as_ref().unwrap_or(&empty);
    let lacking = |element: &&compare::Compared| {
        let path = format!("guide.{}", element.path);
        let state = Element::of(None::<&str>, &item.not_applicable, not_collected, &path);
        !PARTS.contains(&element.path.as_str())
            && element.is_stated(other)
            && !element.is_stated(own)
            && matches!(state, Element::Missing)
    };
    // List materials and fees only once, not again for each of their parts.
    let mut named: Vec<&str> = Vec::new();
    let mut labels = Vec::new();
    for element in compare::elements().iter().filter(lacking) {
        let top = element.path.split('.').next().unwrap_or_default();
        let whole = matches!(top, "materials" | "fees");
        if whole && named.contains(&top) {
            continue;
        }
        named.push(top);
        labels.push(element.name);
    }
    labels
}

fn join_labels(labels: &[Text]) -> Option<[String; 2]> {
    let join = |language, mark: &str| {
        let words: Vec<&str> = labels.iter().map(|label| label.get(language)).collect();
        words.join(mark)
    };
    (!labels.is_empty()).then(|| [join(Language::Chinese, "、"), join(Language::English, ", ")])
}

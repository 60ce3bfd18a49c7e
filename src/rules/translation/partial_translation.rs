use crate::compare;
use crate::engine::{Context, Diagnostic, rule};
use crate::i18n::{Argument, Text};
use crate::model::{Guide, ServiceItem};
use crate::path;
use crate::prose::says_something;

rule! {
    "LNG020", "partial-translation", Warning, Item(check),
    summary: ("译文缺少原文有的要素", "a translation that lacks elements of the original"),
    message: ("{language}译文没有：{missing}", "the {language} translation lacks: {missing}"),
    help: ("补译缺少的要素", "translate the missing elements"),
    requirements: [D6],
    own: (
        "译文少了要素，读译文的人就不知道",
        "readers of a translation cannot know what it leaves out",
    ),
    certain: Presence,
    page: "partial_translation.md",
}

/// Elements that readers of a translation need.
const NEEDED_ELEMENTS: &[&str] = &[
    "time_limit.promised",
    "fees.charged",
    "conditions",
    "process.steps",
    "hours",
    "places",
    "consultation.phones",
    "result.name",
];

fn check(item: &ServiceItem, cx: &mut Context<'_>) {
    let empty = Guide::default();
    let guide = item.guide.as_ref().unwrap_or(&empty);
    for (at, translation) in item.translations.iter().enumerate() {
        let says = translation.says.as_deref().unwrap_or(&empty);
        let mut missing: Vec<[String; 2]> = Vec::new();
        let label = |text: Text| [text.zh.to_owned(), text.en.to_owned()];
        let filled = |text: &Option<String>| says_something(text.as_deref());
        if !filled(&translation.name) {
            missing.push(label(Text::new("事项名称", "name")));
        }
        if filled(&item.summary) && !filled(&translation.summary) {
            missing.push(label(Text::new("摘要", "summary")));
        }
        for element in NEEDED_ELEMENTS
            .iter()
            .filter_map(|path| compare::element(path))
        {
            if element.is_stated(guide) && !element.is_stated(says) {
                missing.push(label(element.name));
            }
        }
        let (all, some) = (guide.materials.len(), says.materials.len());
        if some < all {
            missing.push([
                format!("申请材料（{all}份中的{}份）", all - some),
                format!("materials ({} of {all})", all - some),
            ]);
        }
        if missing.is_empty() {
            continue;
        }
        let (zh, en): (Vec<_>, Vec<_>) = missing.into_iter().map(|[zh, en]| (zh, en)).unzip();
        cx.report(
            Diagnostic::at(path!["translations", at])
                .with("language", &translation.language)
                .with(
                    "missing",
                    Argument::Both {
                        zh: zh.join("、"),
                        en: en.join(", "),
                    },
                ),
        );
    }
}

use crate::compare::{Difference, Kind, Pair, Relations, Topic, topic};
use crate::engine::{Context, Diagnostic, rule};
use crate::i18n::Text;
use crate::model::{Guide, ServiceItem};
use crate::path;

rule! {
    "LNG030", "translation-contradicts-original", Error, Item(check),
    summary: ("译文的数字与原文不同", "a translation whose numbers differ from the original"),
    message: ("{language}译文的{element}是{translated}，原文是{original}", "the {element} is {translated} in the {language} translation, but {original} in the original"),
    help: ("按原文改译文；原文改了的，译文同时改", "correct the translation according to the original, and update it whenever the original changes"),
    requirements: [D6, C1],
    own: ("译文与原文应当说同样的数", "original and translation should state the same numbers"),
    certain: Contradiction,
    page: "translation_contradicts_original.md",
}

/// Topics whose content is the same in every language.
const TOPICS: &[Topic] = &[Topic::Limits, Topic::Phones, Topic::Visits, Topic::Hours];

fn check(item: &ServiceItem, cx: &mut Context<'_>) {
    let Some(guide) = &item.guide else { return };
    for (at, translation) in item.translations.iter().enumerate() {
        let Some(says) = &translation.says else {
            continue;
        };
        let mut cannot = false;
        for difference in differences(guide, says) {
            if difference.kind == Kind::CannotCompare {
                cannot = true;
                continue;
            }
            let there = path!["translations", at, "says"].join(&difference.path_b);
            let here = cx.here(path!["guide"].join(&difference.path_a));
            cx.report(
                Diagnostic::at(there)
                    .with("language", &translation.language)
                    .with("element", difference.label())
                    .with("translated", difference.b)
                    .with("original", difference.a)
                    .related(here, Text::new("原文", "the original")),
            );
        }
        if cannot {
            cx.cannot_judge(Text::new(
                "译文和原文的写法不能确切比较",
                "original and translation cannot be compared with certainty",
            ));
        }
    }
}

/// Differences in limits, phones, visits and hours; fees and copies are compared by position, as their names
/// are translated.
fn differences(guide: &Guide, says: &Guide) -> Vec<Difference> {
    let strict = Relations::strict();
    let pair = || Pair::strict(&strict);
    let mut found: Vec<Difference> = TOPICS
        .iter()
        .flat_map(|subject| topic(*subject, guide, says, pair()))
        .collect();
    let mut translated = says.clone();
    if let (Some(own), Some(fees)) = (&guide.fees, &mut translated.fees) {
        // Names are copied from the original, so that only the charges can differ.
        if own.items.len() == fees.items.len() {
            for (own, fee) in own.items.iter().zip(&mut fees.items) {
                fee.name.clone_from(&own.name);
            }
            found.extend(topic(Topic::Fees, guide, &translated, pair()));
        }
    }
    if guide.materials.len() == translated.materials.len() {
        for (own, material) in guide.materials.iter().zip(&mut translated.materials) {
            material.name.clone_from(&own.name);
            material.form.clone_from(&own.form);
            material.medium.clone_from(&own.medium);
            material.necessity.clone_from(&own.necessity);
        }
        found.extend(topic(Topic::MaterialDetails, guide, &translated, pair()));
    }
    found
}

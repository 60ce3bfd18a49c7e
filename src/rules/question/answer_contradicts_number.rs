use super::helpers::{Answer, Quantity, answers, quantities};
use crate::engine::{Context, Diagnostic, rule};
use crate::i18n::Text;
use crate::model::ServiceItem;
use crate::path;
use crate::path::Path;
use crate::prose::{clauses, is_han, is_numeral, sentences};

rule! {
    "FAQ027", "answer-contradicts-number", Hint, Item(check),
    summary: ("答复里的年龄、金额、面积、有效期与指南不同", "an answer that states another age, amount, area or validity than the guide"),
    message: ("答复说{said}，{element}写的是{stated}", "the answer says {said}, but the {element} say {stated}"),
    help: ("核实哪一个对，改答复或改指南", "find out which is right, and correct the answer or the guide"),
    requirements: [C7],
    cites: ["forum-2017#答复"],
    certain: Contradiction,
    page: "answer_contradicts_number.md",
}

/// Units of the quantities in conditions. Fees (元) and limits (days) are compared by other rules.
const UNITS: &[&str] = &["周岁", "万元", "平方米", "%", "％"];

/// Words for upper bounds.
const AT_MOST: &[&str] = &["以下", "不超过", "不得超过", "最高"];

/// Words for lower bounds.
const AT_LEAST: &[&str] = &["以上", "不少于", "不得少于", "不低于", "最低", "年满"];

fn check(item: &ServiceItem, cx: &mut Context<'_>) {
    for answer in answers(item) {
        for sentence in sentences(answer.text) {
            for unit in UNITS {
                // If a sentence has several numbers, it is unclear what each is about.
                let said = quantities(sentence, unit);
                let ([said], Some(conditions)) = (said.as_slice(), item.conditions()) else {
                    continue;
                };
                if let Some(stated) = contradicted(said, unit, conditions, &answer, sentence) {
                    let at = path!["guide", "conditions"];
                    report(&answer, said.words, stated, (at, CONDITIONS), cx);
                }
            }
            if let Some((said, stated)) = other_validity(item, &answer, sentence) {
                let at = path!["guide", "result", "validity"];
                report(&answer, said, stated, (at, VALIDITY), cx);
            }
        }
    }
}

const CONDITIONS: Text = Text::new("受理条件", "conditions");

const VALIDITY: Text = Text::new("结果的有效期", "years of validity");

fn report(answer: &Answer<'_>, said: &str, stated: &str, of: (Path, Text), cx: &mut Context<'_>) {
    let (at, element) = of;
    let place = cx.here(at);
    cx.report(
        Diagnostic::at(answer.path.clone())
            .quoting(said)
            .with("said", said)
            .with("element", element)
            .with("stated", stated)
            .related(place, Text::new("指南写的", "what the guide states")),
    );
}

/// The quantity of a clause of the conditions on the same subject, if no quantity of this unit in the conditions
/// equals the one in the answer.
fn contradicted<'t>(
    said: &Quantity<'_>,
    unit: &str,
    conditions: &'t str,
    answer: &Answer<'_>,
    sentence: &str,
) -> Option<&'t str> {
    let known = || clauses(conditions).flat_map(|clause| quantities(clause, unit));
    if known().any(|other| is_same(other.value, said.value)) {
        return None;
    }
    let bound = |text: &str| {
        let has = |bounds: &[&str]| bounds.iter().any(|bound| text.contains(bound));
        match (has(AT_MOST), has(AT_LEAST)) {
            (true, false) => Some(AT_MOST),
            (false, true) => Some(AT_LEAST),
            _ => None,
        }
    };
    let on_same = |clause: &str| {
        let shared = share_words(clause, sentence) || share_words(clause, answer.question);
        let bounds = (bound(clause), bound(sentence));
        match bounds {
            (Some(one), Some(other)) if unit == "周岁" => one == other,
            _ => shared,
        }
    };
    (clauses(conditions).filter(|clause| on_same(clause)))
        .flat_map(|clause| quantities(clause, unit))
        .map(|other| other.words)
        .next()
}

/// The validity of the result in years, as stated by an answer and by the guide, if the two differ.
fn other_validity<'t>(
    item: &'t ServiceItem,
    answer: &Answer<'t>,
    sentence: &'t str,
) -> Option<(&'t str, &'t str)> {
    let validity = item.result()?.validity.as_deref()?;
    let asked = sentence.contains("有效期") || answer.question.contains("有效期");
    let said = quantities(sentence, "年");
    let stated = quantities(validity, "年");
    let ([said], [stated], true) = (said.as_slice(), stated.as_slice(), asked) else {
        return None;
    };
    (!is_same(said.value, stated.value)).then_some((said.words, stated.words))
}

fn is_same(one: f64, other: f64) -> bool {
    (one - other).abs() < f64::EPSILON
}

/// Whether two texts share two adjacent Chinese characters that are not numerals.
fn share_words(one: &str, other: &str) -> bool {
    let word = |c: char| is_han(c) && !is_numeral(c);
    let pairs = one.chars().zip(one.chars().skip(1));
    (pairs.filter(|(a, b)| word(*a) && word(*b)))
        .any(|(a, b)| !words_of_bounds(a, b) && other.contains(&format!("{a}{b}")))
}

/// Whether the characters are part of a bound or a unit, which unrelated texts may share.
fn words_of_bounds(a: char, b: char) -> bool {
    let pair = format!("{a}{b}");
    (AT_MOST.iter().chain(AT_LEAST).chain(UNITS)).any(|word| word.contains(&pair))
        || pair == "申请"
        || pair == "可以"
}

use super::case::{in_bracket, only_case, stated};
use super::helpers::{clauses, materials, name, notes};
use crate::engine::{Context, Diagnostic, rule};
use crate::i18n::Text;
use crate::model::{Material, ServiceItem};
use crate::path;
use crate::vocabulary::Necessity;

rule! {
    "MAT025", "required-though-case-bound", Warning, Item(check),
    summary: ("有些人、有的情形才要交的材料标成了必要", "a material that only some applicants or cases need is marked as required"),
    message: ("“{name}”写着“{case}”，{whom}，材料必要性却是必要", "“{name}” says “{case}”, so {whom}, but it is marked as required"),
    help: ("按情形改：{how}", "correct it: {how}"),
    requirements: [A3, A5],
    own: (
        "有些人、有的情形才要交的，不该要人人都交",
        "what only some people or cases need should not be required of everyone",
    ),
    page: "required_though_case_bound.md",
}

fn check(item: &ServiceItem, cx: &mut Context<'_>) {
    for (index, material) in materials(item) {
        if material.necessity != Some(Necessity::Required) {
            continue;
        }
        // Fast path: a case is put in a bracket or in words with one of these characters.
        let letters = cx.material_letters(index);
        if !letters.may_hold_any(['（', '(', '提', '缴', '如', '若', '容']) {
            continue;
        }
        let Some(case) = case(material) else { continue };
        let place = cx.here(path!["guide", "materials", index, case.field]);
        let found = Diagnostic::at(path!["guide", "materials", index, "necessity"])
            .with("name", name(material, index))
            .with("case", case.words)
            .with("whom", case.whom)
            .with("how", case.how)
            .related(place, Text::new("写明的情形", "the case that is stated"));
        cx.report(found.hint_unless(case.certain));
    }
}

/// The case in which a material need not be there.
struct Case<'a> {
    field: &'static str,
    words: &'a str,
    whom: Text,
    how: Text,
    certain: bool,
}

fn case(material: &Material) -> Option<Case<'_>> {
    let name = material.name.as_deref()?;
    let in_name = |words, whom, certain| Case {
        field: "name",
        words,
        whom,
        how: IN_CASE,
        certain,
    };
    if let Some(words) = stated(name) {
        let whom = Text::new("这种情形才交", "it is submitted in that case only");
        return Some(in_name(words, whom, true));
    }
    if let Some(words) = in_bracket(name).filter(|_| material.condition.is_none()) {
        let whom = Text::new("不是人人都要交", "not everyone submits it");
        return Some(in_name(words, whom, false));
    }
    let open = material.condition.is_none();
    let in_note = || notes(material).find_map(|(field, text)| Some((field, only_case(text)?)));
    if let Some((field, words)) = in_note().filter(|_| open) {
        return Some(Case {
            field,
            words,
            whom: Text::new("这种情形才交", "it is submitted in that case only"),
            how: IN_CASE,
            certain: true,
        });
    }
    let (field, words) = notes(material)
        .filter(|(_, text)| text.contains("容缺"))
        .find_map(|(field, text)| Some((field, clauses(text).find(|clause| defers(clause))?)))?;
    Some(Case {
        field,
        words,
        whom: Text::new("可以先受理、后补交", "it may be handed in later"),
        how: LATER,
        certain: false,
    })
}

/// Whether a clause says how the paper may be missing at first: 容缺补正方式：现场检查时提供.
fn defers(clause: &str) -> bool {
    let lead = clause.split_once("容缺").map(|(lead, _)| lead);
    lead.is_some_and(|lead| !lead.contains(['不', '非']))
}

const IN_CASE: Text = Text::new(
    "改为非必要，把情形写进适用情形（condition），名称只写材料本身",
    "mark it as not required, move the case to where it applies (condition), and keep only the material in the name",
);

const LATER: Text = Text::new(
    "改为容缺后补，把补交的办法和时限写进容缺说明（deferral）；不能缺的，删去这句话",
    "mark it as deferrable and say with the deferral (deferral) how and by when it is handed in; if it must be there, delete this sentence",
);

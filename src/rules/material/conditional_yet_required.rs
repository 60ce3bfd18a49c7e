use super::helpers::{clauses, materials, name};
use crate::engine::{Context, Diagnostic, rule};
use crate::model::ServiceItem;
use crate::path;
use crate::prose::{is_longer, is_one_sentence, occurrences};
use crate::vocabulary::Necessity;
use crate::words;

rule! {
    "MAT044", "conditional-yet-required", Warning, Item(check),
    summary: ("写着什么情形下才交，却是必要材料", "a material for some cases only is marked as required"),
    message: ("“{name}”是必要材料，名称里却写着“{words}”", "“{name}” is marked as required, but its name says “{words}”"),
    help: ("必要性改为非必要，情形写到 condition 里，名称只写材料本身", "mark it as not required, move the case to condition, and keep only the material in the name"),
    requirements: [A3, A5],
    own: (
        "写明什么情形才交的，不是人人必要",
        "what only some cases need is not required of everyone",
    ),
    overrides: ["MAT025"],
    page: "conditional_yet_required.md",
}

/// Words that ask for something.
const ASKED: &[&str] = &["提供", "提交", "缴回"];

fn check(item: &ServiceItem, cx: &mut Context<'_>) {
    for (index, material) in materials(item) {
        if material.necessity != Some(Necessity::Required) {
            continue;
        }
        let Some(text) = &material.name else { continue };
        if let Some(words) = case(text) {
            let found = Diagnostic::at(path!["guide", "materials", index, "necessity"])
                .with("name", name(material, index))
                .with("words", words);
            cx.report(found);
        }
    }
}

/// The case that a name tells, wherever in it.
fn case(text: &str) -> Option<&str> {
    leading(text).or_else(|| {
        clauses(text).find(|clause| words::IF_THERE_IS_ONE.is(clause) || trailing(clause))
    })
}

/// The case that a name begins with: 合并的 of 合并的，提交合并协议.
fn leading(text: &str) -> Option<&str> {
    let text = text.trim();
    ASKED.iter().find_map(|word| {
        occurrences(text, word).find_map(|found| {
            let case = before_asking(found.before);
            let count = |mark: char| case.chars().filter(|c| *c == mark).count();
            let open = count('（') + count('(') > count('）') + count(')');
            // A paper may come first, and what is asked besides in some case after it.
            let other = case.contains('：') || !is_one_sentence(case);
            (is_case(case) && !open && !other).then_some(case)
        })
    })
}

/// Whether a clause only says when: 供养亲属为父母的提供, 邮寄办理时提供.
fn trailing(clause: &str) -> bool {
    (ASKED.iter().filter_map(|word| clause.strip_suffix(word)))
        .any(|before| is_case(before_asking(before)))
}

fn before_asking(text: &str) -> &str {
    let mut case = text.trim_end();
    while let Some(shorter) = words::DEMAND_JOINT.strip_end(case) {
        case = shorter.trim_end();
    }
    case
}

fn is_case(case: &str) -> bool {
    case.ends_with(['的', '时']) && is_longer(case, 2) && !case.contains("所有")
}

use std::sync::LazyLock;

use super::helpers::materials;
use super::open_name::{names_paper, without_copy};
use crate::engine::{Context, Diagnostic, rule};
use crate::model::ServiceItem;
use crate::path;
use crate::prose::{clauses, is_digit, is_longer, unmarked, without_brackets};
use crate::words::{self, CharSet};

rule! {
    "MAT066", "demand-as-name", Warning, Item(check),
    summary: ("材料名称写的是一句要求，不是材料", "the name of a material is a demand and names no material"),
    message: ("材料名称“{name}”是一句要求，不是材料的名称", "the material name “{name}” is a demand, not the name of a document"),
    help: ("名称只写证件、文书的全称；什么情形要交写到材料的必要性说明或备注，要怎样做写到填报须知；其实是几份材料的，每份写一条", "give only the full name of the document; say in a note when it is needed, and in the filling-in notes what has to be done; if it is several documents, give each an entry of its own"),
    requirements: [A3],
    cites: ["gbh-2017-115#5-format"],
    page: "demand_as_name.md",
}

fn check(item: &ServiceItem, cx: &mut Context<'_>) {
    for (index, material) in materials(item) {
        let Some(name) = material.name.as_deref().map(str::trim) else {
            continue;
        };
        let is_demand = is_demand(name);
        if is_demand || begins_with_demand(name) {
            let found = Diagnostic::at(path!["guide", "materials", index, "name"])
                .with("name", name)
                .quoting(name);
            cx.report(found.hint_unless(is_demand && !begins_with_paper(name)));
        }
    }
}

/// Whether the name begins with what the applicant has to do: 提供三个以上公司名称.
fn begins_with_demand(name: &str) -> bool {
    let Some(what) = words::DEMAND_BEGINNING.strip_start(unmarked(name)) else {
        return false;
    };
    // 提供的证明, 提交人声明 and 填写说明 are papers, and so is 提供担保的证明.
    let is_paper = what.starts_with(['人', '者', '方', '单', '完', '说', '证'])
        || what.contains('的')
        || ["清单", "目录", "说明"]
            .iter()
            .any(|end| what.ends_with(end));
    !is_paper && is_longer(what, 1)
}

/// Whether the name begins with papers, to which the demand is only added: 用地批准文件1份。应当提交原件.
fn begins_with_paper(name: &str) -> bool {
    let plain = without_brackets(name);
    let first = plain.split(['，', ',', '。', '；']).next();
    let counted = first.unwrap_or_default().trim_end_matches('份');
    let mut papers = (counted
        .trim_end_matches(is_digit)
        .split(['、', '和', '及', '◆']))
    .map(str::trim);
    papers.any(|paper| names_paper(without_copy(paper)))
}

/// Whether the name, outside brackets, is a demand: 合并的，提交合并协议.
fn is_demand(name: &str) -> bool {
    // Fast path: almost no name has a character with which one of the words begins.
    static STARTS: LazyLock<CharSet> = LazyLock::new(|| {
        let words = words::HAND_IN_VERB.iter().chain(&words::MUST);
        CharSet::of(
            words
                .chain(["并", "，"])
                .filter_map(|word| word.chars().next()),
        )
    });
    if !name.contains(|c| STARTS.holds(c)) {
        return false;
    }
    let plain = |word| !name.contains(word);
    if !words::HAND_IN_VERB.occurs_in(name)
        && !words::MUST.occurs_in(name)
        && ["并", "，"].iter().all(plain)
    {
        return false;
    }
    let plain = without_brackets(name);
    let mut before: Option<&str> = None;
    for clause in clauses(&plain) {
        let asked = words::HAND_IN_VERB.iter().any(|verb| {
            let Some((left, right)) = clause.split_once(verb) else {
                return false;
            };
            let left = left.trim();
            if left.ends_with(['无', '不', '免'])
                || left.ends_with("无需")
                || left.ends_with("不需")
            {
                return false;
            }
            // 提交人 is a person, and 提供的 only names the provider of the paper.
            let person = right.starts_with(['的', '人', '者', '方', '单']);
            let takes = !right.is_empty() && (!person || right.starts_with("人民"));
            // 登记前须经批准的项目，提交批准文件的复印件: the paper is only named in the demand.
            let case = left.is_empty()
                && before.is_some_and(|case| {
                    case.ends_with('的') || names_paper(without_copy(right.trim_end_matches('。')))
                });
            takes && (case || words::BEFORE_DEMAND.ends(left))
        });
        // Neither 境内机构的，无需公证 nor 会议决定并签字 is a paper.
        let waived = before.is_some_and(|case| case.ends_with('的'))
            && ["无需", "无须", "不需", "不必"]
                .iter()
                .any(|not| clause.starts_with(not));
        let signed = ["签字", "签名", "签章", "盖章", "加盖公章"]
            .iter()
            .any(|act| {
                clause
                    .strip_suffix(act)
                    .is_some_and(|left| left.ends_with('并'))
            });
        // 应当由某部门出具的证明 and 必须提交的证明 are noun phrases.
        let demanded = [("应当", "由"), ("必须", "")].iter().any(|(must, lead)| {
            clause
                .split_once(must)
                .is_some_and(|(_, act)| !(act.starts_with(lead) && act.contains('的')))
        });
        if asked || waived || signed || demanded {
            return true;
        }
        before = Some(clause);
    }
    false
}

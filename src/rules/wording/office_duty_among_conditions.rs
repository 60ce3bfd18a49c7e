use crate::analysis::TextKind;
use crate::analysis::nature::is_of_office;
use crate::analysis::said::{Duty, duties};
use crate::engine::{Context, Diagnostic, rule};
use crate::model::ServiceItem;
use crate::prose::{ending_bracket, entries, unmarked};
use crate::words::{self, Hits, Set};

rule! {
    "TXT024", "office-duty-among-conditions", Hint, Item(check),
    summary: ("受理条件里夹着机关的职责", "the conditions hold a duty of the office"),
    message: ("受理条件里的“{words}”讲的是机关怎样办，不是申请人要满足的", "“{words}” among the conditions is what the office does, not what the applicant must meet"),
    help: ("删去这一条，或者移到办理流程；条件只写申请人要满足什么", "delete it or move it to the process; the conditions say what the applicant must meet"),
    requirements: [B4],
    own: (
        "条件里夹着机关的职责，申请人分不清哪些要自己做到",
        "with duties of the office among them, applicants cannot tell which conditions are theirs",
    ),
    page: "office_duty_among_conditions.md",
}

fn check(item: &ServiceItem, cx: &mut Context<'_>) {
    if is_of_office(item.item_type.as_ref()) {
        return;
    }
    for node in cx.texts() {
        // Fast path: without an office, no office acts.
        if node.kind != TextKind::Condition || !node.hits.any(Set::HANDLER_ENDING) {
            continue;
        }
        // An entry that opens a list announces the other entries.
        let only_of_office = |entry: &&str| {
            words::HANDLER_ENDING.occurs_in(entry)
                && !entry.ends_with(['：', ':'])
                && is_only(Duty::Office, entry, node.hits)
                && !is_about_applicant(entry)
        };
        let Some(of_office) = entries(node.text).find(only_of_office) else {
            continue;
        };
        // A text about nothing else is reported by another rule.
        let of_subject = |entry| duties(entry, node.hits).any(|duty| duty == Duty::Subject);
        if !entries(node.text).any(of_subject) {
            continue;
        }
        let words = unmarked(of_office);
        cx.report(
            Diagnostic::at(node.path())
                .with("words", words)
                .quoting(words),
        );
    }
}

/// Whether the entry has this duty and no other.
fn is_only(duty: Duty, entry: &str, hits: Hits) -> bool {
    let mut duties = duties(entry, hits).peekable();
    duties.peek().is_some() && duties.all(|own| own == duty)
}

/// Whether the entry also says what applicants have to do or be, or where they have to apply: 应当向某部门提出申请,
/// 某市范围内的由该市审批.
fn is_about_applicant(entry: &str) -> bool {
    let says_where_to_apply =
        entry.contains("提出申请") || entry.contains('由') && takes_case(entry);
    // 由某局登记的企业 says who applies there.
    let plain = entry.trim_end_matches(['。', '；', ';']);
    let plain = ending_bracket(plain).map_or(plain, |bracket| bracket.before);
    let names_applicant = words::APPLICANT_ENDING.ends(plain);
    says_where_to_apply
        || names_applicant
        || ["被", "属于", "需经", "须经", "经过批准"]
            .iter()
            .any(|word| entry.contains(word))
}

/// Whether the entry ends with the office's handling of the case, so that it only names the office.
fn takes_case(entry: &str) -> bool {
    let taken = ["审批", "备案", "核准", "核准备案", "登记", "负责", "受理"];
    taken
        .iter()
        .any(|end| entry.trim_end_matches(['。', '；']).ends_with(end))
}

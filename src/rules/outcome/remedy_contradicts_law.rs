use super::helpers::before_unit;
use crate::engine::{Context, Diagnostic, rule};
use crate::i18n::Text;
use crate::model::ServiceItem;
use crate::path;
use crate::path::Path;
use crate::prose::{clauses, is_filler};
use crate::words;

rule! {
    "OUT030", "remedy-contradicts-law", Warning, Item(check),
    summary: ("复议、诉讼的期限或者机关与法律的规定不同", "a period or body of review or lawsuit other than the law's"),
    message: ("{element}写的是“{words}”，{law}", "{element} says “{words}”: {law}"),
    help: ("按法律的规定改正；别的法律另有规定的，写明是哪一部法律", "correct it; if another law says otherwise, name that law"),
    requirements: [A6],
    own: (
        "照写错的期限、机关去复议、起诉，会错过期限或者不被受理",
        "whoever follows a wrong period or body misses the deadline or is turned away",
    ),
    certain: Table,
    page: "remedy_contradicts_law.md",
}

fn check(item: &ServiceItem, cx: &mut Context<'_>) {
    let Some(guide) = &item.guide else { return };
    let authority = (item.authority.as_ref())
        .and_then(|body| body.name.as_deref())
        .unwrap_or_default();
    if let Some(text) = stated(guide.litigation.as_deref()) {
        let label = Text::new("行政诉讼", "the lawsuit");
        let found = lawsuit(text);
        report(found, (path!["guide", "litigation"], label), cx);
    }
    if let Some(text) = stated(guide.reconsideration.as_deref()) {
        let label = Text::new("行政复议", "the review");
        let found = period_of_review(text).or_else(|| body_of_review(text, authority));
        report(found, (path!["guide", "reconsideration"], label), cx);
    }
}

/// The words that contradict the law, what the law says, and whether the contradiction is certain.
type Found<'t> = Option<(&'t str, Text, bool)>;

fn report(found: Found<'_>, of: (Path, Text), cx: &mut Context<'_>) {
    let Some((words, law, certain)) = found else {
        return;
    };
    let found = Diagnostic::at(of.0)
        .with("element", of.1)
        .with("words", words)
        .with("law", law)
        .quoting(words);
    cx.report(found.hint_unless(certain));
}

/// A text, unless it is filler or names a law, which may have other provisions.
fn stated(text: Option<&str>) -> Option<&str> {
    // 申请复核 is another remedy, with a period of its own.
    text.filter(|text| !is_filler(text) && !text.contains('《') && !text.contains("复核"))
}

fn lawsuit(text: &str) -> Found<'_> {
    let sued = |clause: &&str| clause.contains("诉讼") || clause.contains("起诉");
    let whole = text.trim().trim_end_matches('。');
    if let Some(clause) = clauses(text).find(sued).filter(|_| !text.contains("法院")) {
        let body = ["政府", "局", "委员会", "部门", "机关"];
        if body.iter().any(|word| clause.contains(word)) {
            let law = Text::new(
                "行政诉讼由人民法院受理",
                "a lawsuit is brought before a people's court",
            );
            return Some((clause, law, true));
        }
    }
    let months = before_unit(text, "个月")?;
    let usual = (months - 6.0).abs() < f64::EPSILON;
    let law = Text::new(
        "行政诉讼法第四十六条规定的是六个月，法律另有规定的除外",
        "by article 46 of the Administrative Litigation Law it is six months, unless another law says otherwise",
    );
    (!usual).then_some((
        clauses(text)
            .find(|clause| clause.contains("个月"))
            .unwrap_or(whole),
        law,
        false,
    ))
}

fn period_of_review(text: &str) -> Found<'_> {
    let law = Text::new(
        "行政复议法第二十条规定的是六十日，法律规定更长的除外",
        "by article 20 of the Administrative Reconsideration Law it is sixty days, unless a law allows more",
    );
    let endless = ["不受期限", "没有期限", "无期限", "随时"];
    let open = clauses(text).find(|clause| endless.iter().any(|word| clause.contains(word)));
    if let Some(clause) = open {
        return Some((clause, law, true));
    }
    // Only deadlines of the applicant count; the office decides within fewer days.
    let of_applicant = |clause: &&str| {
        (clause.contains("日内") || clause.contains("天内"))
            && ["知道", "收到", "接到", "送达"]
                .iter()
                .any(|word| clause.contains(word))
    };
    let clause = clauses(text).find(of_applicant)?;
    let days = before_unit(clause, "日内").or_else(|| before_unit(clause, "天内"))?;
    (days < 60.0).then_some((clause, law, true))
}

/// The clause that names the reviewing body, if that body does not review decisions of the authority.
fn body_of_review<'t>(text: &'t str, authority: &str) -> Found<'t> {
    let clause = clauses(text).find(|clause| clause.contains("复议") && clause.contains('向'))?;
    let (_, body) = clause.split_once('向')?;
    let vertical = words::VERTICAL_AUTHORITY.occurs_in(authority);
    let of_government = body.contains("政府");
    let of_department = [
        "局或者",
        "局申请",
        "厅申请",
        "委申请",
        "委员会申请",
        "局提出",
        "厅提出",
        "部门申请",
        "部门提出",
    ]
    .iter()
    .any(|end| body.contains(end));
    let led_from_above = ["税务", "海关", "外汇"];
    let led = led_from_above.iter().any(|word| authority.contains(word));
    if led && of_government && !text.contains("上一级") && !body.contains('局') {
        let law = Text::new(
            "行政复议法第二十七条规定向上一级主管部门申请",
            "by article 27 of the Administrative Reconsideration Law it goes to the next higher authority of the same branch",
        );
        return Some((clause, law, true));
    }
    // Decisions of a justice office may also be reviewed by the office above it; ministries review their own.
    let local = words::LOCAL_DEPARTMENT_ENDING.ends(authority) && !authority.contains("司法");
    if local && !vertical && of_department {
        let law = Text::new(
            "行政复议法第二十四条规定由本级人民政府管辖，2024年起不再由上一级主管部门管辖",
            "by article 24 of the Administrative Reconsideration Law the government of the same level reviews it; since 2024 the department above does not",
        );
        return Some((clause, law, true));
    }
    None
}

use super::helpers::{name, said, stages_of, step_at, steps};
use crate::engine::{Context, Found, rule};
use crate::model::{Element, Limit, ServiceItem};
use crate::path;
use crate::text::Text;
use crate::value::limit::find_all;
use crate::vocabulary::{Stage, Vocabulary};

rule! {
    "PRO052", "special-procedure-without-limit", Warning, Item(check),
    summary: ("特别程序没有写自己的时限", "a special procedure without its own limit"),
    message: ("特别程序“{procedure}”不计入办结时限，又没有写自己要多久", "the time of “{procedure}” is not counted, and nothing says how long it takes"),
    help: ("写明“{procedure}”的时限和单位；法律没有规定的，写承诺最长多久", "give the limit of “{procedure}”; where law sets none, promise one"),
    rows: ["B5", "A1"],
    source: "行政许可法 第四十五条：所需时间不计算在期限内，应当书面告知申请人",
    page: "special_procedure_without_limit.md",
}

fn check(item: &ServiceItem, cx: &mut Context<'_>) {
    let special = item
        .guide
        .as_ref()
        .map_or(&[][..], |guide| &guide.special_procedures);
    for (at, procedure) in special.iter().enumerate() {
        let kind = procedure.kind.as_ref().map(Vocabulary::term);
        let Some(called) = procedure
            .name
            .as_deref()
            .filter(|name| said(Some(name)))
            .or(kind)
        else {
            continue;
        };
        let texts = [procedure.name.as_deref(), procedure.note.as_deref()];
        if !limited(procedure.limit.as_ref(), &texts) {
            report(
                cx,
                "guide.special_procedures.limit",
                path!["guide", "special_procedures", at],
                called,
            );
        }
    }
    // Steps tell the same procedures again; only where nothing else does are they judged.
    if !special.is_empty() {
        return;
    }
    for (at, step) in steps(item).iter().enumerate() {
        // Making and sending a certificate is outside the limit and no special procedure.
        let usual = |stage: &Stage| !matches!(stage, Stage::SpecialProcedure);
        if step.outside_limit != Some(true) || stages_of(step).iter().any(usual) {
            continue;
        }
        let texts = [step.name.as_deref(), step.action.as_deref()];
        if !limited(step.limit.as_ref(), &texts) {
            report(
                cx,
                "guide.process.steps.limit",
                step_at(at),
                &name(step, at),
            );
        }
    }
}

/// Whether a limit is stated, in its own field or in words.
fn limited(limit: Option<&Limit>, texts: &[Option<&str>]) -> bool {
    let stated = |limit: &Limit| {
        limit.amount.is_some() || limit.is_immediate() || said(limit.text.as_deref())
    };
    limit.is_some_and(stated)
        || texts
            .iter()
            .flatten()
            .any(|text| !find_all(text).is_empty())
}

fn report(cx: &mut Context<'_>, element: &str, place: crate::path::Path, called: &str) {
    match cx.element::<str>(None, element) {
        Element::Missing => cx.report(Found::at(place).with("procedure", called)),
        Element::NotCollected => cx.cannot_judge(Text::new(
            "来源没有采集这个要素",
            "the source does not collect the element",
        )),
        _ => {}
    }
}

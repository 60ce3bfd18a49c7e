use crate::engine::{Context, Diagnostic, rules};
use crate::i18n::Text;
use crate::model::{Limit, ServiceItem};
use crate::path;
use crate::path::Path;
use crate::prose::is_blank;
use crate::value::limit::exceeds;
use crate::vocabulary::{CaseType, TimeUnit};
use crate::words;

rules! {
    all {
        requirements: [A1, B5],
        page: "case_type_contradicted.md",
    }
    "LIM020", "immediate-case-with-days", Warning, Item(immediate_with_days),
        summary: ("即办件却要好几天", "an on-the-spot case with a promised limit of days"),
        message: ("办件类型是即办件，承诺办结时限却是{promised}", "the case type is on-the-spot, but the promised limit is {promised}"),
        help: ("当场能办结的，承诺时限改为当场办结（immediate = true）；不能的，办件类型改为承诺件", "promise completion on the spot (immediate = true), or make it a 承诺件 (promised-limit case)"),
        cites: ["wenzhou-script#办件类型", "exchange-schema#project_type"],
        certain: Contradiction;
    "LIM022", "promised-case-at-once", Warning, Item(promised_at_once),
        summary: ("承诺件却写当场办结", "a promised-limit case that is done on the spot"),
        message: ("办件类型是承诺件，承诺办结时限却是{promised}", "the case type is promised-limit, but the promised limit is {promised}"),
        help: ("当场能办结的，办件类型改为即办件；不能的，填写实际的承诺时限", "make it a 即办件 (on-the-spot case), or give the promised limit"),
        cites: ["wenzhou-script#办件类型", "exchange-schema#project_type"],
        certain: Contradiction;
    "LIM024", "immediate-case-with-special-procedure", Hint, Item(immediate_with_procedure),
        summary: ("即办件带有特别程序", "an on-the-spot case with a special procedure"),
        message: ("办件类型是即办件，却有特别程序“{procedure}”", "the case type is on-the-spot, but it has the special procedure “{procedure}”"),
        help: ("核对办件类型；特别程序只在少数情形才有的，在说明里写明", "check the case type; if the procedure only applies to rare cases, say so in the note"),
        requirements: [B5],
        cites: ["business-env#36"],
        certain: Contradiction;
    "LIM025", "at-once-in-promised-case", Hint, Item(at_once_in_step),
        summary: ("承诺件的环节里写当场办结", "a promised-limit case with a step that says “on the spot”"),
        message: ("办件类型是承诺件，承诺{promised}办结，环节里却写“{words}”", "the case type is promised-limit with {promised}, but a step says “{words}”"),
        help: ("当场能办结的，办件类型改为即办件；不能的，删去环节里的话，或写明哪种情形当场办结", "make it a 即办件 (on-the-spot case), remove the words, or say in which cases it is done on the spot"),
        requirements: [C1, B5],
        own: (
            "承诺几天与当场办结，只能一个是真的",
            "a promise of days and completion on the spot cannot both be true",
        ),
        certain: Contradiction;
}

/// The promised limit of an item, if its case type is `case_type`.
fn promised(item: &ServiceItem, case_type: CaseType) -> Option<&Limit> {
    let limits = item
        .time_limit()
        .filter(|_| item.case_type == Some(case_type))?;
    limits.promised.as_ref()
}

/// A diagnostic that is related to the case type.
fn diagnostic_with_case_type(path: Path, cx: &Context<'_>) -> Diagnostic {
    let label = Text::new("办件类型", "the case type");
    Diagnostic::at(path).related(cx.here(path!["case_type"]), label)
}

fn immediate_with_days(item: &ServiceItem, cx: &mut Context<'_>) {
    let Some(promised) = promised(item, CaseType::Immediate) else {
        return;
    };
    let over = match exceeds(promised, &Limit::new(1, TimeUnit::WorkingDay)) {
        // One calendar day is never longer than one working day, so it is not reported either.
        Some(over) => {
            over && exceeds(promised, &Limit::new(1, TimeUnit::CalendarDay)) == Some(true)
        }
        None if promised.amount.is_some_and(|amount| amount.value() > 1.0) => {
            return cx.cannot_judge(Text::new(
                "承诺办结时限没有单位，或单位不能换算",
                "the promised limit has no unit, or one that cannot be converted",
            ));
        }
        None => false,
    };
    if over {
        let found = diagnostic_with_case_type(path!["guide", "time_limit", "promised"], cx)
            .with("promised", promised);
        cx.report(found);
    }
}

fn promised_at_once(item: &ServiceItem, cx: &mut Context<'_>) {
    let Some(promised) = promised(item, CaseType::Promised) else {
        return;
    };
    if promised.is_immediate() || promised.amount.is_some_and(|amount| amount.value() == 0.0) {
        let found = diagnostic_with_case_type(path!["guide", "time_limit", "promised"], cx)
            .with("promised", promised);
        cx.report(found);
    }
}

fn immediate_with_procedure(item: &ServiceItem, cx: &mut Context<'_>) {
    if item.case_type != Some(CaseType::Immediate) {
        return;
    }
    let procedures = item.special_procedures().iter();
    let unexplained = procedures.enumerate().find(|(_, procedure)| {
        let note = procedure.note.as_deref().is_none_or(is_blank);
        note && (procedure.name.is_some() || procedure.kind.is_some())
    });
    if let Some((index, procedure)) = unexplained {
        let kind = procedure.kind.as_ref().map(ToString::to_string);
        let name = procedure.name.clone().or(kind).unwrap_or_default();
        let found = diagnostic_with_case_type(path!["guide", "special_procedures", index], cx)
            .with("procedure", name);
        cx.report(found);
    }
}

fn at_once_in_step(item: &ServiceItem, cx: &mut Context<'_>) {
    let promised = promised(item, CaseType::Promised);
    let Some(promised) = promised.filter(|limit| {
        !limit.is_immediate() && limit.amount.is_some_and(|amount| amount.value() > 1.0)
    }) else {
        return;
    };
    let steps = item.process().map_or(&[][..], |process| &process.steps);
    for (at, step) in steps.iter().enumerate() {
        let texts = [
            ("action", &step.action),
            ("criteria", &step.criteria),
            ("output", &step.output),
        ];
        for (key, text) in texts {
            let words = text
                .as_deref()
                .and_then(|text| words::CASE_AT_ONCE.find(text).map(|found| found.word));
            if let Some(words) = words {
                return cx.report(
                    diagnostic_with_case_type(path!["guide", "process", "steps", at, key], cx)
                        .with("promised", promised)
                        .with("words", words)
                        .quoting(words),
                );
            }
        }
    }
}

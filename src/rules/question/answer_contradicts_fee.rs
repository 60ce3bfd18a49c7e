use super::helpers::{Answer, answers};
use crate::compare::clip;
use crate::engine::{Context, Diagnostic, rule};
use crate::i18n::{Argument, Text};
use crate::model::{Amount, FeeItem, Fees, ServiceItem};
use crate::path;
use crate::prose::clauses;
use crate::value::{Spanned, money};
use crate::words;

rule! {
    "FAQ022", "answer-contradicts-fee", Warning, Item(check),
    summary: ("答复里的收费与指南不同", "an answer that states another fee than the guide"),
    message: ("答复说{said}，指南写的是{stated}", "the answer says {said}, but the guide says {stated}"),
    help: ("核实收费，改答复或改指南", "find out which is right, and correct the answer or the guide"),
    requirements: [C7],
    cites: ["forum-2017#答复"],
    certain: Contradiction,
    page: "answer_contradicts_fee.md",
}

fn check(item: &ServiceItem, cx: &mut Context<'_>) {
    let Some(fees) = item.fees() else {
        return;
    };
    let Some(charged) = fees.charged.or((!fees.items.is_empty()).then_some(true)) else {
        return;
    };
    let place = if fees.charged.is_some() {
        "charged"
    } else {
        "items"
    };
    let known = stated_amounts(fees);
    for answer in answers(item) {
        let Some((words, said)) = contradiction(&answer, charged, known.as_deref()) else {
            continue;
        };
        let stated = match (charged, fees.items.first().map(fee_argument)) {
            (false, _) => Text::new("不收费", "no fee").into(),
            (true, Some(fee)) if known.is_some() => fee,
            (true, _) => Text::new("收费", "a fee is charged").into(),
        };
        let label = Text::new("指南写的收费", "what the guide states");
        cx.report(
            Diagnostic::at(answer.path.clone())
                .quoting(words)
                .with("said", said)
                .with("stated", stated)
                .related(cx.here(path!["guide", "fees", place]), label),
        );
    }
}

/// The first words of an answer that contradict the fees of the guide.
fn contradiction<'t>(
    answer: &Answer<'t>,
    charged: bool,
    known: Option<&[Amount]>,
) -> Option<(&'t str, Argument)> {
    // The answer need not repeat the subject of the question.
    let asked =
        words::FEE_ASKED.occurs_in(answer.question) && !words::FEE_ELSE.occurs_in(answer.question);
    for (number, clause) in clauses(answer.text).enumerate() {
        let core = without_lead(clause);
        let denied = asked && number == 0 && words::FEE_NO.is(core);
        if charged && (denied || words::FEE_FREE.is(core)) {
            return Some((clause, Text::new("不收费", "no fee").into()));
        }
        if !(asked || words::FEE_PAID.occurs_in(clause)) || words::FEE_ELSE.occurs_in(clause) {
            continue;
        }
        for Spanned { span, value: price } in money::find_all(clause) {
            let amount = price.amount.filter(|amount| amount.value() > 0.0);
            let Some(amount) = amount.filter(|_| price.upper.is_none()) else {
                continue;
            };
            let other = known.is_some_and(|known| !known.contains(&amount));
            if !charged || other {
                let said = Argument::Plain(format!("{amount}元"));
                return Some((clause.get(span)?, said));
            }
        }
    }
    None
}

/// The clause without leading words that add nothing.
fn without_lead(clause: &str) -> &str {
    let mut rest = clause;
    while let Some(shorter) = words::FEE_LEAD.strip_start(rest) {
        rest = shorter.trim_start_matches(['：', ':', '，', ' ']);
    }
    rest
}

/// Every amount that the guide states; `None` if a fee has no amount.
fn stated_amounts(fees: &Fees) -> Option<Vec<Amount>> {
    let mut known = Vec::new();
    for fee in &fees.items {
        let before = known.len();
        known.extend(fee.amount);
        for text in [&fee.standard, &fee.remark].into_iter().flatten() {
            let prices = money::find_all(text).into_iter();
            known.extend(
                prices
                    .flat_map(|price| [price.value.amount, price.value.upper])
                    .flatten(),
            );
        }
        if known.len() == before {
            return None;
        }
    }
    (!known.is_empty()).then_some(known)
}

fn fee_argument(fee: &FeeItem) -> Argument {
    match (fee.amount, &fee.standard) {
        (Some(amount), _) => Argument::Plain(format!("{amount}元")),
        (None, Some(standard)) => Argument::Plain(clip(standard)),
        (None, None) => Text::new("收费", "a fee is charged").into(),
    }
}

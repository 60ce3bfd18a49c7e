use super::helpers::{fees, name};
use crate::engine::{Context, Diagnostic, rule};
use crate::i18n::{Argument, Text};
use crate::model::ServiceItem;
use crate::path;
use crate::prose::is_filler;
use crate::value::money;

rule! {
    "FEE012", "free-with-fees", Error, Item(check),
    summary: ("写着不收费，又列了收费项目", "free of charge, but fees are listed"),
    message: ("写着不收费，又列了收费项目“{name}”{price}", "the item is free of charge, but the fee “{name}”{price} is listed"),
    help: ("核对是否收费：收费的，是否收费改为是（charged = true）；不收费的，删去收费项目", "check whether a fee is charged: if so, state it (charged = true); if not, delete the fees"),
    requirements: [A1],
    own: ("收不收费只能有一个说法", "a fee is either charged or not"),
    certain: Contradiction,
    overrides: ["FEE014"],
    page: "free_with_fees.md",
}

fn check(item: &ServiceItem, cx: &mut Context<'_>) {
    let Some((all, items)) = fees(item) else {
        return;
    };
    if all.charged != Some(false) {
        return;
    }
    for (index, fee) in items {
        let standard = fee.standard.as_deref().unwrap_or_default().trim();
        let priced = fee
            .amount
            .into_iter()
            .chain(
                money::find_all(standard)
                    .into_iter()
                    .filter_map(|price| price.value.amount),
            )
            .find(|amount| amount.value() > 0.0);
        // An entry that says 免费 or nothing is not a fee, and 减免前 marks a former price.
        let lifted = ["免", "不收", "停征", "停止", "取消", "暂不", "减按"]
            .iter()
            .any(|word| standard.contains(word));
        let price = match priced {
            _ if lifted => continue,
            Some(amount) => Argument::Both {
                zh: format!("（{amount}元）"),
                en: format!(" ({amount} yuan)"),
            },
            None if fee.amount.is_some() || is_filler(standard) || standard == "0" => {
                continue;
            }
            None => Argument::Both {
                zh: format!("（{standard}）"),
                en: format!(" ({standard})"),
            },
        };
        cx.report(
            Diagnostic::at(path!["guide", "fees", "items", index])
                .with("name", name(fee, index))
                .with("price", price)
                .related(
                    cx.here(path!["guide", "fees", "charged"]),
                    Text::new("不收费", "no fee"),
                ),
        );
    }
}

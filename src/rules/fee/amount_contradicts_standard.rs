use super::helpers::{fees, name};
use crate::engine::{Context, Diagnostic, rule};
use crate::i18n::Text;
use crate::model::Amount;
use crate::model::ServiceItem;
use crate::path;
use crate::value::money::{self, Price};

rule! {
    "FEE016", "amount-contradicts-standard", Error, Item(check),
    summary: ("金额与收费标准里的数不一致", "the amount differs from the fee standard"),
    message: ("“{name}”的金额是{amount}元，收费标准写的是“{standard}”", "the amount of “{name}” is {amount} yuan, but its fee standard says “{standard}”"),
    help: ("对照收费文件，改成一致", "check the fee document and make them agree"),
    requirements: [A1],
    cites: ["licence-law#58", "licence-law#59", "exchange-schema#is_fee"],
    certain: Contradiction,
    page: "amount_contradicts_standard.md",
}

fn check(item: &ServiceItem, cx: &mut Context<'_>) {
    let Some((_, items)) = fees(item) else { return };
    for (index, fee) in items {
        let (Some(amount), Some(standard)) = (fee.amount, fee.standard.as_deref()) else {
            continue;
        };
        let mut prices: Vec<Price> = money::find_all(standard)
            .into_iter()
            .map(|price| price.value)
            .collect();
        if prices.is_empty() {
            prices.extend(money::read(standard).value);
        }
        // The amount may be one of several prices or lie in a range. The sum of all prices is accepted as well.
        let fits = prices.iter().any(|price| fits(amount, price));
        if prices.is_empty() || fits || (prices.len() > 1 && total(&prices) == Some(amount)) {
            continue;
        }
        let place = cx.here(path!["guide", "fees", "items", index, "standard"]);
        let found = Diagnostic::at(path!["guide", "fees", "items", index, "amount"])
            .with("name", name(fee, index))
            .with("amount", &amount)
            .with("standard", standard.trim())
            .related(place, Text::new("收费标准", "the fee standard"));
        // A standard with unread words may give further prices in them.
        let whole = money::read(standard);
        let only = prices.len() == 1 && whole.value.is_some() && whole.unread.is_empty();
        cx.report(found.hint_unless(only));
    }
}

fn fits(amount: Amount, price: &Price) -> bool {
    let low = price.amount.map_or(0.0, Amount::value);
    let high = price.upper.map_or(low, Amount::value);
    (low - 0.005..=high + 0.005).contains(&amount.value())
}

fn total(prices: &[Price]) -> Option<Amount> {
    Amount::new(
        prices
            .iter()
            .filter_map(|price| price.amount)
            .map(Amount::value)
            .sum(),
    )
}

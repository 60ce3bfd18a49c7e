use crate::engine::{Context, Diagnostic, rule};
use crate::i18n::Text;
use crate::model::ServiceItem;
use crate::path;

rule! {
    "FEE014", "online-payment-of-free", Hint, Item(check),
    summary: ("不收费，却写着支持网上支付", "free of charge, but payable online"),
    message: ("写着不收费，又写着支持网上支付", "the item is free of charge, but it says that online payment is supported"),
    help: ("核对是否收费；不收费的，是否支持网上支付改为“否”或删去", "check whether a fee is charged; if not, say that there is no online payment"),
    requirements: [A1],
    cites: ["wenzhou-script#支付"],
    certain: Contradiction,
    page: "online_payment_of_free.md",
}

fn check(item: &ServiceItem, cx: &mut Context<'_>) {
    let fees = item.fees();
    let odd =
        fees.is_some_and(|fees| fees.charged == Some(false) && fees.online_payment == Some(true));
    if odd {
        cx.report(
            Diagnostic::at(path!["guide", "fees", "online_payment"]).related(
                cx.here(path!["guide", "fees", "charged"]),
                Text::new("不收费", "no fee"),
            ),
        );
    }
}

use crate::engine::{Context, Diagnostic, rule};
use crate::i18n::Text;
use crate::model::ServiceItem;
use crate::path;
use crate::vocabulary::ResultDelivery;

rule! {
    "OUT011", "courier-contradicts-delivery", Warning, Item(check),
    summary: ("结果可以邮寄，又写不支持物流快递", "the result can be mailed, but courier delivery is marked as unavailable"),
    message: ("送达方式里有邮寄送达，物流快递却填不支持", "the delivery methods include mail, but courier delivery is marked as unavailable"),
    help: ("能邮寄的，把物流快递改成支持并写明办法；不能的，从送达方式里去掉邮寄", "if the result can be mailed, mark courier delivery as available and say how; otherwise remove mail from the delivery methods"),
    requirements: [A11, B6],
    own: ("结果能不能寄，只能有一个说法", "the result either can be mailed or it cannot"),
    certain: Contradiction,
    page: "courier_contradicts_delivery.md",
}

fn check(item: &ServiceItem, cx: &mut Context<'_>) {
    let Some(guide) = &item.guide else { return };
    let is_courier_refused = guide
        .courier
        .as_ref()
        .is_some_and(|courier| courier.available == Some(false));
    let delivery = guide
        .result
        .as_ref()
        .map_or(&[][..], |result| &result.delivery);
    let mailed = delivery.iter().position(|way| *way == ResultDelivery::Mail);
    if let Some(at) = mailed.filter(|_| is_courier_refused) {
        let courier = cx.here(path!["guide", "courier", "available"]);
        cx.report(
            Diagnostic::at(path!["guide", "result", "delivery", at])
                .related(courier, Text::new("物流快递", "courier delivery")),
        );
    }
}

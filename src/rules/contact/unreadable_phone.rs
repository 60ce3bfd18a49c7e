use super::helpers::phones;
use crate::engine::{Context, Diagnostic, rule};
use crate::model::ServiceItem;
use crate::prose::is_filler;
use crate::value::phone::{PhoneFault, fault};

rule! {
    "ORG022", "unreadable-phone", Warning, Item(check),
    summary: ("电话栏里不是电话号码", "no phone number where one is due"),
    message: ("“{number}”不是一个电话号码", "“{number}” is not one phone number"),
    help: ("一处只写一个号码，如0770-2881234；别的话写到说明里", "write one number a field, such as 0770-2881234, and other words in the note"),
    requirements: [A1, C6],
    own: ("读不出号码就打不了电话", "what is no number cannot be dialled"),
    page: "unreadable_phone.md",
}

fn check(item: &ServiceItem, cx: &mut Context<'_>) {
    for listed in phones(item) {
        let phone = listed.phone;
        // Words for nothing have a rule of their own.
        if !is_filler(&phone.number) && fault(phone) == Some(PhoneFault::Unreadable) {
            cx.report(Diagnostic::at(listed.path()).with("number", phone.number.trim()));
        }
    }
}

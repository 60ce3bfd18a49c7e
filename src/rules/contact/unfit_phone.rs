use super::helpers::phones;
use super::impossible_phone::is_masked;
use crate::Argument;
use crate::division::area_code::of_division;
use crate::engine::{Context, Diagnostic, rules};
use crate::i18n::Text;
use crate::model::{Phone, ServiceItem};
use crate::prose::is_filler;
use crate::value::phone::{PhoneFault, area_code, fault, is_mobile, is_service};

rules! {
    all {
        requirements: [C6],
        page: "unfit_phone.md",
    }
    "ORG022", "unreadable-phone", Warning, Item(look_at_text),
        summary: ("电话栏里不是电话号码", "a phone field without a phone number"),
        message: ("“{number}”不是一个电话号码{why}", "“{number}” is not a phone number{why}"),
        help: ("一处只写一个号码，如0770-2881234；别的话写到说明里", "write one number per field, such as 0770-2881234, and put other text in the note"),
        requirements: [A1, C6],
        own: ("读不出号码就打不了电话", "text that is not a number cannot be dialled"),
        certain: Format;
    "ORG024", "keys-as-extension", Hint, Item(look_at_keys),
        summary: ("热线的按键写成了号码", "the keys of a hotline written as a number"),
        message: ("{number}后面的“{keys}”是接通后要按的键，写成了号码的一部分", "the “{keys}” behind {number} are keys to press once connected, written as a part of the number"),
        help: ("只写热线号码，接通后按哪几个键写到说明里", "give the number of the hotline only, and say in the note which keys to press once connected"),
        own: ("照着拨是空号，要懂得停下来听提示", "dialled as it stands it is no number, and one has to know to stop and listen"),
        certain: Format;
    "ORG030", "phone-without-area-code", Warning, Item(lacking_area_code),
        summary: ("固定电话没有区号", "a fixed-line number without its area code"),
        message: ("固定电话{number}没有写区号", "the fixed-line number {number} has no area code"),
        help: ("在号码前加上区号，如{example}", "add the area code, such as {example}"),
        requirements: [A9, C6],
        cites: ["wenzhou-script#电话"],
        certain: Format;
    "ORG050", "mobile-as-office-phone", Warning, Item(|item, cx| look(is_mobile, item, cx)),
        summary: ("对外电话是手机号", "a mobile number as an office phone"),
        message: ("对外公布的电话{number}是手机号", "the published phone {number} is a mobile number"),
        help: ("换成办公室的固定电话或服务热线", "give a fixed line of the office or a service hotline"),
        cites: ["gov-info#15"],
        certain: Format;
}

/// Reports each text that is not a phone number.
fn look_at_text(item: &ServiceItem, cx: &mut Context<'_>) {
    for listed in phones(item) {
        let number = listed.phone.number.trim();
        if unreadable(listed.phone) {
            let masked = Text::new("：有几位被符号遮住了", ": some of its digits are masked");
            let why = if is_masked(number) {
                masked
            } else {
                Text::new("", "")
            };
            let found = Diagnostic::at(listed.path()).with("number", number);
            cx.report(found.with("why", why));
        }
    }
}

/// Reports each phone for which the predicate is true.
fn look(predicate: fn(&Phone) -> bool, item: &ServiceItem, cx: &mut Context<'_>) {
    for listed in phones(item) {
        let phone = listed.phone;
        if predicate(phone) {
            cx.report(Diagnostic::at(listed.path()).with("number", phone.number.trim()));
        }
    }
}

/// Reports each fixed line without area code; the advice has the local area code if there is only one.
fn lacking_area_code(item: &ServiceItem, cx: &mut Context<'_>) {
    let mut has_area_before = false;
    for listed in phones(item) {
        // Of 0351-1234567、7654321 the second is in the area of the first.
        has_area_before &= listed.index > 0;
        let is_second = has_area_before;
        has_area_before |= area_code(listed.phone).is_some();
        if !without_area_code(listed.phone) {
            continue;
        }
        let number = listed.phone.number.trim();
        let division = item.division.as_ref().or(cx.settings.division.as_ref());
        let local = division.and_then(|code| of_division(code.as_str()));
        let example = match local {
            Some([area]) => Argument::from(format!("{area}-{number}")),
            _ => Text::new("“区号-号码”", "“area code-number”").into(),
        };
        let found = Diagnostic::at(listed.path()).with("number", number);
        cx.report(found.with("example", example).hint_unless(!is_second));
    }
}

/// Reports each hotline with menu keys, which are single digits, unlike the extensions of a switchboard.
fn look_at_keys(item: &ServiceItem, cx: &mut Context<'_>) {
    for listed in phones(item) {
        let phone = listed.phone;
        let Some(keys) = phone.extension.as_deref() else {
            continue;
        };
        let is_key = |part: &str| part.len() == 1;
        if keys.split('-').all(is_key) && is_service(phone) {
            let found = Diagnostic::at(listed.path()).with("number", phone.number.trim());
            cx.report(found.with("keys", keys));
        }
    }
}

fn unreadable(phone: &Phone) -> bool {
    // Another rule reports filler words.
    fault(phone) == Some(PhoneFault::Unreadable) && !is_filler(&phone.number)
}

fn without_area_code(phone: &Phone) -> bool {
    let complete = area_code(phone).is_some() || is_mobile(phone) || is_service(phone);
    !complete && fault(phone).is_none()
}

//! Guesses what a field is from its values, alone or together with words of its name.

use crate::dialect::Operation;
use crate::prose::{is_filler, number};
use crate::value::{date, hours, limit, phone, yes_no};
use crate::vocabulary;
use crate::words;

/// What a field probably is.
pub(super) struct Guess {
    pub(super) to: String,
    pub(super) read: Operation,
    pub(super) map: Option<String>,
    /// The reason, if the name alone does not tell.
    pub(super) why: &'static str,
}

/// Whether at least nine in ten non-empty values satisfy the test; false without values.
pub(super) fn share(values: &[String], is: impl Fn(&str) -> bool) -> bool {
    let said: Vec<&str> = (values.iter())
        .map(|value| value.trim())
        .filter(|value| !is_filler(value))
        .collect();
    !said.is_empty() && said.iter().filter(|value| is(value)).count() * 10 >= said.len() * 9
}

/// A test for the values of a field.
type Test = fn(&str) -> bool;

/// For each hint: groups of words, of which the field's name must contain one each; the test for
/// the values; the element and operation.
const HINTS: &[(&[&[&str]], Test, &str, Operation)] = &[
    (
        &[&["事项", "办理项"], &["名", "标题"]],
        is_name,
        "name",
        Operation::Text,
    ),
    (
        &[&["机关", "单位", "部门", "主体", "机构"]],
        is_body,
        "authority.name",
        Operation::Text,
    ),
    (
        &[&["权力", "职权", "事项"], &["种类", "类别", "类型", "性质"]],
        is_name,
        "item_type",
        Operation::Word,
    ),
    (
        &[&["收费", "费用"]],
        is_yes_no,
        "guide.fees.charged",
        Operation::YesNo,
    ),
    (
        &[&["支付", "缴费"]],
        is_yes_no,
        "guide.fees.online_payment",
        Operation::YesNo,
    ),
    (
        &[&["快递", "邮寄", "物流"]],
        is_yes_no,
        "guide.courier.available",
        Operation::YesNo,
    ),
    (
        &[&["预约"]],
        is_yes_no,
        "guide.appointment.available",
        Operation::YesNo,
    ),
    (
        &[&["自助", "终端"]],
        is_yes_no,
        "guide.kiosk.available",
        Operation::YesNo,
    ),
    (
        &[&["代办", "帮办"]],
        is_yes_no,
        "guide.assistance.available",
        Operation::YesNo,
    ),
    (
        &[&["大厅", "中心"]],
        is_yes_no,
        "in_service_hall",
        Operation::YesNo,
    ),
    (
        &[&["网办", "网上", "在线", "线上"]],
        is_yes_no,
        "online",
        Operation::YesNo,
    ),
    (
        &[&["跑", "现场", "到场", "到窗口"]],
        is_few,
        "guide.visits.count",
        Operation::Integer,
    ),
    (
        &[&["简介", "概述", "说明"], &["事项", "服务", "业务"]],
        is_name,
        "summary",
        Operation::Text,
    ),
];

fn is_name(value: &str) -> bool {
    !value.bytes().all(|byte| byte.is_ascii_digit())
}

fn is_yes_no(value: &str) -> bool {
    let reading = yes_no::read(value);
    reading.value.is_some() && reading.unread.is_empty()
}

fn is_few(value: &str) -> bool {
    let number = number(value.trim_end_matches('次'));
    number.is_some_and(|number| (0.0..20.0).contains(&number))
}

/// Whether a value ends like the name of a public body.
fn is_body(value: &str) -> bool {
    words::BODY_ENDING.ends(value)
}

/// Guesses by words of the name together with the values.
pub(super) fn by_word(name: &str, values: &[String]) -> Option<Guess> {
    let (_, _, to, read) = HINTS.iter().find(|(groups, is, _, _)| {
        let named = |group: &&[&str]| group.iter().any(|word| name.contains(word));
        groups.iter().all(named) && share(values, is)
    })?;
    let listed = vocabulary::list(to).filter(|_| *read == Operation::Word);
    let unlisted = listed.is_some_and(|list| !share(values, |value| list.find(value).is_some()));
    Some(Guess {
        to: (*to).to_owned(),
        read: *read,
        map: unlisted.then(|| (*to).to_owned()),
        why: "按名称和内容推测，请核对",
    })
}

pub(super) fn by_values(values: &[String], inner: bool) -> Option<Guess> {
    const WHY: &str = "按内容推测，请核对";
    if values.len() < 2 || inner {
        return None;
    }
    let share = |is: &dyn Fn(&str) -> bool| share(values, is);
    let code = |length: usize| {
        move |value: &str| {
            value.len() == length && value.bytes().all(|byte| byte.is_ascii_alphanumeric())
        }
    };
    let guess = |to: &str, read: Operation| {
        Some(Guess {
            to: to.to_owned(),
            read,
            map: None,
            why: WHY,
        })
    };
    for (length, to) in [
        (33, "handling_code"),
        (31, "implementation_code"),
        (18, "authority.credit_code"),
    ] {
        if share(&code(length)) {
            return guess(to, Operation::Code);
        }
    }
    let words: [(&str, &str, Operation); 8] = [
        ("item_type", "item_type", Operation::Word),
        ("case_type", "case_type", Operation::Word),
        ("audience", "audience", Operation::Words),
        ("handling_form", "handling_forms", Operation::Words),
        ("level", "levels", Operation::Words),
        ("scope", "scope", Operation::Word),
        ("natural_theme", "natural_themes", Operation::Words),
        ("result_kind", "guide.result.kind", Operation::Word),
    ];
    let digits = share(&|value| value.parse::<f64>().is_ok());
    if !digits {
        for (id, to, read) in words {
            let Some(list) = vocabulary::list(id) else {
                continue;
            };
            let listed = |value: &str| {
                let entries = crate::value::list::read(value).value.unwrap_or_default();
                !entries.is_empty() && entries.iter().all(|entry| list.find(entry).is_some())
            };
            if share(&listed) {
                return guess(to, read);
            }
        }
        if share(&|value| {
            limit::read(value)
                .value
                .is_some_and(|limit| limit.amount.is_some() || limit.is_immediate())
                && limit::read(value).unread.is_empty()
        }) {
            return guess("guide.time_limit.promised", Operation::Limit);
        }
    }
    if share(&|value| date::read(value).is_clean() && date::read(value).value.is_some()) {
        return guess("effective_date", Operation::Date);
    }
    if share(&|value| value.contains("://")) {
        return guess("channels[online].url", Operation::Url);
    }
    if !digits
        && share(&|value| {
            hours::read(value)
                .value
                .is_some_and(|hours| !hours.periods.is_empty())
        })
    {
        return guess("guide.hours", Operation::Hours);
    }
    if share(&|value| {
        value.len() > 4 && phone::read(value).is_clean() && phone::read(value).value.is_some()
    }) {
        return guess("guide.consultation", Operation::Contact);
    }
    None
}

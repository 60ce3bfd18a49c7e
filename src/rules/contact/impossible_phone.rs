use super::helpers::phones;
use crate::engine::{Context, Diagnostic, rule};
use crate::i18n::{Argument, Text};
use crate::model::{Phone, ServiceItem};
use crate::value::phone::{PhoneFault, area_code, fault};

rule! {
    "ORG020", "impossible-phone", Error, Item(check),
    summary: ("有误的电话号码", "an impossible phone number"),
    message: ("电话{number}有误：{fault}", "the phone number {number} is wrong: {fault}"),
    help: ("向经办科室核实后更正号码，连区号写全", "ask the office for the right number and write it with its area code"),
    requirements: [A1, C6],
    cites: ["site-census-2015#准确"],
    page: "impossible_phone.md",
}

fn check(item: &ServiceItem, cx: &mut Context<'_>) {
    let phones = phones(item);
    let has_line = phones
        .iter()
        .any(|listed| area_code(listed.phone).is_some());
    for listed in phones {
        let phone = listed.phone;
        // `020-83827812-12345、11111`: a short number next to a fixed line may be another extension of it.
        if has_line && area_code(phone).is_none() && phone.number.len() <= 5 {
            continue;
        }
        let Some(fault) = fault(phone).filter(|fault| fault.is_impossible()) else {
            continue;
        };
        let found = Diagnostic::at(listed.path()).with("number", dialled(phone));
        let fault_text = if is_masked(&phone.number) {
            MASKED.into()
        } else {
            describe_fault(phone, fault)
        };
        cx.report(found.with("fault", fault_text));
    }
}

/// The number with its extension, because the split may be wrong, as in 020-37288-27.
fn dialled(phone: &Phone) -> String {
    match &phone.extension {
        Some(extension) => format!("{}-{extension}", phone.number),
        None => phone.number.clone(),
    }
}

const MASKED: Text = Text::new("有几位被符号遮住了", "some of its digits are masked");

/// Whether digits are replaced by symbols, as in 0571-8796**** or 0571-8796XXXX.
pub(super) fn is_masked(number: &str) -> bool {
    let is_mask = |c: char| matches!(c, '*' | '＊' | 'X' | 'x' | 'Ｘ' | '×' | '●');
    number.contains(|c: char| c.is_ascii_digit())
        && number.chars().filter(|c| is_mask(*c)).count() > 1
        && number
            .chars()
            .all(|c| is_mask(c) || c.is_ascii_digit() || "-()（） ".contains(c))
}

fn describe_fault(phone: &Phone, fault: PhoneFault) -> Argument {
    let area = area_code(phone);
    match fault {
        PhoneFault::UnknownAreaCode => Argument::Both {
            zh: format!("没有{}这个区号", area.unwrap_or_default()),
            en: "this area code does not exist".to_owned(),
        },
        PhoneFault::WrongLength { digits, expected } => {
            let lengths: Vec<String> = expected.iter().map(ToString::to_string).collect();
            let (zh, en) = match area {
                Some(area) => (format!("区号{area}的号码"), format!("numbers under {area}")),
                None => ("本地号码".to_owned(), "local numbers".to_owned()),
            };
            Argument::Both {
                zh: format!("{zh}是{}位，这里有{digits}位", lengths.join("位或")),
                en: format!(
                    "{en} have {} digits, but this one has {digits}",
                    lengths.join(" or ")
                ),
            }
        }
        PhoneFault::NoSuchNumber => Text::new(
            "固定电话不会以0或1开头",
            "no fixed-line number begins with 0 or 1",
        )
        .into(),
        PhoneFault::LostZero => {
            Text::new("区号前面少了0", "the leading 0 of the area code is missing").into()
        }
        PhoneFault::StrayMark => {
            Text::new("号码里有多余的符号", "it contains a stray character").into()
        }
        _ => Text::new("是凑数的号码", "it is a dummy number").into(),
    }
}

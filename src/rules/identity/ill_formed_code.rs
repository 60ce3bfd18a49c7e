use super::helpers::{STRUCTURE_UNREAD, local_letter, problem, respelled};
use crate::code::{
    BaseCode, CodeFault, CreditCode, DivisionCode, HandlingCode, ImplementationCode,
};
use crate::engine::{Context, Diagnostic, rules};
use crate::i18n::{Argument, Text};
use crate::model::ServiceItem;
use crate::path;
use crate::path::Path;
use crate::prose::is_blank;

rules! {
    all {
        requirements: [D1],
        certain: Format,
        page: "ill_formed_code.md",
    }
    "IDN010", "ill-formed-base-code", Error, Item(base),
        summary: ("基本编码写得不合规则", "an ill-formed base code"),
        message: ("基本编码“{code}”不合规则：{fault}", "ill-formed base code “{code}”: {fault}"),
        help: ("对照国家或省级目录更正基本编码：12位，前11位为数字，第12位为数字（目录节点为“00Y”）", "correct it according to the national or provincial catalogue: 12 characters, the first 11 digits, the last a digit (directory nodes end in “00Y”)"),
        cites: ["gbt39554-1#编码"],
        own: STRUCTURE_UNREAD;
    "IDN012", "ill-formed-implementation-code", Error, Item(implementation),
        summary: ("实施编码写得不合规则", "an ill-formed implementation code"),
        message: ("实施编码“{code}”不合规则：{fault}", "ill-formed implementation code “{code}”: {fault}"),
        help: ("实施编码由18位实施主体编码、1位行使层级、12位基本编码组成，共31位，逐段核对更正", "correct it part by part: 31 characters in all, 18 for the authority, 1 for the level, 12 for the base code"),
        cites: ["gbt39554-1#编码"],
        own: STRUCTURE_UNREAD;
    "IDN014", "ill-formed-handling-code", Error, Item(handling),
        summary: ("业务办理项编码写得不合规则", "an ill-formed handling code"),
        message: ("业务办理项编码“{code}”不合规则：{fault}", "ill-formed handling code “{code}”: {fault}"),
        help: ("业务办理项编码是31位实施编码加两位顺序号（01至99），核对更正", "correct it: the 31-character implementation code followed by a two-digit sequence number from 01 to 99"),
        cites: ["gbt39554-1#编码"],
        own: STRUCTURE_UNREAD;
    ILL_FORMED_DIVISION, "ill-formed-division-code", Error, Item(division),
        summary: ("行政区划代码写得不合规则", "an ill-formed division code"),
        message: ("行政区划代码“{code}”不合规则：{fault}", "ill-formed division code “{code}”: {fault}"),
        help: ("填写6位区划代码；乡镇街道9位或12位，村居社区12位，全部为数字", "write the 6-digit division code; 9 or 12 digits for a township, 12 for a village"),
        requirements: [D1, D3],
        cites: ["gbt2260#代码"];
    "IDN020", "ill-formed-credit-code", Error, Item(credit),
        summary: ("统一社会信用代码写得不合规则", "an ill-formed credit code"),
        message: ("统一社会信用代码“{code}”不合规则：{fault}", "ill-formed unified social credit code “{code}”: {fault}"),
        help: ("对照机构的统一社会信用代码证书更正：18位数字或大写字母，不用I、O、S、V、Z", "correct it according to the body's certificate: 18 digits or capital letters, never I, O, S, V or Z"),
        cites: ["gb32100#编码", "exchange-schema#dept_code"];
    "IDN022", "wrong-credit-code-check", Error, Item(credit_check),
        summary: ("统一社会信用代码的校验码不对", "a credit code whose check character is wrong"),
        message: ("统一社会信用代码“{code}”有误：{fault}", "ill-formed unified social credit code “{code}”: {fault}"),
        help: ("对照机构的统一社会信用代码证书逐位核对：至少有一位抄错，或者两位抄颠倒了", "compare it with the body's certificate character by character: at least one is wrong, or two have changed places"),
        cites: ["gb32100#校验", "gb11714#校验"],
        certain: Arithmetic;
    "IDN024", "temporary-body-code", Warning, Item(temporary),
        summary: ("实施主体用的是临时代码", "an authority with a temporary code"),
        message: ("“{code}”是以“TE”开头的临时代码，不是统一社会信用代码", "“{code}” is a temporary code beginning with “TE”, not a unified social credit code"),
        help: ("为该机构申领统一社会信用代码后更换；暂时没有代码的，写明由哪个有代码的机构实施", "apply for a unified social credit code and replace it; until then, name the body with a code that acts for it"),
        cites: ["gb32100#编码", "exchange-schema#dept_code"];
}

/// Reports the fault of a code that is not blank.
fn report(
    cx: &mut Context<'_>,
    path: Path,
    code: &str,
    fault: Option<CodeFault>,
    is_sound: impl Fn(&str) -> bool,
) {
    if let Some(fault) = fault.filter(|_| !is_blank(code)) {
        let found = Diagnostic::at(path).with("code", code);
        if is_scientific(code) {
            cx.report(found.with("fault", SCIENTIFIC));
            return;
        }
        if let Some(local) = local_letter(code, &fault) {
            cx.report(found.with("fault", local).hint_unless(false));
            return;
        }
        let found = found.with("fault", problem(&fault));
        cx.report(found.fix(respelled(code, is_sound)));
    }
}

const SCIENTIFIC: Text = Text::new(
    "被表格软件改成了科学计数法，后面的位数已经丢失，要从原来的系统重新导出，这一列设为文本",
    "a spreadsheet turned it into scientific notation and lost its digits; export it again with the column as text",
);

/// Whether a spreadsheet turned the code into a number: 1.1652E+30.
fn is_scientific(code: &str) -> bool {
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    code.trim()
        .split_once(['E', 'e'])
        .is_some_and(|(number, power)| {
            let power = power.strip_prefix('+');
            let (whole, rest) = number.split_once('.').unwrap_or((number, "0"));
            power.is_some_and(digits) && digits(whole) && digits(rest)
        })
}

/// The diagnostic of an ill-formed division code of a catalogue, with the code of its rule.
pub(crate) fn of_catalogue(code: &DivisionCode) -> Option<(&'static str, Diagnostic)> {
    let fault = code.parts().err().filter(|_| !is_blank(code.as_str()))?;
    let is_sound = |code: &str| DivisionCode::new(code).parts().is_ok();
    let found = Diagnostic::at(path!["division"])
        .with("code", code.as_str())
        .with("fault", problem(&fault))
        .fix(respelled(code.as_str(), is_sound));
    Some((ILL_FORMED_DIVISION, found))
}

/// The code of the rule on divisions.
const ILL_FORMED_DIVISION: &str = "IDN016";

fn base(item: &ServiceItem, cx: &mut Context<'_>) {
    let codes = [
        ("base_code", &item.base_code),
        ("parent_code", &item.parent_code),
    ];
    for (key, code) in codes {
        if let Some(code) = code {
            let is_sound = |code: &str| BaseCode::new(code).parts().is_ok();
            report(cx, path![key], code.as_str(), code.parts().err(), is_sound);
        }
    }
}

fn implementation(item: &ServiceItem, cx: &mut Context<'_>) {
    if let Some(code) = &item.implementation_code {
        let path = path!["implementation_code"];
        let is_sound = |code: &str| ImplementationCode::new(code).parts().is_ok();
        report(cx, path, code.as_str(), code.parts().err(), is_sound);
    }
}

fn handling(item: &ServiceItem, cx: &mut Context<'_>) {
    let Some(code) = &item.handling_code else {
        return;
    };
    // A fault that the implementation code shares is reported there.
    let shared = item
        .implementation_code
        .as_ref()
        .is_some_and(|implementation| {
            !implementation.is_empty()
                && implementation.parts().is_err()
                && code.as_str().starts_with(implementation.as_str())
        });
    let fault = code.parts().err().filter(|_| !shared);
    let is_sound = |code: &str| HandlingCode::new(code).parts().is_ok();
    report(cx, path!["handling_code"], code.as_str(), fault, is_sound);
}

fn division(item: &ServiceItem, cx: &mut Context<'_>) {
    let codes = [
        ("division", &item.division),
        ("town_code", &item.town_code),
        ("village_code", &item.village_code),
    ];
    for (key, code) in codes {
        if let Some(code) = code {
            let is_sound = |code: &str| DivisionCode::new(code).parts().is_ok();
            report(cx, path![key], code.as_str(), code.parts().err(), is_sound);
        }
    }
}

fn credit(_: &ServiceItem, cx: &mut Context<'_>) {
    for (path, code) in &cx.codes().credit {
        // IDN024 reports temporary codes.
        let fault = code.parts().err();
        let fault = fault.filter(|fault| *fault != CodeFault::Temporary);
        // The check characters must confirm a respelled code.
        let is_sound = |code: &str| CreditCode::new(code).check().is_ok();
        report(cx, path.clone(), code.as_str(), fault, is_sound);
    }
}

fn credit_check(_: &ServiceItem, cx: &mut Context<'_>) {
    for (path, code) in &cx.codes().credit {
        if code.parts().is_err() {
            continue;
        }
        // One wrong character makes both check characters wrong, so report all faults in one finding.
        let faults = code.faults();
        let join = |words: Vec<String>, between: &str| words.join(between);
        if !faults.is_empty() {
            let fault = Argument::Both {
                zh: join(faults.iter().map(CodeFault::chinese).collect(), "；"),
                en: join(faults.iter().map(ToString::to_string).collect(), "; "),
            };
            let found = Diagnostic::at(path.clone()).with("code", code.as_str());
            cx.report(found.with("fault", fault));
        }
    }
}

fn temporary(_: &ServiceItem, cx: &mut Context<'_>) {
    for (path, code) in &cx.codes().credit {
        if code.parts() == Err(CodeFault::Temporary) {
            cx.report(Diagnostic::at(path.clone()).with("code", code.as_str()));
        }
    }
}

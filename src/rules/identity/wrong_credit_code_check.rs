use super::helpers::credit_codes;
use crate::code::CodeFault;
use crate::engine::{Context, Diagnostic, rule};
use crate::i18n::Argument;
use crate::model::ServiceItem;

rule! {
    "IDN022", "wrong-credit-code-check", Error, Item(check),
    summary: ("统一社会信用代码的校验码不对", "a credit code whose check character is wrong"),
    message: ("统一社会信用代码“{code}”有误：{fault}", "ill-formed unified social credit code “{code}”: {fault}"),
    help: ("对照机构的统一社会信用代码证书逐位核对，一定有一位抄错了", "compare it with the body's certificate character by character; at least one is wrong"),
    requirements: [D1],
    cites: ["gb32100#校验", "gb11714#校验"],
    certain: Arithmetic,
    page: "wrong_credit_code_check.md",
}

fn check(item: &ServiceItem, cx: &mut Context<'_>) {
    for (path, code) in credit_codes(item) {
        if code.parts().is_err() {
            continue;
        }
        // One wrong character makes both check characters wrong: one finding says both.
        let faults = code.faults();
        let join = |words: Vec<String>, between: &str| words.join(between);
        if !faults.is_empty() {
            let fault = Argument::Both {
                zh: join(faults.iter().map(CodeFault::chinese).collect(), "；"),
                en: join(faults.iter().map(ToString::to_string).collect(), "; "),
            };
            let found = Diagnostic::at(path).with("code", code.as_str());
            cx.report(found.with("fault", fault));
        }
    }
}

use super::helpers::report_ill_formed;
use crate::engine::{Context, rule};
use crate::model::ServiceItem;
use crate::path;

rule! {
    "IDN010", "ill-formed-base-code", Error, Item(check),
    summary: ("基本编码写得不合规则", "an ill-formed base code"),
    message: ("基本编码“{code}”不合规则：{fault}", "base code “{code}”: {fault}"),
    help: ("对照国家或省级目录更正基本编码：12位，前11位为数字，第12位为数字（目录节点为“00Y”）", "correct it after the national or provincial directory: 12 characters, digits, “00Y” at the end of a directory node only"),
    requirements: [D1],
    cites: ["gbt39554-1#编码"],
    own: (
        "编码的结构取自公开的实现，标准原文未核对",
        "the structure of the code is that of public implementations; the standard was not read",
    ),
    certain: Format,
    page: "ill_formed_base_code.md",
}

fn check(item: &ServiceItem, cx: &mut Context<'_>) {
    let codes = [
        ("base_code", &item.base_code),
        ("parent_code", &item.parent_code),
    ];
    for (key, code) in codes {
        let Some(code) = code.as_ref().filter(|code| !code.is_empty()) else {
            continue;
        };
        if let Err(fault) = code.parts() {
            report_ill_formed(cx, path![key], code.as_str(), &fault);
        }
    }
}

use super::helpers::materials;
use crate::engine::{Context, Diagnostic, rule};
use crate::model::ServiceItem;
use crate::path;
use crate::vocabulary::{ItemType, MaterialKind};

rule! {
    "MAT045", "no-application-form", Hint, Item(check),
    summary: ("要申请的事项没有列申请表", "an application is decided on, and no application is listed"),
    message: ("申请材料只有{names}，没有申请表、申请书，也没有说明情况的材料", "the materials are only {names}; there is no application and nothing that states the case"),
    help: ("列出申请表（书）并提供空白表和样表；在线填写或免填的，写明", "list the form with a blank and a sample; where it is filled in online or dropped, say so"),
    rows: ["A3", "A2"],
    source: "行政许可法 第二十九条：申请书需要采用格式文本的，应当提供",
    page: "no_application_form.md",
}

/// Words of names of what an applicant writes, or of files that carry the case.
const WRITTEN: &str = "表 申请 申报 书 函 报告 请示 方案 单 协议 合同 说明 计划 清册 名册 名单 材料 资料 文件 意见 决议 章程 \
    图 承诺 声明 请求 证据 总结 记录 账 发票 纪要 备案 方法";

/// Names that only prove who one is or what one holds, though they have such words in them.
const PAPERS: &str = "申请人 申报人 承办人 证书 身份证明书 户口簿 证明材料 证明文件 身份证明材料";

/// Matters on which somebody decides, by words of their names.
const DECIDED: &str = "许可 核发 审批 认定 确认 核准 审核 备案 登记 补发 补办 换发 变更 延续 注销 恢复 停业 歇业 新办 资格 给付 认证";

/// Matters that need no form: they are looked up, printed, or signed up for on a site.
const OTHERS: &str = "查询 打印 报名 咨询 一件事 启用 激活 公示 挂失 预约 缴费 下载";

fn check(item: &ServiceItem, cx: &mut Context<'_>) {
    let name = item.name.as_str();
    let has = |list: &str, text: &str| list.split_whitespace().any(|word| text.contains(word));
    let typed = matches!(
        item.item_type,
        Some(ItemType::Licence | ItemType::Confirmation)
    );
    let other = matches!(item.item_type, Some(ItemType::PublicService));
    let above = item.catalogue_name.as_deref().unwrap_or_default();
    if other || has(OTHERS, above) || !(typed || has(DECIDED, name)) || has(OTHERS, name) {
        return;
    }
    let mut names = Vec::new();
    for (_, material) in materials(item) {
        let Some(label) = material.name.as_deref().map(str::trim) else {
            return;
        };
        if material.kind == Some(MaterialKind::Form) || material.blank_form.is_some() {
            return;
        }
        if label.is_empty() || label.starts_with('无') {
            return;
        }
        if has(WRITTEN, label) {
            if !has(PAPERS, label) {
                return;
            }
            let plain = PAPERS
                .split_whitespace()
                .fold(label.to_owned(), |name, word| name.replace(word, ""));
            if has(WRITTEN, &plain) {
                return;
            }
        }
        names.push(format!("“{label}”"));
    }
    if !names.is_empty() {
        cx.report(Diagnostic::at(path!["guide", "materials"]).with("names", names.join("、")));
    }
}

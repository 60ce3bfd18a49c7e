use crate::engine::Severity;
use crate::engine::{Context, Diagnostic, rule};
use crate::i18n::Text;
use crate::model::ServiceItem;
use crate::path;

rule! {
    "IDN036", "parent-code-mismatch", Error, Item(check),
    summary: ("基本编码与主项基本编码不是一家", "base code and parent code do not belong together"),
    message: ("基本编码{code}与主项基本编码{parent}不相配：{fault}", "base code {code} and parent code {parent} do not belong together: {fault}"),
    help: ("核对目录，把主项基本编码改成该事项所属主项的编码", "look up the main item in the directory and correct the parent code"),
    requirements: [D1, D3],
    cites: ["gbt39554-1#编码"],
    own: (
        "编码的结构取自公开的实现，标准原文未核对",
        "the structure of the code is that of public implementations; the standard was not read",
    ),
    certain: Contradiction,
    page: "parent_code_mismatch.md",
}

fn check(item: &ServiceItem, cx: &mut Context<'_>) {
    let (Some(code), Some(parent)) = (&item.base_code, &item.parent_code) else {
        return;
    };
    let (Ok(parts), Ok(above)) = (code.parts(), parent.parts()) else {
        return;
    };
    if parts.prefix != above.prefix {
        return cx.cannot_judge(Text::new(
            "基本编码与主项基本编码出自两个目录",
            "base code and parent code are of two directories",
        ));
    }
    let (fault, severity) = if code.main_item() != parent.main_item() {
        let fault = Text::new("前9位不同", "their first 9 characters differ");
        (fault, Severity::Error)
    } else if parts.is_sub_item() && !above.is_directory_node {
        let fault = Text::new(
            "有子项的主项应以“00Y”结尾",
            "a main item with sub-items ends in 00Y",
        );
        (fault, Severity::Warning)
    } else if !parts.is_sub_item() && above.is_directory_node && !parts.is_directory_node {
        let fault = Text::new(
            "主项以“00Y”结尾，子项却没有编号",
            "the main item ends in 00Y, but the sub-item has no number",
        );
        (fault, Severity::Warning)
    } else {
        return;
    };
    let found = Diagnostic::at(path!["parent_code"])
        .with("code", code.as_str())
        .with("parent", parent.as_str())
        .with("fault", fault);
    cx.report(found.severity(severity));
}

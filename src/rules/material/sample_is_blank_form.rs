use super::helpers::{materials, name};
use crate::engine::{Context, Diagnostic, rule};
use crate::i18n::Text;
use crate::model::ServiceItem;
use crate::path;
use crate::prose::is_filler;

rule! {
    "MAT061", "sample-is-blank-form", Warning, Item(check),
    summary: ("空白表格和示例样表是同一个文件", "the blank form and the filled-in sample are the same file"),
    message: ("“{name}”的空白表格和示例样表都是{file}", "the blank form and the filled-in sample of “{name}” are both {file}"),
    help: ("示例样表换成填好的样子", "replace the sample with one that is filled in"),
    requirements: [A2, A5],
    cites: ["licence-law#30"],
    certain: Structure,
    page: "sample_is_blank_form.md",
}

fn check(item: &ServiceItem, cx: &mut Context<'_>) {
    for (index, material) in materials(item) {
        let (Some(blank), Some(sample)) = (&material.blank_form, &material.sample_form) else {
            continue;
        };
        if blank.trim() != sample.trim() || is_filler(blank) {
            continue;
        }
        cx.report(
            Diagnostic::at(path!["guide", "materials", index, "sample_form"])
                .with("name", name(material, index))
                .with("file", sample.trim())
                .related(
                    cx.here(path!["guide", "materials", index, "blank_form"]),
                    Text::new("空白表格", "the blank form"),
                ),
        );
    }
}

use crate::engine::rule;

rule! {
    "SHP003", "blank-value", Error, Shape,
    summary: ("必须有内容的值是空的", "a value that must say something is blank"),
    message: ("“{field}”没有内容", "“{field}” is blank"),
    help: ("填写内容，或删去整条记录", "fill it in, or remove the whole entry"),
    rows: ["A1"],
    source: "本库模型：name、to、number 等键必须有内容",
    page: "blank_value.md",
}

use crate::engine::rule;

rule! {
    "SHP003", "blank-value", Error, Shape,
    summary: ("必须有内容的值是空的", "a value that must say something is blank"),
    message: ("“{field}”没有内容", "“{field}” is blank"),
    help: ("填写内容，或删去整条记录", "fill it in, or remove the whole entry"),
    requirements: [A1],
    own: ("写了键又不写内容，等于没有写", "a key without content says nothing"),
    certain: Presence,
    page: "blank_value.md",
}

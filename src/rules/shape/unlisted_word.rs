use crate::engine::rule;

rule! {
    "SHP001", "unlisted-word", Error, Shape,
    summary: ("取值不在规定的代码表里", "a value is not on its code list"),
    message: ("“{word}”不在“{list}”的取值里", "“{word}” is not on the list {list}"),
    help: ("改用规定的取值：{known}", "write one of the listed values: {known}"),
    requirements: [D1],
    cites: ["gbt39046#A"],
    certain: Table,
    page: "unlisted_word.md",
}

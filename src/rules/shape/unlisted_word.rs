use crate::engine::rule;

rule! {
    "SHP001", "unlisted-word", Error, Shape,
    summary: ("取值不在规定的代码表里", "a value is not on its code list"),
    message: ("“{word}”不在“{list}”的取值里", "“{word}” is not on the list {list}"),
    help: ("改用规定的取值：{known}", "write one of the listed values: {known}"),
    rows: ["D1"],
    source: "GB/T 39554.2-2020 代码表（国家交换表 up_task_*）",
    page: "unlisted_word.md",
}

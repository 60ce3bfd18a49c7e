use crate::engine::rule;

rule! {
    "DOC003", "wrong-type", Error, Reading,
    summary: ("值的类型不对", "a value has the wrong type"),
    message: ("这里应为{expected}，写成了{found}", "this must be {expected}, but is {found}"),
    help: ("改成{expected}", "write {expected}"),
    rows: ["D1"],
    source: "本库模型与 schema/service-item.v1.schema.json",
    page: "wrong_type.md",
}

use crate::engine::rule;

rule! {
    "DOC003", "wrong-type", Error, Reading,
    summary: ("值的类型不对", "a value has the wrong type"),
    message: ("这里应为{expected}，写成了{found}", "this must be {expected}, but is {found}"),
    help: ("改成{expected}", "write {expected}"),
    requirements: [D1],
    own: ("类型不对的值读不进模型", "a value of the wrong type cannot be taken into the model"),
    certain: Reading,
    page: "wrong_type.md",
}

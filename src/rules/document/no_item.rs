use crate::engine::rule;

rule! {
    "DOC007", "no-item", Error, Reading,
    summary: ("没有读到事项", "no item was found"),
    message: ("没有读到事项：{what}", "no item was read: {what}"),
    help: ("补上事项内容，或把这个文件移出检查范围", "add the items, or leave the file out of the check"),
    requirements: [A4],
    own: ("检查不得漏掉输入", "no input may be passed over in silence"),
    certain: Reading,
    page: "no_item.md",
}

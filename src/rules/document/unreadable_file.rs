use crate::engine::rule;

rule! {
    "DOC008", "unreadable-file", Error, Reading,
    summary: ("文件读不了", "a file cannot be read"),
    message: ("文件读不了：{reason}", "the file cannot be read: {reason}"),
    help: ("检查文件权限和存储，再检查一次", "mend its permissions or storage and check again"),
    requirements: [E1],
    own: ("检查不得漏掉输入", "no input may be passed over in silence"),
    certain: Reading,
    page: "unreadable_file.md",
}

use crate::engine::rule;

rule! {
    "DOC002", "unknown-key", Error, Reading,
    summary: ("键名不认识", "a key is not known"),
    message: ("键名“{key}”不认识", "the key “{key}” is not known"),
    help: ("改正键名：{advice}", "mend the key: {advice}"),
    requirements: [D1],
    own: ("模型之外的键没有人会读", "nobody reads a key that the model does not have"),
    certain: Reading,
    page: "unknown_key.md",
}

use crate::engine::rule;

rule! {
    "DOC002", "unknown-key", Error, Reading,
    summary: ("键名不认识", "a key is not known"),
    message: ("键名“{key}”不认识", "the key “{key}” is not known"),
    help: ("改正键名：{advice}", "mend the key: {advice}"),
    rows: ["D1"],
    source: "本库模型与 schema/service-item.v1.schema.json",
    page: "unknown_key.md",
}

use crate::engine::rule;

rule! {
    "NRM002", "unknown-field", Hint, Reading,
    summary: ("方言不认识来源的一个字段", "the dialect does not know a field of the source"),
    message: ("不认识字段“{field}”（{count}条记录有内容），已原样放到扩展字段", "the field {field} is not known ({count} records have it); it is kept in the extensions"),
    help: ("在方言文件中说明这个字段对应哪个要素，或列入 ignore", "say in the dialect which element the field holds, or list it under ignore"),
    rows: ["D1", "D3"],
    source: "本库归一化约定；GB/T 39554.2—2020 要素",
    page: "unknown_field.md",
}

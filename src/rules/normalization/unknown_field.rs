use crate::engine::rule;

rule! {
    "NRM002", "unknown-field", Hint, Reading,
    summary: ("方言不认识来源的一个字段", "the dialect does not know a field of the source"),
    message: ("不认识字段“{field}”（{count}条记录有内容），已原样放到扩展字段", "the field {field} is not known ({count} records have it); it is kept in the extensions"),
    help: ("在方言文件中说明这个字段对应哪个要素，或列入 ignore", "say in the dialect which element the field holds, or list it under ignore"),
    requirements: [D1, D3],
    own: ("来源给的字段不得悄悄丢掉", "no field of a source is dropped in silence"),
    certain: Reading,
    page: "unknown_field.md",
}

use crate::engine::rule;

rule! {
    "NRM001", "unread-value", Warning, Reading,
    summary: ("有内容读不懂，原样保留", "a value could not be read; it is kept as it was"),
    message: ("字段“{field}”里的“{words}”读不懂，已原样放到扩展字段", "“{words}” in the field {field} could not be read; it is kept in the extensions"),
    help: ("按要素的规范写法改写来源里的这个值", "write the value in the source as the element asks"),
    requirements: [D1, D3],
    own: ("读不懂的内容不丢，也不猜", "what is not understood is neither dropped nor guessed"),
    certain: Reading,
    page: "unread_value.md",
}

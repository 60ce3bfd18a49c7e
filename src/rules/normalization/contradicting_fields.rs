use crate::engine::rule;

rule! {
    "NRM004", "contradicting-fields", Warning, Reading,
    summary: ("来源的两个字段对同一要素说法不同", "two fields of the source say different things about one element"),
    message: ("“{first}”是“{kept}”，“{second}”却是“{other}”；取前者，后者放到扩展字段", "{first} says “{kept}” but {second} says “{other}”; the first is taken and the other kept in the extensions"),
    help: ("在来源里核对两个字段，改正错的一个", "compare the two fields in the source and mend the wrong one"),
    requirements: [D1, D3],
    own: (
        "来源自相矛盾，读法只能取一边",
        "where a source contradicts itself, one side had to be taken",
    ),
    certain: Reading,
    page: "contradicting_fields.md",
}

//! Keys of the label and the value of a pair.

/// Keys of the label of a pair.
pub(super) const LABELS: &[&str] = &[
    "label",
    "name",
    "key",
    "title",
    "field",
    "fieldname",
    "field_name",
    "fieldlabel",
    "field_label",
    "text",
    "caption",
    "列名",
    "名称",
    "标签",
    "字段",
    "字段名",
    "字段名称",
    "项目",
    "项目名称",
    "指标",
    "指标名称",
    "属性",
    "属性名",
    "属性名称",
    "要素",
    "要素名称",
    "attr",
    "attr_name",
    "attrname",
    "item_key",
];
/// Keys of the value of a pair.
pub(super) const VALUES: &[&str] = &[
    "value",
    "val",
    "content",
    "fieldvalue",
    "field_value",
    "text",
    "data",
    "值",
    "内容",
    "字段值",
    "字段内容",
    "属性值",
    "指标值",
    "要素值",
    "要素内容",
    "填写内容",
    "填报内容",
    "具体内容",
    "attr_value",
    "attrvalue",
    "item_value",
];

/// Whether a column with this name holds the labels of pairs.
pub(crate) fn is_label(name: &str) -> bool {
    LABELS.contains(&name.trim().to_lowercase().as_str())
}

/// Whether a column with this name holds the values of pairs.
pub(crate) fn is_value(name: &str) -> bool {
    VALUES.contains(&name.trim().to_lowercase().as_str())
}

use crate::engine::rule;

rule! {
    "NRM006", "ragged-row", Warning, Reading,
    summary: ("表格有一行的格数与表头不同", "a row of the table has more or fewer cells than its header"),
    message: ("这一行有{cells}格，表头有{columns}格", "this row has {cells} cells, the header has {columns}"),
    help: ("检查这一行的引号和逗号：内容里有逗号或换行时，要用英文双引号括起来", "look at the quotes and commas of the row: a value with a comma or a line break needs quotes around it"),
    requirements: [D1, D3],
    own: ("格数不对，后面的列会错位", "with cells too many or too few, columns shift"),
    certain: Reading,
    page: "ragged_row.md",
}

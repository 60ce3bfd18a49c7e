//! Theme NRM: values and fields that normalization could not read, reported while reading.

use crate::engine::rules;

rules! {
    all {
        requirements: [D1, D3],
        certain: Reading,
        page: "normalization.md",
    }
    "NRM001", "unread-value", Warning, Reading,
        summary: ("有内容读不懂，原样保留", "a value could not be interpreted and was kept as it is"),
        message: ("“{field}”一栏填的“{words}”不是这一栏该填的内容，已原样保留", "“{words}” in the field “{field}” is not what the field is for; it was kept in the extensions"),
        help: ("看是不是填错了栏：填错的，填上这一栏该有的内容；没有填错的，照规范的写法改写", "see whether it was meant for another field: if so, give what belongs in this one; if not, rewrite it in the standard form"),
        own: ("读不懂的内容不丢，也不猜", "what cannot be interpreted is neither dropped nor guessed");
    "NRM002", "unknown-field", Hint, Reading,
        summary: ("方言不认识来源的一个字段", "the dialect does not know a field of the source"),
        message: ("不认识字段“{field}”（{count}条记录有内容），已原样放到扩展字段", "unknown field “{field}” ({count} record(s) with a value); it was kept in the extensions"),
        help: ("在方言文件中说明这个字段对应哪个要素，或列入 ignore", "map the field to an element in the dialect file, or list it under `ignore`"),
        own: ("来源给的字段不得悄悄丢掉", "no field of a source may be dropped silently");
    "NRM003", "guessed-value", Hint, Reading,
        summary: ("值的写法不明确，按最可能的意思读", "an ambiguous value was read by its most likely meaning"),
        message: ("字段“{field}”的“{value}”：{guess}", "“{value}” in the field “{field}”: {guess}"),
        help: ("照规范的写法写，使它只有一种读法", "write the value in the standard form, so that it can be read in one way only"),
        own: ("按猜测读的要让人看见", "guesses must be visible");
    "NRM004", "contradicting-fields", Warning, Reading,
        summary: ("来源的两个字段对同一要素说法不同", "two fields of the source disagree about one element"),
        message: ("“{first}”是“{kept}”，“{second}”却是“{other}”；取前者，后者放到扩展字段", "“{first}” is “{kept}” but “{second}” is “{other}”; the former was used and the latter kept in the extensions"),
        help: ("在来源里核对两个字段，改正错的一个", "compare the two fields in the source and correct the wrong one"),
        own: (
            "来源自相矛盾，读法只能取一边",
            "when a source contradicts itself, only one side can be used",
        );
    "NRM005", "interface-words", Hint, Reading,
        summary: ("内容里夹着网页的界面文字", "interface text of a web page in the data"),
        message: ("内容里夹着网页的界面文字“{words}”（{count}处），读取时已去掉", "the data contains interface text of a web page, “{words}” ({count} time(s)); it was removed when reading"),
        help: ("从数据库导出，或在采集网页时去掉按钮上的文字", "export from the database, or strip button labels when scraping pages"),
        own: ("网页按钮的字不是指南的内容", "button labels of a web page are not part of the guide");
    "NRM006", "ragged-row", Warning, Reading,
        summary: ("表格有一行的格数与表头不同", "a row of the table has more or fewer cells than its header"),
        message: ("这一行有{cells}格，表头有{columns}格", "this row has {cells} cells, the header has {columns}"),
        help: ("检查这一行的引号和逗号：内容里有逗号或换行时，要用英文双引号括起来", "check the quotes and commas of this row: a value that contains a comma or a line break must be enclosed in double quotes"),
        own: ("格数不对，后面的列会错位", "with too many or too few cells, columns shift");
    "NRM007", "row-beside-records", Hint, Reading,
        summary: ("表格里有一行不是事项", "a row of the table is not an item"),
        message: ("{what}不是事项，没有读：“{words}”", "{what} is not an item and was left out: “{words}”"),
        help: ("如是事项，放到表头下面，并填写事项名称；标题、合计、注、填表人不用改", "if it is an item, put it below the header and give its name; titles, totals, notes and signatures can stay"),
        own: ("来源的内容不得悄悄丢掉", "nothing of a source may be dropped silently");
    "NRM008", "hidden-rows", Hint, Reading,
        summary: ("表格里有隐藏的行或工作表", "a table has hidden rows or sheets"),
        message: ("{what}是隐藏的，{treatment}", "{what} is hidden; it {treatment}"),
        help: ("不该公布的从表里删掉，或用 --hidden skip 不读；该公布的取消隐藏", "delete what is not to be published, or leave it out with `--hidden skip`; unhide what is"),
        own: ("看表的人看不见的，不一定是要公布的", "what nobody sees in the table may not be meant for publication");
    "NRM009", "nonstandard-form", Hint, Reading,
        summary: ("文件的写法不合规范，照样读了", "a file is not in the standard form, and was read all the same"),
        message: ("文件的写法不合规范：{what}；照样读了", "the file is not in the standard form: {what}; it was read all the same"),
        help: ("导出规范的JSON，用UTF-8编码，别的系统才读得了", "export standard JSON in UTF-8, or other systems will refuse it"),
        own: ("别的系统读不了的文件，交换不出去", "what other systems cannot read cannot be exchanged");
}

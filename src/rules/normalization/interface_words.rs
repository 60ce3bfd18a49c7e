use crate::engine::rule;

rule! {
    "NRM005", "interface-words", Hint, Reading,
    summary: ("内容里夹着网页的界面文字", "words of a page’s interface stand in the data"),
    message: ("内容里夹着网页的界面文字“{words}”（{count}处），读取时已去掉", "“{words}” of the page’s interface stands in the data ({count} times); it was taken out"),
    help: ("从数据库导出，或在采集网页时去掉按钮上的文字", "export from the database, or leave the words of buttons out when collecting from pages"),
    requirements: [D1, D3],
    own: ("网页按钮的字不是指南的内容", "words of a page's buttons are no content of a guide"),
    certain: Reading,
    page: "interface_words.md",
}

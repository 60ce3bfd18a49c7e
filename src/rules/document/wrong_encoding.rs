use crate::engine::rule;

rule! {
    "DOC005", "wrong-encoding", Error, Reading,
    summary: ("文件不是UTF-8编码", "the bytes are not UTF-8"),
    message: ("第{line}行（第{byte}个字节）起不是UTF-8", "from line {line} (byte {byte}) on the bytes are not UTF-8"),
    help: ("另存为UTF-8编码；如是GBK或GB18030的CSV，可加 --encoding gb18030", "save the file as UTF-8; for a CSV in GBK or GB18030 add --encoding gb18030"),
    requirements: [D1],
    cites: ["toml#spec", "rfc8259#8.1"],
    certain: Reading,
    page: "wrong_encoding.md",
}

use crate::engine::rule;

rule! {
    "DOC006", "document-too-large", Error, Reading,
    summary: ("文件太大，不能整份读取", "a document is too large to read in one piece"),
    message: ("文件有{size} MB，超过{most} MB", "the document has {size} MB; the most is {most} MB"),
    help: ("按事项拆成多个文件，或改用NDJSON（每行一个事项）", "split it by item, or use NDJSON with one item a line"),
    requirements: [D1],
    own: ("整份读入内存的文件要有上限", "a document held whole in memory needs a bound"),
    certain: Reading,
    page: "too_large.md",
}

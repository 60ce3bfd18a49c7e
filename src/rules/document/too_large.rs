use crate::engine::rule;

rule! {
    "DOC006", "document-too-large", Error, Reading,
    summary: ("文件太大，不能整份读取", "a document is too large to read in one piece"),
    message: ("文件有{size} MB，超过{most} MB", "the document has {size} MB; the most is {most} MB"),
    help: ("按事项拆成多个文件，或改用NDJSON（每行一个事项）", "split it by item, or use NDJSON with one item a line"),
    rows: ["D1"],
    source: "本库的限度（见说明）",
    page: "too_large.md",
}

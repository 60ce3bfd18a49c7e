use crate::engine::rule;

rule! {
    "DOC001", "syntax-error", Error, Reading,
    summary: ("文件写法有错，这里无法读取", "the file cannot be read here"),
    message: ("写法有错：{problem}", "syntax error: {problem}"),
    help: ("按提示改正这一处；其余部分已继续读取", "mend this place; the rest was read all the same"),
    requirements: [D1],
    cites: ["toml#spec", "rfc8259#4"],
    certain: Reading,
    page: "syntax_error.md",
}

use crate::engine::rule;

rule! {
    "NRM003", "guessed-value", Hint, Reading,
    summary: ("值的写法不明确，按最可能的意思读", "a value is not clear and was read by its likeliest meaning"),
    message: ("字段“{field}”的“{value}”：{guess}", "“{value}” in the field {field}: {guess}"),
    help: ("在来源里写明，例如“20个工作日”", "say it in the source with its unit, as a limit in working days"),
    requirements: [D1, D3],
    own: ("按猜测读的要让人看见", "what was guessed has to be seen"),
    certain: Reading,
    page: "guessed_value.md",
}

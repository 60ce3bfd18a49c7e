use crate::engine::rule;

rule! {
    "DOC004", "duplicate-key", Error, Reading,
    summary: ("同一个键写了两次", "a key stands twice"),
    message: ("键“{key}”写了两次，只采用第一次的值", "the key “{key}” stands twice; the first one counts"),
    help: ("删去多余的一处", "remove one of them"),
    requirements: [D1],
    cites: ["rfc8259#4"],
    certain: Reading,
    page: "duplicate_key.md",
}

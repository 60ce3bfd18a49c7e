use super::phrases;
use crate::engine::{Context, Found, Severity, rule};
use crate::model::ServiceItem;
use crate::text::Argument;

rule! {
    "TXT031", "vague-wording", Warning, Item(check),
    summary: ("用语含糊，看不出要什么、怎样办", "vague wording"),
    message: ("{element}里的“{words}”说不清楚", "“{words}” in {element} says nothing definite"),
    help: ("建议：{better}", "instead: {better}"),
    rows: ["B3", "A3"],
    source: "国办秘函〔2019〕19号 政府网站与政务新媒体检查指标：材料名称含糊；优化营商环境条例 第十九条 不得有兜底条款",
    page: "vague_wording.md",
}

fn check(_: &ServiceItem, cx: &mut Context<'_>) {
    for piece in cx.texts() {
        for vague in phrases::vague(piece.kind, piece.text) {
            let better = Argument::Both {
                zh: vague.zh.to_owned(),
                en: vague.en.to_owned(),
            };
            let found = Found::at(piece.path())
                .with("element", piece.kind.label())
                .with("words", vague.words)
                .with("better", better)
                .quoting(vague.words);
            cx.report(if vague.hint {
                found.severity(Severity::Hint)
            } else {
                found
            });
        }
    }
}

use super::texts::{self, Kind};
use crate::engine::{Context, Found, rule};
use crate::model::ServiceItem;

rule! {
    "TXT022", "materials-among-conditions", Hint, Item(check),
    summary: ("受理条件里列的是材料", "the conditions list materials instead"),
    message: ("受理条件里列了要交的材料：“{words}”", "the conditions list what to hand in: “{words}”"),
    help: ("材料移到申请材料里，受理条件只写申请人要满足什么", "move the documents to the materials and let the conditions say what must be satisfied"),
    rows: ["B4"],
    source: "国办 2020年36城市评估：受理条件与申请材料混写",
    page: "materials_among_conditions.md",
}

/// Verbs that open a list of documents.
const VERBS: &[&str] = &["提交", "提供", "递交", "报送"];

/// Nouns after which the list follows.
const NOUNS: &[&str] = &["材料", "资料", "文件", "证件"];

fn check(item: &ServiceItem, cx: &mut Context<'_>) {
    let mut all = Vec::new();
    texts::each(item, |piece| {
        if piece.kind != Kind::Condition {
            return;
        }
        if let Some(words) = opens_list(piece.text) {
            all.push(Found::at(piece.path()).with("words", words).quoting(words));
        }
    });
    for found in all {
        cx.report(found);
    }
}

/// The words that open a list of documents, such as 应当提交下列材料：.
fn opens_list(text: &str) -> Option<&str> {
    text.match_indices(['：', ':']).find_map(|(colon, mark)| {
        let after = text.get(colon + mark.len()..)?.trim_start();
        if after.is_empty() {
            return None;
        }
        let head = text.get(..colon)?;
        let noun = NOUNS.iter().find(|noun| head.ends_with(**noun))?;
        let body = head.strip_suffix(noun)?;
        let verb = VERBS.iter().filter_map(|verb| body.rfind(verb)).max()?;
        let between = body.get(verb..)?;
        let short =
            between.chars().count() <= 10 && !between.contains(['。', '；', '，', '\n', '、']);
        short.then(|| text.get(verb..colon + mark.len()))?
    })
}

use crate::digest::Kind;
use crate::engine::{Context, Found, rule};
use crate::model::ServiceItem;

rule! {
    "TXT046", "law-refers-to-itself", Warning, Item(check),
    summary: ("照抄的“本办法”不知指哪部文件", "“this regulation” of a text that is not named"),
    message: ("{element}里的“{words}”没有说是哪一部文件", "“{words}” in {element} does not say of which document"),
    help: ("写出文件全称和条款，或者把要求直接写出来", "name the document and the article, or say outright what it asks"),
    rows: ["B4"],
    source: "国办 2020年36城市评估：受理条件照搬法律条文",
    page: "law_refers_to_itself.md",
}

/// What a law calls itself.
const ITSELF: &[&str] = &[
    "本办法",
    "本条例",
    "本法",
    "本规定",
    "本细则",
    "本规程",
    "本规范",
];

/// What follows when the word is about a law: 本法人 and 本规定资产 are something else.
const GOES_ON: &[&str] = &[
    "第",
    "规定",
    "所称",
    "的规定",
    "适用",
    "要求",
    "实施前",
    "实施后",
    "施行",
    "有关规定",
    "相关规定",
];

/// Last words of a name that stands without title marks, before its article.
const NAMES: &[&str] = &["办法", "条例", "法", "规定", "细则", "规程", "规范", "标准"];

fn check(_: &ServiceItem, cx: &mut Context<'_>) {
    for piece in cx.texts() {
        let told = matches!(
            piece.kind,
            Kind::Condition
                | Kind::Step
                | Kind::Narrative
                | Kind::MaterialNote
                | Kind::LimitNote
                | Kind::Answer
        );
        if !told || !piece.text.contains('本') {
            continue;
        }
        if let Some(words) = unnamed(piece.text) {
            cx.report(
                Found::at(piece.path())
                    .with("element", piece.kind.label())
                    .with("words", words)
                    .quoting(words),
            );
        }
    }
}

/// The first “this law” before which no document is named.
fn unnamed(text: &str) -> Option<&str> {
    text.match_indices('本').find_map(|(at, _)| {
        let rest = text.get(at..)?;
        let itself = ITSELF.iter().find(|word| rest.starts_with(**word))?;
        let after = rest.get(itself.len()..)?;
        let word = GOES_ON.iter().find(|word| after.starts_with(**word))?;
        let before = text.get(..at)?;
        let named = before.contains(['《', '<'])
            || NAMES.iter().any(|name| {
                (before.match_indices(name)).any(|(at, name)| {
                    let next = before.get(at + name.len()..).unwrap_or_default();
                    next.starts_with(['第', '（', '('])
                })
            });
        (!named).then(|| text.get(at..at + itself.len() + word.len()))?
    })
}

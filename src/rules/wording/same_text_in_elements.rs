use super::texts::{self, Kind};
use crate::engine::{Context, Found, rule};
use crate::model::ServiceItem;
use crate::text::Text;
use crate::value::same::text_key;

rule! {
    "TXT042", "same-text-in-elements", Hint, Item(check),
    summary: ("几个要素写的是同一段话", "several elements hold the same text"),
    message: ("{element}与{other}一字不差", "{element} and {other} are the same word for word"),
    help: ("每个要素写自己该写的内容，不要整段复制", "let each element say its own part instead of a copy"),
    rows: ["B4"],
    source: "国办秘函〔2019〕19号 政府网站与政务新媒体检查指标：内容不准确、表述含糊",
    page: "same_text_in_elements.md",
}

/// A shorter text may well be the same by right.
const SHORTEST: usize = 40;

fn check(item: &ServiceItem, cx: &mut Context<'_>) {
    let mut known: Vec<(String, Kind, crate::path::Path)> = Vec::new();
    let mut all = Vec::new();
    texts::each(item, |piece| {
        // A channel may repeat the guide; a law and a translation are another matter.
        let looked_at = piece.kind.is_prose() && piece.is_own() && piece.kind != Kind::BasisText;
        if !looked_at || piece.text.chars().nth(SHORTEST).is_none() {
            return;
        }
        let key = text_key(piece.text);
        match known
            .iter()
            .find(|(text, kind, _)| *kind != piece.kind && *text == key)
        {
            Some((_, kind, path)) => all.push((piece.path(), piece.kind, *kind, path.clone())),
            None => known.push((key, piece.kind, piece.path())),
        }
    });
    for (path, kind, other, there) in all {
        let place = cx.here(there);
        cx.report(
            Found::at(path)
                .with("element", kind.label())
                .with("other", other.label())
                .related(place, Text::new("同样的文字", "the same text")),
        );
    }
}

use super::texts::{self, Kind};
use crate::engine::{Context, Found, rule};
use crate::model::ServiceItem;
use crate::path::{Path, Step};
use crate::text::Text;
use crate::value::same::text_key;

rule! {
    "TXT042", "same-text-in-elements", Hint, Item(check),
    summary: ("几个要素写的是同一段话", "several elements hold the same text"),
    message: ("{element}与{other}文字相同", "{element} and {other} hold the same text"),
    help: ("每个要素写自己该写的内容，不要整段复制", "let each element say its own part instead of a copy"),
    rows: ["B4"],
    source: "国办秘函〔2019〕19号 政府网站与政务新媒体检查指标：内容不准确、表述含糊",
    page: "same_text_in_elements.md",
}

/// A shorter text may well be the same by right.
const SHORTEST: usize = 40;

/// A text and the places it stands at, in their order.
type Copies = (String, Vec<(Kind, Path)>);

fn check(item: &ServiceItem, cx: &mut Context<'_>) {
    let mut known: Vec<Copies> = Vec::new();
    texts::each(item, |piece| {
        // A channel may repeat the guide; a law and a translation are another matter.
        let looked_at = piece.kind.is_prose() && piece.is_own() && piece.kind != Kind::BasisText;
        if !looked_at || piece.text.chars().nth(SHORTEST).is_none() {
            return;
        }
        let key = text_key(piece.text);
        let place = (piece.kind, piece.path());
        match known.iter_mut().find(|(text, _)| *text == key) {
            Some((_, places)) => places.push(place),
            None => known.push((key, vec![place])),
        }
    });
    for (_, places) in known {
        report(&places, cx);
    }
}

/// One finding for one text, at the first place that is another element than the first.
fn report(places: &[(Kind, Path)], cx: &mut Context<'_>) {
    let Some((first, _)) = places.first() else {
        return;
    };
    let Some(at) = places.iter().position(|(kind, _)| kind != first) else {
        return;
    };
    let Some((kind, path)) = places.get(at) else {
        return;
    };
    // The standard of one review may well be the conditions.
    if let [(Kind::Condition, _), (Kind::Step, path)] = places
        && is_criteria(path)
    {
        return;
    }
    let mut found = Found::at(path.clone())
        .with("element", kind.label())
        .with("other", first.label());
    for (_, other) in
        (places.iter().enumerate()).filter_map(|(n, place)| (n != at).then_some(place))
    {
        let label = Text::new("同样的文字", "the same text");
        found = found.related(cx.here(other.clone()), label);
    }
    cx.report(found);
}

fn is_criteria(path: &Path) -> bool {
    matches!(path.steps().last(), Some(Step::Key(key)) if key == "criteria")
}

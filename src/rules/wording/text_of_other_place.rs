use super::department_above;
use crate::analysis::{TextKind, TextNode};
use crate::division;
use crate::engine::{Context, Diagnostic, rule};
use crate::i18n::{Argument, Text};
use crate::model::ServiceItem;
use crate::path::Path;

rule! {
    "TXT034", "text-of-other-place", Warning, Item(check),
    summary: ("写的是别处的内容", "a text about another city or the whole province"),
    message: ("这是{own}的事项，{element}里写的却是“{other}”", "this is an item of {own}, but “{other}” is mentioned in {element}"),
    help: ("核实是不是照抄了别处的指南，改成本地的内容；确实要到那里办的，写明原因", "check whether it was copied from a guide of another place, and write the local content; if applicants do have to go there, say why"),
    requirements: [D3],
    own: (
        "抄来的内容带着别处的地名，申请人会跑错地方",
        "copied text with the names of other places sends applicants to the wrong place",
    ),
    page: "text_of_other_place.md",
}

fn check(item: &ServiceItem, cx: &mut Context<'_>) {
    department_above::look(item, cx);
    let names_place = |node: &TextNode<'_>| {
        let looked_at = matches!(
            node.kind,
            TextKind::Condition | TextKind::MaterialNote | TextKind::Step | TextKind::Narrative
        );
        let letters = &node.stats.letters;
        looked_at
            && (letters.may_hold('市') && node.text.contains('市')
                || letters.may_contain(OWN_LEVEL) && node.text.contains(OWN_LEVEL))
    };
    // Fast path: almost no text names a place, so the place of the item need not be determined.
    if !cx.texts().iter().any(names_place) {
        return;
    }
    // A body of the whole province may mention every city of the province.
    let Some(city) = code_of_place(item, cx).as_deref().and_then(city_of) else {
        return;
    };
    let Some(own) = division::find(&city) else {
        return;
    };
    let mut all: Vec<(&str, Argument, Path, Vec<Path>)> = Vec::new();
    let is_about_other_place =
        |node: &&TextNode<'_>| names_place(node) && !node.text.contains(own.name);
    let mut nodes = cx.texts().iter().filter(is_about_other_place).peekable();
    if nodes.peek().is_none() {
        return;
    }
    let others = other_cities(&city);
    for node in nodes {
        let named = others
            .iter()
            .copied()
            .filter(|name| node.text.contains(name));
        let mut named = named.chain(level_above(node.text));
        // A text that names several places is about all of them.
        if let (Some(other), None) = (named.next(), named.next()) {
            // A copied text is often repeated: one finding for each city.
            match all.iter_mut().find(|(known, ..)| *known == other) {
                Some((_, _, _, more)) => more.push(node.path()),
                None => all.push((other, node.label(), node.path(), Vec::new())),
            }
        }
    }
    for (other, element, path, more) in all {
        let mut found = Diagnostic::at(path)
            .with("own", own.name)
            .with("element", element)
            .with("other", other)
            .quoting(other);
        for path in more {
            let label = Text::new("这里也写着", "also here");
            found = found.related(cx.here(path), label);
        }
        cx.report(found);
    }
}

/// The code of the item's division, or of its body's.
fn code_of_place(item: &ServiceItem, cx: &Context<'_>) -> Option<String> {
    let stated = item.division.as_ref().or(cx.settings.division.as_ref());
    if let Some(code) = stated {
        return Some(code.as_str().to_owned());
    }
    let body = item.authority.as_ref()?.name.as_deref()?;
    // Only a name that a single division has identifies the place of the body.
    match division::leading(body)?.1.as_slice() {
        [only] => Some(only.code.to_owned()),
        _ => None,
    }
}

/// Suffix of a division's name for matters of the division itself, not of the divisions below it.
const OWN_LEVEL: &str = "本级";

/// The level of the whole province, if a text is about matters kept there: 自治区本级参保.
fn level_above(text: &str) -> Option<&'static str> {
    ["自治区本级", "省本级"]
        .into_iter()
        .find(|level| text.contains(level))
}

/// The other cities of the province of a city.
fn other_cities(city: &str) -> Vec<&'static str> {
    let province = city.get(..2).unwrap_or_default();
    let from = division::all().partition_point(|other| other.code < province);
    division::all()
        .iter()
        .skip(from)
        .take_while(|other| other.code.starts_with(province))
        .filter(|other| other.is_current() && other.code != city && other.code.ends_with("00"))
        .filter(|other| city_of(other.code).is_some() && other.name.ends_with('市'))
        .map(|other| other.name)
        .collect()
}

/// The code of the city that a division is or belongs to; `None` for a province.
fn city_of(code: &str) -> Option<String> {
    let own = code.get(2..4).filter(|own| *own != "00" && *own != "90")?;
    Some(format!("{}{own}00", code.get(..2)?))
}

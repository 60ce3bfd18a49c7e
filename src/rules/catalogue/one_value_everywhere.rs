use crate::engine::{CatalogueContext, Diagnostic, ItemFacts, rule};
use crate::facts::{OwnText, digest};
use crate::i18n::{Argument, Text};
use crate::model::elements::ITEM;
use crate::path;
use crate::path::Path;
use crate::prose::{clipped, text_key};

rule! {
    "CAT062", "one-value-everywhere", Hint, Catalogue(check),
    summary: ("不同的事项，同一要素几乎都是同一个值", "one value in nearly all items, which are different"),
    message: ("{all}个不同的事项里，{same}个的{element}都是“{value}”", "{same} of {all} different items have the same {element}: “{value}”"),
    help: ("核对是不是录入时整列照填的；照填的，按每个事项的实际情况改", "check whether the column was filled in as a whole, and if so, enter what holds for each item"),
    requirements: [B4, D3],
    own: ("不同的事项很少有一样的时限、结果和材料，几乎全都一样多半是照填的", "different items seldom have the same limit, result and materials; when nearly all do, they were probably just filled in"),
    certain: Arithmetic,
    page: "one_value_everywhere.md",
}

/// Minimum number of matters; most of fewer may share a value by chance.
const MIN_MATTERS: usize = 30;

/// Number of characters of a list of materials that a message shows.
const SHOWN: usize = 30;

/// The digest of an item's value, and the value for a message.
type Said = (u64, Argument);

fn check(cx: &mut CatalogueContext<'_>) {
    look(cx, &path!["guide", "time_limit", "promised"], promised);
    look(cx, &path!["guide", "result", "name"], result);
    look(cx, &path!["guide", "materials"], materials);
    for element in OwnText::ALL {
        look(cx, &element.path(), |item| {
            let text = item.text(element)?;
            Some((text.digest, text.beginning().into()))
        });
    }
}

fn promised(item: &ItemFacts<'_>) -> Option<Said> {
    // Immediate handling is skipped: items that only look up information all promise it.
    let limit = item.promised().filter(|limit| !limit.is_immediate())?;
    Some((digest(&limit.to_string()), limit.as_ref().into()))
}

fn result(item: &ItemFacts<'_>) -> Option<Said> {
    let name = item.result()?;
    Some((digest(&text_key(name)), name.into()))
}

fn materials(item: &ItemFacts<'_>) -> Option<Said> {
    let names: Vec<&str> = item.materials().filter_map(|of| of.name).collect();
    let list = names.join("、");
    (!list.is_empty()).then(|| (digest(&text_key(&list)), clipped(&list, SHOWN).into()))
}

/// Reports an element if nearly all matters have the same value in it.
fn look(cx: &mut CatalogueContext<'_>, path: &Path, said: impl Fn(&ItemFacts<'_>) -> Option<Said>) {
    let facts = cx.facts();
    // Each pair of a value and a matter, once.
    let values = facts.sorted(|_, item| Some([said(item)?.0, item.matter()]));
    let (mut usual, mut same) = (0, 0);
    let (mut last, mut length) = (None, 0);
    for [value, _] in values {
        length = if last == Some(value) { length + 1 } else { 1 };
        last = Some(value);
        if length >= same {
            (usual, same) = (value, length);
        }
    }
    // At least 90 %, as in the rule on promised limits that equal the statutory ones.
    let is_of_most = |all: usize| all >= MIN_MATTERS && same * 10 >= all * 9;
    if !is_of_most(same.max(MIN_MATTERS)) {
        return;
    }
    let matters = facts.sorted(|_, item| said(item).map(|_| [item.matter()]));
    let all = matters.count();
    if !is_of_most(all) {
        return;
    }
    let says_it = |item: &ItemFacts<'_>| said(item).filter(|(value, _)| *value == usual);
    let mut who =
        (facts.iter().enumerate()).filter_map(|(index, item)| Some((index, says_it(&item)?.1)));
    let Some((first, value)) = who.next() else {
        return;
    };
    let name = ITEM.name_at(path).unwrap_or(Text::new("", ""));
    let mut found = Diagnostic::at(path![])
        .quoting(path.to_string())
        .with("all", all)
        .with("same", same)
        .with("element", name)
        .with("value", value);
    for index in std::iter::once(first)
        .chain(who.map(|(index, _)| index))
        .take(3)
    {
        found = found.related(cx.in_item(index, path.clone()), name);
    }
    cx.report(found);
}

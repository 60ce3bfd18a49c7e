use crate::engine::{Context, Diagnostic, rule};
use crate::i18n::Text;
use crate::model::ServiceItem;
use crate::path;
use crate::path::Path;
use crate::prose::{clauses, first_chars, is_longer, last_chars, occurrences, slice};
use crate::words;

rule! {
    "MAT075", "unlisted-held-document", Hint, Item(check),
    summary: ("条件要求持有的证书、意见没有列入材料", "a document that the applicant must hold is not among the materials"),
    message: ("{place}要求{words}，申请材料里没有，也没有写怎样核验", "{place} require “{words}”, which is not among the materials, and nothing says how it is verified"),
    help: ("把它列入申请材料；由部门自己查的，列为免提交并写明取得方式", "add it to the materials; if the office looks it up itself, list it as exempt and say how it is obtained"),
    requirements: [A3, B4],
    cites: ["licence-law#30"],
    page: "unlisted_held_document.md",
}

/// Maximum length of a document's name, in characters; longer ones are sentences.
const MAX_NAME_CHARS: usize = 30;

fn check(item: &ServiceItem, cx: &mut Context<'_>) {
    let Some(guide) = &item.guide else { return };
    // A material without a name could be any document.
    if guide
        .materials
        .iter()
        .any(|material| material.name.is_none())
    {
        return;
    }
    if guide.materials.is_empty() || item.name.contains("考试") || item.name.contains("报名") {
        return;
    }
    let steps = guide
        .process
        .as_ref()
        .map_or(&[][..], |process| &process.steps);
    let criteria = steps.iter().enumerate().filter_map(|(at, step)| {
        let path = path!["guide", "process", "steps", at, "criteria"];
        Some((path, step.criteria.as_deref()?))
    });
    let conditions = guide
        .conditions
        .as_deref()
        .map(|text| (path!["guide", "conditions"], text));
    let places: Vec<(Path, &str)> = conditions.into_iter().chain(criteria).collect();
    for (path, text) in places {
        // One of several documents is enough; the materials say which.
        if text.contains("之一") || text.contains("考试报名") {
            continue;
        }
        let Some((words, _)) = held_documents(text).find(|(_, name)| !is_known(name, item, cx))
        else {
            continue;
        };
        let place = if path == path!["guide", "conditions"] {
            Text::new("受理条件", "the conditions")
        } else {
            Text::new("审查标准", "the review criteria")
        };
        return cx.report(
            Diagnostic::at(path)
                .with("place", place)
                .with("words", words)
                .quoting(words),
        );
    }
}

/// The documents that the applicant must hold according to a text: the words, and the name in them.
fn held_documents(text: &str) -> impl Iterator<Item = (&str, &str)> {
    words::HOLDING_VERB.iter().flat_map(move |verb| {
        occurrences(text, verb).filter_map(move |found| {
            let rest = slice(text, found.start..text.len());
            let clause = clauses(rest)
                .next()?
                .split(['、', '（', '(', '或'])
                .next()?;
            let end = words::HELD_DOCUMENT
                .iter()
                .filter_map(|word| Some(clause.find(word)? + word.len()))
                .min()?;
            let words = slice(clause, 0..end);
            let name = words.strip_prefix(verb)?;
            let name = name.rsplit('的').next()?.trim_matches(['《', '》', ' ']);
            let later = slice(rest, end..rest.len());
            // The title mark of 《…》 may follow the end of the name.
            let is_title_closed = words.contains('《') && later.starts_with('》');
            let words = if is_title_closed {
                slice(rest, 0..end + '》'.len_utf8())
            } else {
                words
            };
            let later = later.trim_start_matches('》');
            let is_time_clause = ["后", "之日", "时", "前", "满"]
                .iter()
                .any(|word| later.starts_with(word));
            let has_name_length = is_longer(name, 3) && !is_longer(words, MAX_NAME_CHARS);
            let is_vague = ["相应", "相关", "有关", "合法", "其他"]
                .iter()
                .any(|word| words.contains(word));
            (has_name_length && !is_time_clause && !is_vague && !words::NOT_HELD.ends(found.before))
                .then_some((words, name))
        })
    })
}

/// Whether the item is about the document, or a material names it in other words.
fn is_known(name: &str, item: &ServiceItem, cx: &Context<'_>) -> bool {
    let tail = last_chars(name, 4);
    // 执业药师资格证 is 执业药师资格证书.
    let short = name.strip_suffix(last_chars(name, 1)).unwrap_or(name);
    let above = item.catalogue_name.as_deref().unwrap_or_default();
    let within = |text: &str| text.contains(tail) || text.contains(short);
    // 取得烟草专卖许可证: an item about the permit grants it.
    let is_granted =
        name.ends_with("许可证") && is_longer(name, 4) && item.name.contains(first_chars(name, 4));
    is_granted || within(&item.name) || within(above) || cx.material_cores().any(within)
}

//! Assigns elements to the fields of a table, each element once.

use super::form;
use super::names::{self, KNOWN, Lead};
use super::sample::Table;
use crate::dialect::{Operation, normal};
use crate::model::covers;
use crate::model::elements::ITEM;
use crate::prose::is_filler;

/// The probable meaning of a field.
#[derive(Debug, Clone)]
pub(super) struct Guess {
    pub(super) to: String,
    pub(super) read: Operation,
    /// Words of the source that are not standard terms.
    pub(super) unlisted: Vec<String>,
    /// The reason, if the name alone does not decide.
    pub(super) why: &'static str,
    pub(super) weight: usize,
}

const BY_NAME: &str = "按名称和内容推测，请核对";
const BY_FORM: &str = "按内容推测，请核对";
const UNLIKE: &str = "名称认得，内容不像，请核对";
const BLANK: &str = "按名称推测，没有内容可对，请核对";
const LONGER: &str = "两个时限中较长的，按法定推测，请核对";

/// Guesses the meanings of the fields of a table; `owner` is the list that its rows are elements of.
pub(super) fn guesses(table: &Table, owner: &str) -> Vec<Option<Guess>> {
    let candidates: Vec<Vec<Guess>> = table
        .fields
        .iter()
        .map(|(name, values)| candidates(name, values, owner))
        .collect();
    let mut given: Vec<Option<Guess>> = vec![None; candidates.len()];
    // The candidates with the greatest weight first; equal weights in the order of the table.
    let mut order: Vec<(usize, usize, &Guess)> = candidates
        .iter()
        .enumerate()
        .flat_map(|(field, all)| all.iter().map(move |one| (one.weight, field, one)))
        .collect();
    order.sort_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(&b.1)));
    let mut taken: Vec<&str> = Vec::new();
    for (_, field, guess) in order {
        let Some(place) = given.get_mut(field) else {
            continue;
        };
        // A part of an element would contradict a draft of the whole.
        let is_taken = taken.iter().any(|known| clash(known, &guess.to));
        if place.is_none() && !is_taken {
            taken.push(&guess.to);
            *place = Some(guess.clone());
        }
    }
    distinguish_limits(table, &candidates, &mut given);
    given
}

/// Whether two elements cannot both be drafted: they are the same, or one is part of the other.
fn clash(one: &str, other: &str) -> bool {
    let repeats = one.ends_with("[]");
    (covers(one, other) || covers(other, one)) && (one != other || !repeats)
}

const STATUTORY: &str = "guide.time_limit.statutory";
const PROMISED: &str = "guide.time_limit.promised";

/// Makes the longer of two limits statutory, if their names do not distinguish them.
fn distinguish_limits(table: &Table, candidates: &[Vec<Guess>], given: &mut [Option<Guess>]) {
    let is_to = |guess: &Option<Guess>, to: &str| guess.as_ref().is_some_and(|one| one.to == to);
    if given.iter().any(|guess| is_to(guess, STATUTORY)) {
        return;
    }
    let Some(first) = given.iter().position(|guess| is_to(guess, PROMISED)) else {
        return;
    };
    let second = candidates.iter().enumerate().position(|(number, all)| {
        let is_open = given.get(number).is_some_and(Option::is_none);
        is_open && all.iter().any(|guess| guess.to == PROMISED)
    });
    let Some(second) = second else {
        return;
    };
    let days = |number: usize| {
        let field = table.fields.get(number);
        field.map_or(0.0, |(_, values)| form::days(values))
    };
    let is_known = given
        .get(first)
        .and_then(Option::as_ref)
        .is_some_and(|guess| guess.weight >= KNOWN);
    let (longer, shorter) = if days(second) >= days(first) {
        (second, first)
    } else {
        (first, second)
    };
    if is_known && longer == first {
        return;
    }
    for (number, to, why) in [(longer, STATUTORY, LONGER), (shorter, PROMISED, BY_NAME)] {
        let weight = if number == first && is_known {
            KNOWN
        } else {
            1
        };
        if let Some(place) = given.get_mut(number) {
            *place = Some(Guess {
                to: to.to_owned(),
                read: Operation::Limit,
                unlisted: Vec::new(),
                why: if weight == KNOWN { "" } else { why },
                weight,
            });
        }
    }
}

/// The possible meanings of a field, by its name and its values.
fn candidates(name: &str, values: &[String], owner: &str) -> Vec<Guess> {
    let leads = names::leads(name, owner);
    let mut all: Vec<Guess> = Vec::new();
    for (rank, lead) in leads.iter().enumerate() {
        if let Some(guess) = guess_from_lead(lead, rank, values, owner) {
            all.push(guess);
        }
    }
    if owner.is_empty()
        && let Some((to, read)) = form::alone(values)
    {
        all.push(Guess {
            to: to.to_owned(),
            read,
            unlisted: Vec::new(),
            why: BY_FORM,
            weight: 1,
        });
    }
    all
}

fn guess_from_lead(lead: &Lead, rank: usize, values: &[String], owner: &str) -> Option<Guess> {
    /// Weight of a known name whose values do not fit: below words of names with fitting values, above values alone.
    const WEIGHT_UNLIKE: usize = 25;
    let bears = form::bears(&lead.to, owner, lead.read, lead.looks, values);
    let is_known = lead.weight >= KNOWN;
    let why = match (is_known, bears) {
        (true, true) => "",
        (true, false) => UNLIKE,
        (false, true) if form::said(values).is_empty() => BLANK,
        (false, true) => BY_NAME,
        (false, false) => return None,
    };
    let weight = match (is_known, bears) {
        (true, false) => WEIGHT_UNLIKE,
        _ => lead.weight,
    };
    Some(Guess {
        to: lead.to.clone(),
        read: lead.read,
        unlisted: unlisted(&lead.to, owner, lead.read, values),
        why,
        // If several elements have the same weight, the first counts.
        weight: weight.saturating_sub(rank.min(9)),
    })
}

/// Words that are not standard terms and need a map.
fn unlisted(to: &str, owner: &str, read: Operation, values: &[String]) -> Vec<String> {
    /// Maximum number of different words in a code list.
    const MAX_UNLISTED_WORDS: usize = 60;
    let path = crate::dialect::join(owner, &plain(to));
    let list = ITEM.find(&path).and_then(|element| element.vocabulary);
    let Some(list) = list.filter(|_| matches!(read, Operation::Word | Operation::Words)) else {
        return Vec::new();
    };
    let mut found = Vec::new();
    for value in values.iter().filter(|value| !is_filler(value)) {
        let entries = match read {
            Operation::Words if list.find(value.trim()).is_none() => {
                crate::value::list::read(value).value.unwrap_or_default()
            }
            _ => vec![value.trim().to_owned()],
        };
        for entry in entries {
            if list.find(&entry).is_none() && !found.contains(&entry) {
                found.push(entry);
            }
        }
    }
    found.truncate(MAX_UNLISTED_WORDS);
    found
}

/// The path without brackets and their content.
pub(super) fn plain(to: &str) -> String {
    let mut out = String::new();
    let mut rest = to;
    while let Some((before, after)) = rest.split_once('[') {
        out.push_str(before);
        rest = after.split_once(']').map_or("", |(_, rest)| rest);
    }
    out + rest
}

/// The list that a second table belongs to: the one that best fits its fields and its name; `None` if the best fits
/// too little or two fit equally well.
pub(super) fn owner_of(table: &Table) -> Option<&'static str> {
    /// Lists of elements, with words in the names of their tables.
    const LISTS: [(&str, &[&str]); 6] = [
        ("guide.materials", &["材料", "要件", "material", "document"]),
        (
            "guide.process.steps",
            &["环节", "流程", "步骤", "step", "process", "flow"],
        ),
        ("guide.fees.items", &["收费", "费用", "fee", "charge"]),
        ("legal_basis", &["依据", "法律", "law", "basis"]),
        (
            "guide.places",
            &["窗口", "地点", "大厅", "window", "place", "hall"],
        ),
        ("guide.questions", &["问", "faq", "qa", "question"]),
    ];
    let label = normal(table.name.as_deref().unwrap_or_default());
    let score = |owner: &str, words: &[&str]| -> usize {
        let found = guesses(table, owner).into_iter().flatten();
        let fields = found.filter(|guess| guess.weight > 30).count();
        let named = words.iter().any(|word| label.contains(word));
        fields * 2 + usize::from(named && fields > 0) * 3
    };
    let mut best: Option<(usize, &'static str)> = None;
    let mut is_tied = false;
    for (owner, words) in LISTS {
        let score = score(owner, words);
        match best {
            Some((most, _)) if score == most => is_tied = true,
            Some((most, _)) if score < most => {}
            _ => {
                best = Some((score, owner));
                is_tied = false;
            }
        }
    }
    best.filter(|(score, _)| *score > 2 && !is_tied)
        .map(|(_, owner)| owner)
}

//! The answers of an item, and the facts of the guide with which they are compared.

use crate::model::{Guide, Limit, Phone, ServiceItem};
use crate::path;
use crate::path::Path;
use crate::prose::{is_filler, is_numeral, number, occurrences, slice};

/// A question with its answer and the path of the answer.
pub(super) struct Answer<'a> {
    pub(super) question: &'a str,
    pub(super) text: &'a str,
    pub(super) path: Path,
}

/// Every answered question of the item's own guide.
pub(super) fn answers(item: &ServiceItem) -> Vec<Answer<'_>> {
    item.questions()
        .iter()
        .enumerate()
        .filter_map(|(at, entry)| {
            let text = entry.answer.as_deref().filter(|text| !is_filler(text))?;
            Some(Answer {
                question: entry.question.as_deref().unwrap_or_default(),
                text,
                path: path!["guide", "questions", at, "answer"],
            })
        })
        .collect()
}

/// Every limit that the guide states: an answer that repeats one of them is right.
pub(super) fn limits(guide: &Guide) -> Vec<&Limit> {
    let stated = guide.time_limit.as_ref();
    let contacts = [&guide.consultation, &guide.complaint]
        .into_iter()
        .flatten();
    let steps = guide
        .process
        .as_ref()
        .map(|process| process.steps.as_slice());
    stated
        .and_then(|limits| limits.statutory.as_ref())
        .into_iter()
        .chain(stated.and_then(|limits| limits.promised.as_ref()))
        .chain(
            guide
                .special_procedures
                .iter()
                .filter_map(|procedure| procedure.limit.as_ref()),
        )
        .chain(
            steps
                .unwrap_or_default()
                .iter()
                .filter_map(|step| step.limit.as_ref()),
        )
        .chain(contacts.filter_map(|contact| contact.reply_promise.as_ref()))
        .collect()
}

/// Every phone of the item and of its channels.
pub(super) fn phones(item: &ServiceItem) -> Vec<&Phone> {
    let guides = item.guide.iter().chain(
        item.channels
            .iter()
            .filter_map(|channel| channel.says.as_deref()),
    );
    let mut phones = Vec::new();
    for guide in guides {
        for contact in [&guide.consultation, &guide.complaint]
            .into_iter()
            .flatten()
        {
            phones.extend(&contact.phones);
        }
        for place in &guide.places {
            phones.extend(&place.phones);
        }
        for offer in [
            &guide.appointment,
            &guide.courier,
            &guide.kiosk,
            &guide.assistance,
        ] {
            phones.extend(offer.iter().flat_map(|offer| &offer.phones));
        }
    }
    phones
}

/// A number with its unit.
pub(super) struct Quantity<'a> {
    pub(super) words: &'a str,
    pub(super) value: f64,
}

/// The numbers in a text that have this unit.
pub(super) fn quantities<'t>(text: &'t str, unit: &str) -> Vec<Quantity<'t>> {
    let found = occurrences(text, unit).filter_map(|found| {
        let before = found.before.trim_end();
        let part = |c: char| is_numeral(c) || c == '.';
        let lead = before.trim_end_matches(part);
        let value = number(before.strip_prefix(lead)?)?;
        let end = found.before.len() + unit.len();
        Some(Quantity {
            words: slice(text, lead.len()..end),
            value,
        })
    });
    found.collect()
}

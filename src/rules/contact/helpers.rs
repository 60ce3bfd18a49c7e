//! What a contact rule looks at, wherever an item says it: in its own guide and in its channels.

use std::collections::HashSet;

use chrono::{Datelike, NaiveDate, Weekday};

use crate::model::{Contact, Guide, OpeningHours, Phone, ServiceItem};
use crate::path;
use crate::path::Path;
use crate::text::Text;

/// The item's own guide and what its channels say.
pub(super) fn guides(item: &ServiceItem) -> Vec<(Path, &Guide)> {
    let own = item.guide.iter().map(|guide| (path!["guide"], guide));
    let said = item
        .channels
        .iter()
        .enumerate()
        .filter_map(|(index, channel)| {
            Some((path!["channels", index, "says"], channel.says.as_ref()?))
        });
    own.chain(said).collect()
}

/// The ways to ask and to complain, with what they are called.
pub(super) fn contacts(item: &ServiceItem) -> Vec<(Path, &Contact, Text)> {
    let mut found = Vec::new();
    for (path, guide) in guides(item) {
        if let Some(contact) = &guide.consultation {
            found.push((
                path.then("consultation"),
                contact,
                Text::new("咨询", "question"),
            ));
        }
        if let Some(contact) = &guide.complaint {
            found.push((
                path.then("complaint"),
                contact,
                Text::new("投诉", "complaint"),
            ));
        }
    }
    found
}

/// Every phone with the place of its number; the same number again is left out.
pub(super) fn phones(item: &ServiceItem) -> Vec<(Path, &Phone)> {
    let mut found = Vec::new();
    let mut known = HashSet::new();
    let mut lists: Vec<(Path, &[Phone])> = Vec::new();
    for (path, guide) in guides(item) {
        for (key, contact) in [
            ("consultation", &guide.consultation),
            ("complaint", &guide.complaint),
        ] {
            lists.extend(
                contact
                    .iter()
                    .map(|contact| (path.then(key), contact.phones.as_slice())),
            );
        }
        for (index, place) in guide.places.iter().enumerate() {
            lists.push((path.then("places").then(index), &place.phones));
        }
        for (key, offer) in [
            ("appointment", &guide.appointment),
            ("courier", &guide.courier),
            ("kiosk", &guide.kiosk),
            ("assistance", &guide.assistance),
        ] {
            lists.extend(
                offer
                    .iter()
                    .map(|offer| (path.then(key), offer.phones.as_slice())),
            );
        }
    }
    for (path, phones) in lists {
        for (index, phone) in phones.iter().enumerate() {
            if known.insert(phone.number.as_str()) {
                found.push((path.then("phones").then(index).then("number"), phone));
            }
        }
    }
    found
}

/// Every statement of opening hours.
pub(super) fn hours(item: &ServiceItem) -> Vec<(Path, &OpeningHours)> {
    let mut found = Vec::new();
    for (path, guide) in guides(item) {
        found.extend(guide.hours.iter().map(|hours| (path.then("hours"), hours)));
        for (index, place) in guide.places.iter().enumerate() {
            let path = path.then("places").then(index).then("hours");
            found.extend(place.hours.iter().map(|hours| (path.clone(), hours)));
        }
    }
    found
}

/// Where the words of opening hours stand: their text, or the whole where they are periods.
pub(super) fn hours_place(path: &Path, hours: &OpeningHours) -> Path {
    match hours.text {
        Some(_) if hours.periods.is_empty() => path.then("text"),
        _ => path.clone(),
    }
}

/// Opening hours in a few words, for a message.
pub(super) fn shown(hours: &OpeningHours) -> String {
    const MOST: usize = 40;
    let text = crate::value::hours::write(hours);
    let mut short: String = text.chars().take(MOST).collect();
    if text.chars().nth(MOST).is_some() {
        short.push('…');
    }
    short
}

/// Whether a text says anything.
pub(super) fn filled(text: Option<&str>) -> bool {
    text.is_some_and(|text| !text.trim().is_empty())
}

/// The days from Monday to Friday after one day up to another; holidays are not known.
pub(super) fn weekdays(from: NaiveDate, to: NaiveDate) -> u32 {
    let days = u32::try_from((to - from).num_days()).unwrap_or_default();
    let rest = (1..=u64::from(days % 7)).filter(|more| {
        let day = from.checked_add_days(chrono::Days::new(u64::from(days / 7) * 7 + more));
        day.is_some_and(|day| !matches!(day.weekday(), Weekday::Sat | Weekday::Sun))
    });
    days / 7 * 5 + u32::try_from(rest.count()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weekdays_leave_weekends_out() {
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        // 2026-11-02 is a Monday.
        assert_eq!(weekdays(day("2026-11-02"), day("2026-11-02")), 0);
        assert_eq!(weekdays(day("2026-11-02"), day("2026-11-09")), 5);
        assert_eq!(weekdays(day("2026-11-06"), day("2026-11-09")), 1);
        assert_eq!(weekdays(day("2026-11-07"), day("2026-11-18")), 8);
        assert_eq!(weekdays(day("2026-11-09"), day("2026-11-02")), 0);
    }
}

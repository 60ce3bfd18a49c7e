//! Compares opening hours, places, phones and conveniences.

use super::difference::Kind;
use super::out::{Out, Sides, quoted};
use crate::i18n::{Argument, Text};
use crate::model::{Contact, Guide, Offer, OpeningHours, Phone, Place};
use crate::path;
use crate::path::Path;
use crate::prose::text_key;
use crate::value::{address, hours as reader, phone};

/// Compares the opening hours of the guides, or of their places if both name the same.
pub(super) fn hours(a: &Guide, b: &Guide, out: &mut Out<'_>) {
    match (only_hours(a), only_hours(b)) {
        (Some(first), Some(second)) => compare_hours(&first, &second, out),
        _ => {
            for (at, place) in a.places.iter().enumerate() {
                let other = b
                    .places
                    .iter()
                    .enumerate()
                    .find(|(_, other)| other.hours.is_some() && address::same(place, other));
                if let (Some(hours), Some((index, other))) = (&place.hours, other)
                    && let Some(other) = &other.hours
                {
                    let path = |at: usize| path!["places", at, "hours"];
                    compare_hours(&(hours, path(at)), &(other, path(index)), out);
                }
            }
        }
    }
}

/// The opening hours, if a single statement applies to the whole guide.
fn only_hours(guide: &Guide) -> Option<(&OpeningHours, Path)> {
    let mut placed = guide
        .places
        .iter()
        .enumerate()
        .filter_map(|(at, place)| Some((place.hours.as_ref()?, path!["places", at, "hours"])));
    match (&guide.hours, placed.next(), placed.next()) {
        (Some(hours), None, _) => Some((hours, path!["hours"])),
        (None, first @ Some(_), None) => first,
        _ => None,
    }
}

fn compare_hours(a: &(&OpeningHours, Path), b: &(&OpeningHours, Path), out: &mut Out<'_>) {
    let same = reader::same(a.0, b.0);
    let is_always_open = out.has_online() && (never_closed(a.0) || never_closed(b.0));
    if same || is_always_open {
        return;
    }
    let is_readable = |hours: &OpeningHours| !reader::effective(hours).periods.is_empty();
    let kind = if is_readable(a.0) && is_readable(b.0) {
        Kind::Differs
    } else {
        Kind::CannotCompare
    };
    let sides = Sides {
        a: display_hours(a.0),
        b: display_hours(b.0),
        path_a: a.1.then(hours_key(a.0)),
        path_b: b.1.then(hours_key(b.0)),
    };
    out.push("hours", None, sides, kind, true);
}

fn hours_key(hours: &OpeningHours) -> &'static str {
    if hours.text.is_some() {
        "text"
    } else {
        "periods"
    }
}

/// Whether the hours say that it is open all day, like online services.
fn never_closed(hours: &OpeningHours) -> bool {
    let is_whole_day = |from: Option<&str>, to: Option<&str>| {
        matches!((from, to), (Some("00:00"), Some("24:00" | "23:59")))
    };
    reader::effective(hours)
        .periods
        .iter()
        .any(|period| is_whole_day(period.opens.as_deref(), period.closes.as_deref()))
        || hours.text.as_deref().is_some_and(|text| {
            let key = text_key(text);
            ["24小时", "全天", "全年无休"]
                .iter()
                .any(|word| key.contains(word))
        })
}

fn display_hours(hours: &OpeningHours) -> Argument {
    match &hours.text {
        Some(text) => quoted(text),
        None => quoted(&reader::write(hours)),
    }
}

pub(super) fn places(a: &Guide, b: &Guide, out: &mut Out<'_>) {
    if a.places.is_empty() || b.places.is_empty() {
        return;
    }
    let [only_a, only_b] = [(&a.places, &b.places), (&b.places, &a.places)].map(|(own, other)| {
        // A place without content cannot be missing from the other guide.
        let is_unmatched = |place: &Place| {
            !place_key(place).is_empty() && !other.iter().any(|other| address::same(place, other))
        };
        own.iter().position(is_unmatched)
    });
    // If one place contains the other, down to floor or window, they may be the same place in different detail.
    let has_similar_place = |at: Option<usize>, own: &[Place], other: &[Place]| {
        let key = at
            .and_then(|at| own.get(at))
            .map(place_key)
            .unwrap_or_default();
        other.iter().any(|other| {
            let other = place_key(other);
            !other.is_empty() && !key.is_empty() && (key.contains(&other) || other.contains(&key))
        })
    };
    let (kind, certain) = match (only_a, only_b) {
        (None, None) => return,
        (Some(_), None) => (Kind::OnlyInA, true),
        (None, Some(_)) => (Kind::OnlyInB, true),
        (Some(_), Some(_)) => {
            let near = has_similar_place(only_a, &a.places, &b.places)
                || has_similar_place(only_b, &b.places, &a.places);
            (Kind::Differs, !near)
        }
    };
    let place = |at: Option<usize>| match at {
        Some(at) => path!["places", at],
        None => path!["places"],
    };
    let words = |places: &[Place], at: Option<usize>| match at.and_then(|at| places.get(at)) {
        Some(place) => quoted(&address::write(std::slice::from_ref(place))),
        None => quoted(&address::write(places)),
    };
    let sides = Sides {
        path_a: place(only_a),
        path_b: place(only_b),
        a: words(&a.places, only_a),
        b: words(&b.places, only_b),
    };
    out.push("places", None, sides, kind, certain);
}

fn place_key(place: &Place) -> String {
    [&place.address, &place.name, &place.window]
        .map(|part| text_key(part.as_deref().unwrap_or_default()))
        .concat()
}

pub(super) fn phones(a: &Guide, b: &Guide, out: &mut Out<'_>) {
    let lines = [
        (
            "consultation.phones",
            "consultation",
            &a.consultation,
            &b.consultation,
        ),
        ("complaint.phones", "complaint", &a.complaint, &b.complaint),
    ];
    for (element, key, first, second) in lines {
        let phones = |contact: &Option<Contact>| {
            contact
                .as_ref()
                .map(|contact| contact.phones.clone())
                .unwrap_or_default()
        };
        compare_phones(element, key, &phones(first), &phones(second), out);
    }
}

fn compare_phones(
    element: &'static str,
    key: &'static str,
    a: &[Phone],
    b: &[Phone],
    out: &mut Out<'_>,
) {
    if a.is_empty() || b.is_empty() {
        return;
    }
    let first_unmatched = |own: &[Phone], other: &[Phone]| {
        own.iter()
            .position(|phone| !other.iter().any(|other| phone::same_line(phone, other)))
    };
    let (only_a, only_b) = (first_unmatched(a, b), first_unmatched(b, a));
    let kind = match (only_a, only_b) {
        (None, None) => return,
        (Some(_), None) => Kind::OnlyInA,
        (None, Some(_)) => Kind::OnlyInB,
        (Some(_), Some(_)) => Kind::Differs,
    };
    let place = |at: Option<usize>| match at {
        Some(at) => path![key, "phones", at],
        None => path![key, "phones"],
    };
    let sides = Sides {
        path_a: place(only_a),
        path_b: place(only_b),
        a: Argument::Plain(super::clip(&phone::write(a))),
        b: Argument::Plain(super::clip(&phone::write(b))),
    };
    out.push(element, None, sides, kind, true);
}

/// Compares conveniences: appointments, couriers, kiosks, assistance, online payment.
pub(super) fn conveniences(a: &Guide, b: &Guide, out: &mut Out<'_>) {
    let offers: [(_, _, &Option<Offer>, &Option<Offer>); 4] = [
        (
            "appointment.available",
            "appointment",
            &a.appointment,
            &b.appointment,
        ),
        ("courier.available", "courier", &a.courier, &b.courier),
        ("kiosk.available", "kiosk", &a.kiosk, &b.kiosk),
        (
            "assistance.available",
            "assistance",
            &a.assistance,
            &b.assistance,
        ),
    ];
    for (element, key, first, second) in offers {
        let is_available = |offer: &Option<Offer>| offer.as_ref().and_then(|offer| offer.available);
        compare_flags(
            element,
            path![key, "available"],
            (is_available(first), is_available(second)),
            out,
        );
    }
    let paid = |guide: &Guide| guide.fees.as_ref().and_then(|fees| fees.online_payment);
    let place = path!["fees", "online_payment"];
    compare_flags("fees.online_payment", place, (paid(a), paid(b)), out);
}

fn compare_flags(
    element: &'static str,
    place: Path,
    flags: (Option<bool>, Option<bool>),
    out: &mut Out<'_>,
) {
    let (Some(first), Some(second)) = flags else {
        return;
    };
    if first == second {
        return;
    }
    let word = |yes: bool| {
        let text = if yes {
            Text::new("是", "yes")
        } else {
            Text::new("否", "no")
        };
        Argument::Text(text)
    };
    let sides = Sides {
        path_a: place.clone(),
        path_b: place,
        a: word(first),
        b: word(second),
    };
    out.differs(element, None, sides);
}

//! Writes office hours.

use crate::model::{OpeningHours, Period};
use crate::vocabulary::Vocabulary;

/// Writes the hours as 工作日 09:00-12:00、13:30-16:30；法定节假日除外, or as their published wording.
pub fn write(value: &OpeningHours) -> String {
    if let Some(text) = &value.text {
        return text.clone();
    }
    // A season before the times applies until the next season; if periods without a season follow, it is in
    // brackets after the times instead.
    let first = value
        .periods
        .iter()
        .position(|period| period.season.is_some());
    let trailing = first.is_some_and(|first| {
        value
            .periods
            .iter()
            .skip(first)
            .any(|period| period.season.is_none())
    });
    let mut groups: Vec<String> = Vec::new();
    let mut last: Option<&Period> = None;
    for period in &value.periods {
        let same = last.is_some_and(|last| {
            let seasons = trailing || last.season == period.season;
            last.days == period.days && seasons && last.note == period.note
        });
        let times = times(period, trailing);
        match groups.last_mut() {
            Some(group) if same && period.opens.is_some() => {
                group.push('、');
                group.push_str(&times);
            }
            _ => groups.push(head(period, last, trailing) + &times),
        }
        last = Some(period);
    }
    groups.extend(value.holidays.as_ref().map(ToString::to_string));
    groups.join("；")
}

/// The times of a period as `09:00-12:00`, followed by its season if `trailing`.
fn times(period: &Period, trailing: bool) -> String {
    let mut times = match (&period.opens, &period.closes) {
        (Some(opens), Some(closes)) => format!("{opens}-{closes}"),
        (Some(one), None) | (None, Some(one)) => one.clone(),
        (None, None) => String::new(),
    };
    if let Some(season) = period.season.as_ref().filter(|_| trailing) {
        times = format!("{times}（{season}）");
    }
    times
}

/// The text before the times: label, season and days.
fn head(period: &Period, last: Option<&Period>, trailing: bool) -> String {
    let mut head = match (&period.note, last.and_then(|last| last.note.as_ref())) {
        (Some(note), before) if before != Some(note) => format!("{note}："),
        // Without a label, a neutral one ends the previous label.
        (None, Some(_)) => "办理时间：".to_owned(),
        _ => String::new(),
    };
    if let Some(season) = period.season.as_ref().filter(|_| !trailing) {
        head = format!("{head}{season}：");
    }
    let days: Vec<&str> = period.days.iter().map(Vocabulary::term).collect();
    head.push_str(&days.join("、"));
    if !days.is_empty() && period.opens.is_some() {
        head.push(' ');
    }
    head
}

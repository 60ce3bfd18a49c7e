//! Periods from the words of office hours.

use std::borrow::Cow;

use super::days::WEEKDAYS;
use super::lexer::{is_named, tokens};
use super::token::{Half, Token};
use crate::model::{OpeningHours, Period};
use crate::prose::{Scan, is_longer, slice};
use crate::value::Guess;
use crate::vocabulary::{DayKind, HolidayRule};
use crate::words;

/// The hours built from a text.
pub(super) struct Built {
    pub(super) hours: OpeningHours,
    pub(super) unread: Vec<String>,
    pub(super) guess: Option<Guess>,
    /// Whether a range of days could not be read, so that the days differ from the text: 周一至周八.
    pub(super) is_broken: bool,
}

/// Builds the hours of a text.
pub(super) fn build(text: &str) -> Built {
    let text = join_wrapped_words(text);
    let scan = Scan::new(&text);
    let tokens = tokens(&scan);
    let mut builder = Builder::default();
    let mut at = 0;
    while let Some(token) = tokens.get(at) {
        at += builder.take(token, tokens.get(at + 1..).unwrap_or_default());
    }
    builder.finish()
}

/// Maximum length of a label or season, in characters; longer texts are sentences.
const MAX_LABEL_CHARS: usize = 40;

/// Maximum number of periods that a following verdict is applied to.
const MAX_PERIODS: usize = 100;

/// The settings outside a bracket, restored after it.
struct PlaceSettings {
    note: Option<String>,
    days: Vec<DayKind>,
    season: Option<String>,
}

/// The state of building hours from tokens.
#[derive(Default)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "independent facts about the last words"
)]
struct Builder {
    periods: Vec<Period>,
    holidays: Option<HolidayRule>,
    unread: Vec<String>,
    guess: Option<Guess>,
    /// The settings for the following periods.
    days: Vec<DayKind>,
    season: Option<String>,
    note: Option<String>,
    /// Whether a bracket with hours of its own place is open.
    in_bracket: bool,
    /// The settings outside that bracket.
    outer: Option<PlaceSettings>,
    half: Option<Half>,
    /// Whether days or a season were named under the current label.
    label_has_days: bool,
    /// Whether a period under the current label has such days or season.
    label_has_dated_period: bool,
    /// Days named since the last period that no period or verdict has used yet.
    pending_days: Option<Vec<DayKind>>,
    /// Number of pending days before the last end of a sentence or opening bracket; a verdict skips them if other
    /// days follow.
    days_before_stop: usize,
    /// Whether the next day name ends a range of days.
    in_day_range: bool,
    /// Whether the previous token was a season, so that months after it belong to it.
    after_season: bool,
    /// Whether the previous token ended a period.
    after_period: bool,
    /// Whether unread words follow the pending days, so that the meaning of the days is unknown.
    has_unread_words: bool,
    /// Whether the end of a range of days could not be read.
    is_broken: bool,
    /// Closing time of the previous period, in minutes.
    last_closing: Option<u32>,
    /// Index of the first period of the current sentence.
    sentence_start: usize,
}

impl Builder {
    /// Takes one token and the following ones that belong to it; returns their number.
    fn take(&mut self, token: &Token, behind: &[Token]) -> usize {
        let after_season = std::mem::take(&mut self.after_season);
        let after_period = std::mem::take(&mut self.after_period);
        match token {
            Token::Clock(hour, minute, padded) => {
                return self.take_times((*hour, *minute), *padded, behind);
            }
            Token::Half(half) => self.half = Some(*half),
            Token::Days(days) => self.add_days(days),
            Token::To => self.in_day_range = self.pending_days.is_some(),
            Token::Season(name) => self.set_season(name, after_season),
            Token::Verdict(rule, words) => self.apply_verdict(rule, words),
            Token::AllDay { daily, vague } => self.add_all_day(*daily, *vague),
            Token::Label(words) => self.start_label(words),
            Token::Words(words) => self.take_words(words, behind),
            // 夏季（5月至9月）: the bracket keeps season and months together.
            Token::Open => return self.open_bracket(behind, after_season, after_period),
            Token::Comma => self.after_season = after_season,
            Token::Close => {
                self.after_season = after_season;
                if std::mem::take(&mut self.in_bracket)
                    && let Some(outer) = self.outer.take()
                {
                    PlaceSettings {
                        note: self.note,
                        days: self.days,
                        season: self.season,
                    } = outer;
                    self.label_has_days = false;
                    self.label_has_dated_period = false;
                    self.half = None;
                    self.last_closing = None;
                }
            }
            Token::Stop => {
                self.sentence_start = self.periods.len();
                self.half = None;
                self.days_before_stop = self.pending_days.as_ref().map_or(0, Vec::len);
            }
        }
        1
    }

    /// Opens a bracket.
    ///
    /// Words before times in the bracket name the place with those hours; a verdict in the bracket does not
    /// apply to the days before it; a season in the bracket may apply to the period that just ended.
    fn open_bracket(&mut self, behind: &[Token], after_season: bool, after_period: bool) -> usize {
        self.after_season = after_season;
        self.days_before_stop = self.pending_days.as_ref().map_or(0, Vec::len);
        let (season, taken) = match behind {
            [Token::Season(name), Token::Close, ..] => (name.clone(), 3),
            [
                Token::Season(name),
                Token::Open,
                Token::Season(months),
                Token::Close,
                Token::Close,
                ..,
            ] => (format!("{name}（{months}）"), 6),
            // （东区大厅上午8:00-12:00）: the hours of another place.
            [
                Token::Words(words) | Token::Label(words),
                Token::Clock(..) | Token::Half(_) | Token::Days(_),
                ..,
            ] if !is_longer(words, MAX_LABEL_CHARS) => {
                self.enter_bracket(words);
                return 2;
            }
            _ => return 1,
        };
        if !after_period || self.season.is_some() {
            return 1;
        }
        // 上午…下午…（冬季）: at the end of a sentence the season applies to the whole sentence, unless the next
        // sentence has fewer times; then that sentence only changes the last period, and so does the season.
        let rest = behind.get(taken - 1..).unwrap_or_default();
        let is_end = matches!(rest.first(), None | Some(Token::Stop));
        let next = rest.get(1..).unwrap_or_default().iter();
        let next = next.take_while(|token| !matches!(token, Token::Stop | Token::Open));
        let times = next.filter(|token| matches!(token, Token::To)).count();
        let sentence = self
            .periods
            .get_mut(self.sentence_start..)
            .unwrap_or_default();
        let is_whole = is_end && (times == 0 || times >= sentence.len());
        let from = if is_whole {
            0
        } else {
            sentence.len().saturating_sub(1)
        };
        for period in sentence.get_mut(from..).unwrap_or_default() {
            period.season.get_or_insert_with(|| season.clone());
        }
        taken
    }

    /// Sets the place whose hours a bracket contains.
    fn enter_bracket(&mut self, words: &str) {
        self.in_bracket = true;
        self.outer = Some(PlaceSettings {
            note: self.note.take(),
            days: self.days.clone(),
            season: self.season.clone(),
        });
        self.start_label(words);
    }

    /// Takes unknown words: before 24小时 they are a label, before a bracket with times the name of the place
    /// with those hours, otherwise unread.
    fn take_words(&mut self, words: &str, behind: &[Token]) {
        self.is_broken |= self.in_day_range && words.starts_with(['周', '星', '礼']);
        let timed = matches!(
            behind,
            [
                Token::Open,
                Token::Clock(..) | Token::Half(_) | Token::Days(_) | Token::Season(_),
                ..,
            ]
        );
        let place = || words::HALL_ENDING.ends(words) || words::WINDOW_ENDING.ends(words);
        if timed && !is_longer(words, MAX_LABEL_CHARS) && place() {
            self.enter_bracket(words);
        } else if matches!(behind.first(), Some(Token::AllDay { .. }))
            && !is_longer(words, MAX_LABEL_CHARS)
        {
            self.start_label(words);
        } else {
            self.has_unread_words |= self.pending_days.is_some();
            self.unread.push(words.to_owned());
        }
    }

    /// Takes an opening time with the closing time after it; returns the number of tokens.
    fn take_times(&mut self, from: (u32, u32), padded: bool, behind: &[Token]) -> usize {
        let (half, until, taken) = match behind {
            [Token::To, Token::Clock(hour, minute, _), ..] => (None, (*hour, *minute), 3),
            [
                Token::To,
                Token::Half(half),
                Token::Clock(hour, minute, _),
                ..,
            ] => (Some(*half), (*hour, *minute), 4),
            // 早9晚5
            [
                Token::Half(half @ Half::Afternoon),
                Token::Clock(hour, minute, _),
                ..,
            ] if self.half == Some(Half::Morning) => (Some(*half), (*hour, *minute), 3),
            _ => {
                self.has_unread_words |= self.pending_days.is_some();
                self.unread.push(display_time(from));
                return 1;
            }
        };
        if self.pending_days.is_some() {
            self.last_closing = None;
        }
        let mut opens = (hour_on_24(from.0, self.half), from.1);
        let mut closes = (hour_on_24(until.0, half.or(self.half)), until.1);
        let is_ambiguous = self.half.is_none() && half.is_none() && !padded;
        if is_ambiguous && self.must_be_afternoon(opens, closes) {
            opens.0 += 12;
            closes.0 += 12;
            self.guess = Some(Guess::Afternoon);
        }
        // 9:00-5:00 runs into the afternoon.
        if half.is_none()
            && !matches!(self.half, Some(Half::Afternoon))
            && !padded
            && (7..=12).contains(&opens.0)
            && (1..=6).contains(&closes.0)
        {
            closes.0 += 12;
            self.guess = Some(Guess::Afternoon);
        }
        self.last_closing = Some(closes.0 * 60 + closes.1);
        self.half = None;
        self.add_period(Some(display_time(opens)), Some(display_time(closes)));
        taken
    }

    /// Whether times without 下午 can only be in the afternoon: small hours after a morning.
    fn must_be_afternoon(&self, opens: (u32, u32), closes: (u32, u32)) -> bool {
        let morning = self
            .last_closing
            .is_some_and(|closed| (11 * 60..=13 * 60).contains(&closed));
        // 下午2:30-5:30（夏季3:00-6:00）: the hours of another season.
        let seasonal =
            self.season.is_some() && self.last_closing.is_none() && !self.periods.is_empty();
        (morning || seasonal) && (1..=6).contains(&opens.0) && closes.0 > opens.0 && closes.0 <= 9
    }

    /// Adds a period with the current settings.
    fn add_period(&mut self, opens: Option<String>, closes: Option<String>) {
        // 周一至周五9:00-17:00，自助区24小时: the days named before do not apply to a new label that never closes.
        let never_closes = opens.as_deref() == Some("00:00") && closes.as_deref() == Some("24:00");
        let is_new = self
            .periods
            .last()
            .is_some_and(|last| last.note != self.note);
        if never_closes
            && is_new
            && self.note.is_some()
            && !self.label_has_days
            && self.pending_days.is_none()
        {
            self.days.clear();
            self.season = None;
        }
        self.use_days();
        self.label_has_dated_period |= self.label_has_days;
        let mut period = Period::default();
        period.days.clone_from(&self.days);
        period.season.clone_from(&self.season);
        period.note.clone_from(&self.note);
        period.opens = opens;
        period.closes = closes;
        self.periods.push(period);
        self.after_period = true;
    }

    /// Makes the pending days the days of the following periods.
    fn use_days(&mut self) {
        self.in_day_range = false;
        if let Some(days) = self.pending_days.take() {
            self.days = simplify(days);
            self.days_before_stop = 0;
            self.has_unread_words = false;
        }
    }

    /// Adds named days, or ends a range of days with the first of them.
    fn add_days(&mut self, days: &[DayKind]) {
        self.label_has_days |= self.note.is_some();
        let pending = self.pending_days.get_or_insert_default();
        if std::mem::take(&mut self.in_day_range)
            && let (Some(from), Some(to)) = (pending.last().cloned(), days.first())
            && let Some(range) = day_range(&from, to)
        {
            pending.pop();
            pending.extend(range);
        } else {
            pending.extend(days.iter().cloned());
        }
    }

    /// Sets the season, which months after it extend.
    fn set_season(&mut self, name: &str, after_season: bool) {
        if is_longer(name, MAX_LABEL_CHARS) {
            self.unread.push(name.to_owned());
            return;
        }
        self.season = match (self.season.take(), after_season) {
            // 7月、8月
            (Some(season), true) if season.ends_with('月') && name.ends_with('月') => {
                Some(format!("{season}、{name}"))
            }
            (Some(season), true) if !season.contains('（') => Some(format!("{season}（{name}）")),
            _ => Some(name.to_owned()),
        };
        self.after_season = true;
        self.label_has_days |= self.note.is_some();
        self.last_closing = None;
    }

    /// Applies a verdict to the days named just before.
    fn apply_verdict(&mut self, rule: &HolidayRule, words: &str) {
        let mut former = self.pending_days.take().unwrap_or_default();
        let parted = if self.days_before_stop < former.len() {
            std::mem::take(&mut self.days_before_stop)
        } else {
            0
        };
        let named = former.split_off(parted.min(former.len()));
        self.pending_days = (!former.is_empty()).then_some(former);
        let holiday = named.contains(&DayKind::Holiday);
        let others: Vec<DayKind> = named
            .into_iter()
            .filter(|day| *day != DayKind::Holiday)
            .collect();
        if holiday || (others.is_empty() && *rule == HolidayRule::Open) {
            self.holidays = Some(rule.clone());
        }
        self.in_day_range = false;
        let working = |day: &DayKind| *day == DayKind::WorkingDay || WEEKDAYS.contains(day);
        match rule {
            // 周六日除外 removes nothing from working days; 工作日除外 cannot be expressed.
            HolidayRule::Closed if !others.iter().any(working) => {}
            HolidayRule::Open
                if !others.is_empty()
                    && self.periods.len() <= MAX_PERIODS
                    && self.periods.iter().any(|period| !period.days.is_empty()) =>
            {
                for period in self
                    .periods
                    .iter_mut()
                    .filter(|period| !period.days.is_empty())
                {
                    let days = std::mem::take(&mut period.days);
                    period.days =
                        simplify(days.into_iter().chain(others.iter().cloned()).collect());
                }
            }
            // 8:30-12:00，周末不休: without named days, the hours apply to the whole week.
            HolidayRule::Open
                if !others.is_empty() && others.iter().all(is_weekend) && self.days.is_empty() =>
            {
                let days: Vec<_> = std::iter::once(DayKind::WorkingDay).chain(others).collect();
                if self.periods.is_empty() {
                    self.pending_days = Some(days);
                } else {
                    self.periods
                        .iter_mut()
                        .for_each(|period| period.days.clone_from(&days));
                    self.days = days;
                }
            }
            _ if others.is_empty() => {}
            _ if holiday => self.pending_days.get_or_insert_default().extend(others),
            _ => self.unread.push(words.to_owned()),
        }
    }

    /// Adds a period around the clock, unless the last period already is one.
    fn add_all_day(&mut self, daily: bool, vague: bool) {
        if vague {
            self.guess = Some(Guess::AllDay);
        }
        if daily {
            self.pending_days = Some(vec![DayKind::Daily]);
        }
        if self.periods.last().is_some_and(|last| {
            last.closes.as_deref() == Some("24:00") && last.opens.as_deref() == Some("00:00")
        }) && self.pending_days.is_none()
        {
            return;
        }
        self.add_period(Some("00:00".to_owned()), Some("24:00".to_owned()));
    }

    /// Starts the periods of a label; days named before any label apply to all labels.
    fn start_label(&mut self, words: &str) {
        if is_longer(words, MAX_LABEL_CHARS) {
            self.unread.push(words.to_owned());
            return;
        }
        let former = self.note.take();
        self.note = (!words.is_empty()).then(|| words.to_owned());
        self.half = None;
        self.last_closing = None;
        if former.is_some()
            && former != self.note
            && self.label_has_dated_period
            && !self.periods.is_empty()
        {
            self.days.clear();
            self.season = None;
        }
        self.label_has_days = false;
        self.label_has_dated_period = false;
    }

    /// Returns the hours, applying pending days that were named after the times.
    fn finish(mut self) -> Built {
        // For 周六上午 the day is kept; the restriction to a half day is unread.
        if let Some(half) = self.half {
            self.unread.push(half.word().to_owned());
        }
        let has_unread_words = self.has_unread_words && !self.periods.is_empty();
        if let Some(days) = self.pending_days.take().filter(|_| !has_unread_words) {
            let days = simplify(days);
            let undated = self.periods.iter().all(|period| period.days.is_empty());
            if undated && !self.periods.is_empty() {
                for period in &mut self.periods {
                    period.days.clone_from(&days);
                }
            } else {
                self.pending_days = Some(days);
                self.add_period(None, None);
            }
        }
        Built {
            hours: OpeningHours {
                text: None,
                periods: self.periods,
                holidays: self.holidays,
            },
            unread: self.unread,
            guess: self.guess,
            is_broken: self.is_broken,
        }
    }
}

/// Removes spaces and line breaks inside 法定节假日, which some pages wrap.
fn join_wrapped_words(text: &str) -> Cow<'_, str> {
    let inside = |before: Option<char>, behind: Option<char>| {
        before.is_some_and(|char| "法定节假".contains(char))
            && behind.is_some_and(|char| "定节假日".contains(char))
    };
    let mut joined = String::new();
    let mut rest = text;
    while let Some(gap) = rest.find(char::is_whitespace) {
        let (before, behind) = rest.split_at(gap);
        let next = behind.trim_start();
        joined.push_str(before);
        if !inside(joined.chars().next_back(), next.chars().next()) {
            joined.push_str(slice(behind, 0..behind.len() - next.len()));
        }
        rest = next;
    }
    if joined.is_empty() {
        return Cow::Borrowed(text);
    }
    joined.push_str(rest);
    Cow::Owned(joined)
}

/// The days without duplicates; weekdays already covered by 工作日 are dropped.
fn simplify(mut days: Vec<DayKind>) -> Vec<DayKind> {
    let mut seen: Vec<DayKind> = Vec::new();
    days.retain(|day| {
        let new = !seen.contains(day);
        if new {
            seen.push(day.clone());
        }
        new
    });
    if days.contains(&DayKind::WorkingDay) {
        days.retain(|day| !WEEKDAYS.contains(day));
    }
    days
}

fn is_weekend(day: &DayKind) -> bool {
    matches!(day, DayKind::Weekend | DayKind::Saturday | DayKind::Sunday)
}

/// The days from one day of the week to another; `None` if one is not a day of the week.
fn day_range(from: &DayKind, to: &DayKind) -> Option<Vec<DayKind>> {
    if !is_named(from) || !is_named(to) {
        return None;
    }
    let week: Vec<DayKind> = WEEKDAYS
        .into_iter()
        .chain([DayKind::Saturday, DayKind::Sunday])
        .collect();
    let at = |day: &DayKind| week.iter().position(|known| known == day);
    let (first, last) = (at(from)?, at(to)?);
    if (first, last) == (0, 6) {
        return Some(vec![DayKind::Daily]);
    }
    let days = if first <= last {
        week.get(first..=last)?.to_vec()
    } else {
        [week.get(first..)?, week.get(..=last)?].concat()
    };
    Some(days)
}

/// The hour on the 24-hour clock.
fn hour_on_24(hour: u32, half: Option<Half>) -> u32 {
    match half {
        Some(Half::Afternoon) if hour < 12 => hour + 12,
        Some(Half::Noon) if hour < 10 => hour + 12,
        _ => hour,
    }
}

/// A time as `09:00`.
fn display_time((hour, minute): (u32, u32)) -> String {
    format!("{hour:02}:{minute:02}")
}

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
    /// Whether the days are not those that the text names: 周一至周八.
    pub(super) is_broken: bool,
}

/// Builds the hours of a text.
pub(super) fn build(text: &str) -> Built {
    let text = mended(text);
    let scan = Scan::new(&text);
    let tokens = tokens(&scan);
    let mut builder = Builder::default();
    let mut at = 0;
    while let Some(token) = tokens.get(at) {
        at += builder.take(token, tokens.get(at + 1..).unwrap_or_default());
    }
    builder.finish()
}

/// Longest label and season, in characters; longer texts are sentences.
const MAX_LABEL_CHARS: usize = 40;

/// Maximum number of periods that a following verdict is applied to.
const MAX_PERIODS: usize = 100;

/// The settings for the periods of a place.
struct Held {
    note: Option<String>,
    days: Vec<DayKind>,
    season: Option<String>,
}

/// The state of reading.
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
    /// Whether the words at the start of an open bracket are the label of its content.
    bracketed: bool,
    /// The settings outside that bracket.
    outer: Option<Held>,
    half: Option<Half>,
    /// Whether days or a season were named under the current label.
    named: bool,
    /// Whether a period under the current label has them.
    under_label: bool,
    /// Days named since the last period, which no period or verdict has used yet.
    fresh: Option<Vec<DayKind>>,
    /// Number of the fresh days before the end of a sentence.
    parted: usize,
    /// Whether the next day name ends a range of days.
    to: bool,
    /// Whether the season was the last thing named, so that months after it belong to it.
    seasoned: bool,
    /// Whether a period was the last thing named.
    ended: bool,
    /// Whether words after the fresh days were not understood, so that their meaning is unknown.
    muddled: bool,
    /// Whether a range of days has no end that was understood.
    is_broken: bool,
    /// Closing time of the previous period, in minutes.
    closed: Option<u32>,
    /// Number of periods before the current sentence.
    former: usize,
}

impl Builder {
    /// Takes one token and the following ones that belong to it; returns their number.
    fn take(&mut self, token: &Token, behind: &[Token]) -> usize {
        let seasoned = std::mem::take(&mut self.seasoned);
        let ended = std::mem::take(&mut self.ended);
        match token {
            Token::Clock(hour, minute, padded) => {
                return self.clock((*hour, *minute), *padded, behind);
            }
            Token::Half(half) => self.half = Some(*half),
            Token::Days(days) => self.days(days),
            Token::To => self.to = self.fresh.is_some(),
            Token::Season(name) => self.season(name, seasoned),
            Token::Verdict(rule, words) => self.verdict(rule, words),
            Token::AllDay { daily, vague } => self.all_day(*daily, *vague),
            Token::Label(words) => self.label(words),
            Token::Words(words) => self.words(words, behind),
            // 夏季（5月至9月）: the bracket keeps season and months together.
            Token::Open => return self.open(behind, seasoned, ended),
            Token::Comma => self.seasoned = seasoned,
            Token::Close => {
                self.seasoned = seasoned;
                if std::mem::take(&mut self.bracketed)
                    && let Some(outer) = self.outer.take()
                {
                    Held {
                        note: self.note,
                        days: self.days,
                        season: self.season,
                    } = outer;
                    self.named = false;
                    self.under_label = false;
                    self.half = None;
                    self.closed = None;
                }
            }
            Token::Stop => {
                self.former = self.periods.len();
                self.half = None;
                self.parted = self.fresh.as_ref().map_or(0, Vec::len);
            }
        }
        1
    }

    /// Opens a bracket. Words before times in it are the place whose hours they are; a verdict in
    /// it does not apply to the days before it; a season in it may apply to the period that just
    /// ended.
    fn open(&mut self, behind: &[Token], seasoned: bool, ended: bool) -> usize {
        self.seasoned = seasoned;
        self.parted = self.fresh.as_ref().map_or(0, Vec::len);
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
                self.bracketed(words);
                return 2;
            }
            _ => return 1,
        };
        if !ended || self.season.is_some() {
            return 1;
        }
        // 上午…下午…（冬季）: at the end of a sentence it applies to the whole sentence, unless
        // fewer times follow, which then only modify the last of these.
        let rest = behind.get(taken - 1..).unwrap_or_default();
        let is_end = matches!(rest.first(), None | Some(Token::Stop));
        let next = rest.get(1..).unwrap_or_default().iter();
        let next = next.take_while(|token| !matches!(token, Token::Stop | Token::Open));
        let times = next.filter(|token| matches!(token, Token::To)).count();
        let sentence = self.periods.get_mut(self.former..).unwrap_or_default();
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
    fn bracketed(&mut self, words: &str) {
        self.bracketed = true;
        self.outer = Some(Held {
            note: self.note.take(),
            days: self.days.clone(),
            season: self.season.clone(),
        });
        self.label(words);
    }

    /// Unknown words. Before 24小时 they are a label; before a bracket with times, the name of the
    /// place with those hours.
    fn words(&mut self, words: &str, behind: &[Token]) {
        self.is_broken |= self.to && words.starts_with(['周', '星', '礼']);
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
            self.bracketed(words);
        } else if matches!(behind.first(), Some(Token::AllDay { .. }))
            && !is_longer(words, MAX_LABEL_CHARS)
        {
            self.label(words);
        } else {
            self.muddled |= self.fresh.is_some();
            self.unread.push(words.to_owned());
        }
    }

    /// A time, and the time after the dash.
    fn clock(&mut self, from: (u32, u32), padded: bool, behind: &[Token]) -> usize {
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
                self.muddled |= self.fresh.is_some();
                self.unread.push(write(from));
                return 1;
            }
        };
        if self.fresh.is_some() {
            self.closed = None;
        }
        let mut opens = (on_24(from.0, self.half), from.1);
        let mut closes = (on_24(until.0, half.or(self.half)), until.1);
        let unsaid = self.half.is_none() && half.is_none() && !padded;
        if unsaid && self.afternoon(opens, closes) {
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
        self.closed = Some(closes.0 * 60 + closes.1);
        self.half = None;
        self.period(Some(write(opens)), Some(write(closes)));
        taken
    }

    /// Whether times without 下午 can only be in the afternoon: small ones after a morning.
    fn afternoon(&self, opens: (u32, u32), closes: (u32, u32)) -> bool {
        let morning = self
            .closed
            .is_some_and(|closed| (11 * 60..=13 * 60).contains(&closed));
        // 下午2:30-5:30（夏季3:00-6:00）: the hours of another season.
        let seasonal = self.season.is_some() && self.closed.is_none() && !self.periods.is_empty();
        (morning || seasonal) && (1..=6).contains(&opens.0) && closes.0 > opens.0 && closes.0 <= 9
    }

    /// Adds a period with the current settings.
    fn period(&mut self, opens: Option<String>, closes: Option<String>) {
        // 周一至周五9:00-17:00，自助区24小时: a separate part that never closes is not bound to the
        // days named before.
        let never_closes = opens.as_deref() == Some("00:00") && closes.as_deref() == Some("24:00");
        let is_new = (self.periods.last()).is_some_and(|last| last.note != self.note);
        if never_closes && is_new && self.note.is_some() && !self.named && self.fresh.is_none() {
            self.days.clear();
            self.season = None;
        }
        self.use_days();
        self.under_label |= self.named;
        let mut period = Period::default();
        period.days.clone_from(&self.days);
        period.season.clone_from(&self.season);
        period.note.clone_from(&self.note);
        period.opens = opens;
        period.closes = closes;
        self.periods.push(period);
        self.ended = true;
    }

    /// Applies the days named last to the following periods.
    fn use_days(&mut self) {
        self.to = false;
        if let Some(days) = self.fresh.take() {
            self.days = simplify(days);
            self.parted = 0;
            self.muddled = false;
        }
    }

    fn days(&mut self, days: &[DayKind]) {
        self.named |= self.note.is_some();
        let fresh = self.fresh.get_or_insert_default();
        if std::mem::take(&mut self.to)
            && let (Some(from), Some(to)) = (fresh.last().cloned(), days.first())
            && let Some(range) = range(&from, to)
        {
            fresh.pop();
            fresh.extend(range);
        } else {
            fresh.extend(days.iter().cloned());
        }
    }

    fn season(&mut self, name: &str, seasoned: bool) {
        if is_longer(name, MAX_LABEL_CHARS) {
            self.unread.push(name.to_owned());
            return;
        }
        self.season = match (self.season.take(), seasoned) {
            // 7月、8月
            (Some(season), true) if season.ends_with('月') && name.ends_with('月') => {
                Some(format!("{season}、{name}"))
            }
            (Some(season), true) if !season.contains('（') => Some(format!("{season}（{name}）")),
            _ => Some(name.to_owned()),
        };
        self.seasoned = true;
        self.named |= self.note.is_some();
        self.closed = None;
    }

    /// Applies a verdict to the days named just before.
    fn verdict(&mut self, rule: &HolidayRule, words: &str) {
        let mut former = self.fresh.take().unwrap_or_default();
        let parted = if self.parted < former.len() {
            std::mem::take(&mut self.parted)
        } else {
            0
        };
        let named = former.split_off(parted.min(former.len()));
        self.fresh = (!former.is_empty()).then_some(former);
        let holiday = named.contains(&DayKind::Holiday);
        let others: Vec<DayKind> = named
            .into_iter()
            .filter(|day| *day != DayKind::Holiday)
            .collect();
        if holiday || (others.is_empty() && *rule == HolidayRule::Open) {
            self.holidays = Some(rule.clone());
        }
        self.to = false;
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
                    self.fresh = Some(days);
                } else {
                    (self.periods.iter_mut()).for_each(|period| period.days.clone_from(&days));
                    self.days = days;
                }
            }
            _ if others.is_empty() => {}
            _ if holiday => self.fresh.get_or_insert_default().extend(others),
            _ => self.unread.push(words.to_owned()),
        }
    }

    fn all_day(&mut self, daily: bool, vague: bool) {
        if vague {
            self.guess = Some(Guess::AllDay);
        }
        if daily {
            self.fresh = Some(vec![DayKind::Daily]);
        }
        if self.periods.last().is_some_and(|last| {
            last.closes.as_deref() == Some("24:00") && last.opens.as_deref() == Some("00:00")
        }) && self.fresh.is_none()
        {
            return;
        }
        self.period(Some("00:00".to_owned()), Some("24:00".to_owned()));
    }

    /// Starts a separate part with a label; days named before any label apply to all parts.
    fn label(&mut self, words: &str) {
        if is_longer(words, MAX_LABEL_CHARS) {
            self.unread.push(words.to_owned());
            return;
        }
        let former = self.note.take();
        self.note = (!words.is_empty()).then(|| words.to_owned());
        self.half = None;
        self.closed = None;
        if former.is_some() && former != self.note && self.under_label && !self.periods.is_empty() {
            self.days.clear();
            self.season = None;
        }
        self.named = false;
        self.under_label = false;
    }

    /// Returns the hours, applying days that were named after the times.
    fn finish(mut self) -> Built {
        // For 周六上午 the day is kept; the restriction to a half day is unread.
        if let Some(half) = self.half {
            self.unread.push(half.word().to_owned());
        }
        let muddled = self.muddled && !self.periods.is_empty();
        if let Some(days) = self.fresh.take().filter(|_| !muddled) {
            let days = simplify(days);
            let undated = self.periods.iter().all(|period| period.days.is_empty());
            if undated && !self.periods.is_empty() {
                for period in &mut self.periods {
                    period.days.clone_from(&days);
                }
            } else {
                self.fresh = Some(days);
                self.period(None, None);
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

/// Removes spaces and line breaks inside 法定节假日, where pages wrap the line.
fn mended(text: &str) -> Cow<'_, str> {
    let inside = |before: Option<char>, behind: Option<char>| {
        before.is_some_and(|char| "法定节假".contains(char))
            && behind.is_some_and(|char| "定节假日".contains(char))
    };
    let mut mended = String::new();
    let mut rest = text;
    while let Some(gap) = rest.find(char::is_whitespace) {
        let (before, behind) = rest.split_at(gap);
        let next = behind.trim_start();
        mended.push_str(before);
        if !inside(mended.chars().next_back(), next.chars().next()) {
            mended.push_str(slice(behind, 0..behind.len() - next.len()));
        }
        rest = next;
    }
    if mended.is_empty() {
        return Cow::Borrowed(text);
    }
    mended.push_str(rest);
    Cow::Owned(mended)
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

/// The days from one to another.
fn range(from: &DayKind, to: &DayKind) -> Option<Vec<DayKind>> {
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
fn on_24(hour: u32, half: Option<Half>) -> u32 {
    match half {
        Some(Half::Afternoon) if hour < 12 => hour + 12,
        Some(Half::Noon) if hour < 10 => hour + 12,
        _ => hour,
    }
}

/// A time as `09:00`.
fn write((hour, minute): (u32, u32)) -> String {
    format!("{hour:02}:{minute:02}")
}

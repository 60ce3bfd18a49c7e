//! Durations in a text: a number and a unit, or a phrase for "on the spot".

use std::ops::Range;
use std::sync::LazyLock;

use crate::model::{Amount, Limit};
use crate::prose::{Lexed, Scan, is_numeral, is_torn, number_at};
use crate::value::Guess;
use crate::vocabulary::TimeUnit;
use crate::words::{self, CharSet};

/// Spellings of the units; longer ones precede their prefixes.
const UNITS: &[(&str, Unit)] = &[
    ("法定工作日", Unit::Sure(TimeUnit::WorkingDay)),
    ("工作日", Unit::Sure(TimeUnit::WorkingDay)),
    ("工作 日", Unit::Sure(TimeUnit::WorkingDay)),
    ("工作天", Unit::Sure(TimeUnit::WorkingDay)),
    ("working days", Unit::Sure(TimeUnit::WorkingDay)),
    ("working day", Unit::Sure(TimeUnit::WorkingDay)),
    ("workdays", Unit::Sure(TimeUnit::WorkingDay)),
    ("workday", Unit::Sure(TimeUnit::WorkingDay)),
    ("自然日", Unit::Sure(TimeUnit::CalendarDay)),
    ("自然天", Unit::Sure(TimeUnit::CalendarDay)),
    ("日历日", Unit::Sure(TimeUnit::CalendarDay)),
    ("日历天", Unit::Sure(TimeUnit::CalendarDay)),
    ("calendar days", Unit::Sure(TimeUnit::CalendarDay)),
    ("calendar day", Unit::Sure(TimeUnit::CalendarDay)),
    ("日", Unit::BareDay),
    ("天", Unit::BareDay),
    ("days", Unit::BareDay),
    ("day", Unit::BareDay),
    ("工作小时", Unit::Sure(TimeUnit::Hour)),
    ("小时", Unit::Sure(TimeUnit::Hour)),
    ("钟头", Unit::Sure(TimeUnit::Hour)),
    ("hours", Unit::Sure(TimeUnit::Hour)),
    ("hour", Unit::Sure(TimeUnit::Hour)),
    ("分钟", Unit::Sure(TimeUnit::Minute)),
    ("minutes", Unit::Sure(TimeUnit::Minute)),
    ("minute", Unit::Sure(TimeUnit::Minute)),
    ("星期", Unit::Sure(TimeUnit::Week)),
    ("礼拜", Unit::Sure(TimeUnit::Week)),
    ("weeks", Unit::Sure(TimeUnit::Week)),
    ("week", Unit::Sure(TimeUnit::Week)),
    ("周年", Unit::Sure(TimeUnit::Year)),
    ("周", Unit::Sure(TimeUnit::Week)),
    ("季度", Unit::Quarter),
    ("月", Unit::Sure(TimeUnit::Month)),
    ("months", Unit::Sure(TimeUnit::Month)),
    ("month", Unit::Sure(TimeUnit::Month)),
    ("年", Unit::Sure(TimeUnit::Year)),
    ("years", Unit::Sure(TimeUnit::Year)),
    ("year", Unit::Sure(TimeUnit::Year)),
];

/// A unit of time as written.
#[derive(Clone, Debug)]
pub(super) enum Unit {
    /// An unambiguous unit.
    Sure(TimeUnit),
    /// 日 or 天, which law and offices use for both kinds of day.
    BareDay,
    /// Three months.
    Quarter,
}

/// A duration in a text.
#[derive(Clone, Debug)]
pub(super) struct Duration {
    /// The range in characters.
    pub(super) span: Range<usize>,
    pub(super) limit: Limit,
    pub(super) guess: Option<Guess>,
    /// Whether the limit is unclear or only part of a longer expression, such as the 5天 of 1个月零5天.
    pub(super) is_part: bool,
}

/// A limit, and the guess that it needed.
pub(super) struct Guessed {
    pub(super) value: Limit,
    pub(super) guess: Option<Guess>,
}

/// A limit of `value` units.
pub(super) fn amount(value: f64, unit: Option<&Unit>) -> Option<Guessed> {
    // Larger numbers are codes or years, not limits.
    const MAX_AMOUNT: f64 = 1e6;
    if value > MAX_AMOUNT {
        return None;
    }
    let (value, unit, guess) = match unit {
        Some(Unit::Sure(unit)) => (value, Some(unit.clone()), None),
        Some(Unit::BareDay) => (value, Some(TimeUnit::CalendarDay), Some(Guess::BareDay)),
        Some(Unit::Quarter) => (value * 3.0, Some(TimeUnit::Month), None),
        None => (value, None, None),
    };
    let value = Limit {
        amount: Some(Amount::new(value)?),
        unit,
        ..Limit::default()
    };
    Some(Guessed { value, guess })
}

/// All durations and immediate phrases, in order.
pub(super) fn durations(scan: &Scan, prose: bool) -> Vec<Duration> {
    let mut found: Vec<Duration> = Vec::new();
    let mut at = 0;
    while at < scan.len() {
        if let Some(duration) = immediate_phrase(scan, at, prose) {
            at = duration.span.end;
            found.push(duration);
        } else if let Some(number) = number_at(scan, at) {
            match numeric_duration(scan, at, number, prose, found.last()) {
                Some(duration) => {
                    at = duration.span.end;
                    push_or_merge(scan, &mut found, duration);
                }
                None => at = number.end,
            }
        } else {
            at += 1;
        }
    }
    if prose {
        found.retain(|duration| !duration.is_part);
    }
    found
}

/// The characters that begin a phrase for "on the spot" or "the same day".
static STARTS: LazyLock<CharSet> = LazyLock::new(|| {
    let all = [&words::AT_ONCE, &words::AT_ONCE_BARE, &words::SAME_DAY];
    CharSet::of(
        all.into_iter()
            .flatten()
            .filter_map(|word| word.chars().next()),
    )
});

/// A phrase for "on the spot" or "the same day", such as 即办 or 当日.
fn immediate_phrase(scan: &Scan, at: usize, prose: bool) -> Option<Duration> {
    let found = |end, limit, guess| {
        Some(Duration {
            span: at..end,
            limit,
            guess,
            is_part: false,
        })
    };
    // Fast path: nearly no character begins one.
    if !STARTS.holds(scan.get(at)?) {
        return None;
    }
    if let Some(end) = scan.after(at, &words::AT_ONCE) {
        let case_type = prose && scan.get(end) == Some('件');
        let denied = scan
            .before(at)
            .is_some_and(|char| matches!(char, '不' | '非' | '未'));
        return (!case_type && !denied).then(|| found(end, Limit::on_the_spot(), None))?;
    }
    if !prose && at == 0 {
        let Lexed { value: word, end } = scan.any(at, &words::AT_ONCE_BARE)?;
        let alone =
            scan.skip(end, |char| matches!(char, ' ' | '。' | '办' | '结' | '理')) == scan.len();
        if alone && !matches!(word, "当日" | "当天") {
            return found(end, Limit::on_the_spot(), None);
        }
        if alone {
            return found(
                end,
                Limit::new(1, TimeUnit::WorkingDay),
                Some(Guess::SameDay),
            );
        }
    }
    let end = scan.after(at, &words::SAME_DAY)?;
    found(
        end,
        Limit::new(1, TimeUnit::WorkingDay),
        Some(Guess::SameDay),
    )
}

/// The duration whose number starts at `start`; `last` is the duration found before it.
fn numeric_duration(
    scan: &Scan,
    start: usize,
    number: Lexed<f64>,
    prose: bool,
    last: Option<&Duration>,
) -> Option<Duration> {
    let number = range_or_choice(scan, start, number);
    let UnitAfter {
        unit,
        end,
        is_measured,
        is_half,
    } = unit_after(scan, number.end)
        .or_else(|| minutes_after_hours(scan, start, number.end, last))?;
    let whole = !prose && start == 0 && end == scan.len();
    let is_year = matches!(unit, Unit::Sure(TimeUnit::Year));
    let calendar = number.value >= 1000.0 && !is_measured && is_year;
    if !whole && (calendar || is_not_duration(scan, start, end, &unit, is_measured)) {
        return None;
    }
    // 一年半, 一个半月: half a unit more.
    let half = scan.get(end) == Some('半') && scan.get(end + 1) != Some('数');
    let end = end + usize::from(half);
    let value = number.value + if half || is_half { 0.5 } else { 0.0 };
    // 两个半天 may be two halves of a day.
    let halves = is_half && matches!(unit, Unit::BareDay);
    let (unit, span) = match unit {
        Unit::BareDay if !prose => kind_of_bare_day(scan, start..end),
        unit => (unit, start..end),
    };
    let unclear = is_torn(scan, start) || halves || half && is_half;
    let (limit, is_part) = match amount(value, Some(&unit)) {
        Some(limit) => (limit, unclear),
        // 三五天 or a code has no certain amount, so the duration is marked as unclear.
        None => (amount(0.0, Some(&unit))?, true),
    };
    Some(Duration {
        span,
        guess: number.guess.or(limit.guess),
        limit: limit.value,
        is_part,
    })
}

/// The 分 of 2小时30分: after hours it means minutes, elsewhere it does not.
fn minutes_after_hours(
    scan: &Scan,
    start: usize,
    end: usize,
    last: Option<&Duration>,
) -> Option<UnitAfter> {
    let hours = last.filter(|last| last.limit.unit == Some(TimeUnit::Hour))?;
    (is_adjacent(scan, hours, start) && scan.get(end) == Some('分')).then_some(UnitAfter {
        unit: Unit::Sure(TimeUnit::Minute),
        end: end + 1,
        is_measured: false,
        is_half: false,
    })
}

/// Whether a duration ends at this position, except for 零 or 又 in between.
fn is_adjacent(scan: &Scan, last: &Duration, start: usize) -> bool {
    scan.skip(last.span.end, |char| matches!(char, '零' | '又')) >= start
}

/// The kind of day that a bare 日 or 天 means by the words beside it, and the range of the whole expression:
/// 工作日20天, 20天（按工作日计算）.
fn kind_of_bare_day(scan: &Scan, span: Range<usize>) -> (Unit, Range<usize>) {
    let between = |char| matches!(char, ' ' | ':' | ',' | '(' | ')');
    let mut word_end = span.start;
    while scan.before(word_end).is_some_and(between) {
        word_end -= 1;
    }
    let before = (2..=5)
        .filter_map(|length| word_end.checked_sub(length))
        .find_map(|at| {
            let unit = unit_word(scan, at).filter(|unit| unit.end == word_end)?;
            let counted = is_counted(scan, at);
            (is_kind_of_day(unit.value) && !counted).then(|| (unit.value.clone(), at..span.end))
        });
    let after = || {
        let start = scan.skip(span.end, |char| {
            between(char) || matches!(char, '按' | '以' | '指' | '均' | '为')
        });
        let unit = unit_word(scan, start).filter(|unit| is_kind_of_day(unit.value))?;
        let end = scan.after(unit.end, ["计算", "计"]).unwrap_or(unit.end);
        let end = scan.skip(end, |char| char == ')');
        Some((unit.value.clone(), span.start..end))
    };
    before.or_else(after).unwrap_or((Unit::BareDay, span))
}

/// Whether a number or a measure word precedes a position: 3个工作日.
fn is_counted(scan: &Scan, at: usize) -> bool {
    scan.before(at)
        .is_some_and(|char| char == '个' || char == ' ' || is_numeral(char))
}

/// Whether the unit names the kind of day.
fn is_kind_of_day(unit: &Unit) -> bool {
    matches!(
        unit,
        Unit::Sure(TimeUnit::WorkingDay | TimeUnit::CalendarDay)
    )
}

/// The number used as the amount of a duration, and the guess if there were two.
struct ChosenNumber {
    value: f64,
    end: usize,
    guess: Option<Guess>,
}

/// The number to use: the upper end of a range such as `3-5` or 三至五, the larger of 十五、二十, or else `low`.
fn range_or_choice(scan: &Scan, start: usize, low: Lexed<f64>) -> ChosenNumber {
    let Lexed { value, end } = low;
    // The unit may be repeated before the dash: 3个工作日-5个工作日.
    let after = unit_after(scan, end).map_or(end, |unit| unit.end);
    let dash = scan.skip_spaces(after);
    let next = scan.skip(dash, |char| matches!(char, '-' | '至' | '到' | ' '));
    let marked = (dash..next).any(|at| matches!(scan.get(at), Some('-' | '至' | '到')));
    let high = |at| number_at(scan, at).filter(|high| unit_after(scan, high.end).is_some());
    if let Some(high) = marked.then(|| high(next)).flatten()
        && high.value > value
    {
        return ChosenNumber {
            value: high.value,
            end: high.end,
            guess: Some(Guess::Range),
        };
    }
    // 十五、二十个工作日 gives two numbers, but in 1、20个工作日 the 1 numbers an entry.
    let gap = scan.skip_spaces(end);
    let other = matches!(scan.get(gap), Some('、' | '或' | '/'))
        .then(|| high(scan.skip_spaces(gap + 1)))
        .flatten();
    let opens = start == 0 || scan.before(start) == Some('\n');
    match other.filter(|other| {
        !opens || scan.get(gap) != Some('、') || !may_number_entry(value, other.value)
    }) {
        Some(other) => ChosenNumber {
            value: value.max(other.value),
            end: other.end,
            guess: Some(Guess::Several),
        },
        None => ChosenNumber {
            value,
            end,
            guess: None,
        },
    }
}

/// Whether the text after a duration reduces it by a share: 20个工作日压缩50%.
pub(super) fn is_reduced(scan: &Scan, end: usize) -> bool {
    let behind = scan.skip(end, |char| {
        char.is_alphanumeric() || matches!(char, '.' | ' ')
    });
    let clause = scan.original(end, behind);
    scan.get(behind) == Some('%')
        || ["百分之", "一半", "减半"]
            .iter()
            .any(|word| clause.contains(word))
}

/// Whether the first of two numbers joined by 、 may be the number of an entry that begins with the second.
fn may_number_entry(first: f64, second: f64) -> bool {
    first < 2.0 && second > 2.0
}

/// The unit that follows a number.
struct UnitAfter {
    unit: Unit,
    end: usize,
    /// Whether a measure word (个) precedes it.
    is_measured: bool,
    /// Whether 半 between 个 and the unit adds half a unit, as in 一个半月.
    is_half: bool,
}

/// The unit after a number that ends at `end`, optionally in brackets.
fn unit_after(scan: &Scan, end: usize) -> Option<UnitAfter> {
    let mut at = scan.skip_spaces(end);
    let bracket = matches!(scan.get(at), Some('(' | '['));
    if bracket {
        at = scan.skip_spaces(at + 1);
    }
    let is_measured = scan.get(at) == Some('个');
    if is_measured {
        at = scan.skip_spaces(at + 1);
    }
    let is_half = is_measured && scan.get(at) == Some('半');
    if is_half {
        at = scan.skip_spaces(at + 1);
    }
    let Lexed {
        value: unit,
        mut end,
    } = unit_word(scan, at)?;
    if bracket {
        end = scan.skip_spaces(end);
        if !matches!(scan.get(end), Some(')' | ']')) {
            return None;
        }
        end += 1;
    }
    let Lexed { value: unit, end } = day_kind_in_bracket(scan, unit, end);
    Some(UnitAfter {
        unit,
        end,
        is_measured,
        is_half,
    })
}

/// The unit with the kind of day that a bracket after it names: 30天（自然日）.
fn day_kind_in_bracket(scan: &Scan, unit: &Unit, end: usize) -> Lexed<Unit> {
    let from_bracket = || {
        let open = scan.skip_spaces(end);
        let named = unit_word(scan, open + 1)?;
        let closed = scan.get(open) == Some('(') && scan.get(named.end) == Some(')');
        (closed && matches!(unit, Unit::BareDay))
            .then(|| Lexed::new(named.value.clone(), named.end + 1))
    };
    from_bracket().unwrap_or_else(|| Lexed::new(unit.clone(), end))
}

/// Whether the word is at this position, ignoring the case of Latin letters.
fn matches_word(scan: &Scan, at: usize, word: &str) -> bool {
    let mut next = at;
    word.chars().all(|char| {
        let here = scan.get(next).map(|found| found.to_ascii_lowercase()) == Some(char);
        next += 1;
        here
    })
}

/// Whether an apparent duration in prose is really a date, an ordinal, an age or an opening time.
fn is_not_duration(scan: &Scan, start: usize, end: usize, unit: &Unit, measured: bool) -> bool {
    let before = scan.before(start);
    let after = scan.get(end);
    let within = scan.after(end, ["内", "以内", "之内"]).is_some();
    let marked = matches!(before, Some('.' | '/' | '-'));
    let joined = start.checked_sub(2).and_then(|at| scan.get(at));
    if before == Some('第') || marked && joined.is_some_and(|char| char.is_ascii_digit()) {
        return true;
    }
    match unit {
        Unit::Sure(TimeUnit::Year) => {
            matches!(after, Some('级' | '度' | '版' | '第')) || before == Some('于')
        }
        Unit::Sure(TimeUnit::Month) => !(measured || within),
        // 3月5日 is a date, but 3个月零5日 is a duration.
        Unit::BareDay => {
            before == Some('月') && !ends_month_count(scan, start) || after == Some('常')
        }
        Unit::Sure(TimeUnit::Week) => matches!(
            after,
            Some('岁' | '一' | '二' | '三' | '四' | '五' | '六' | '日')
        ),
        Unit::Sure(TimeUnit::Hour) => {
            scan.after(end, &words::ROUND_THE_CLOCK_SERVICE).is_some() || after == Some('制')
        }
        _ => false,
    }
}

/// Whether a counted month ends before this position: 3个月, 三个半月.
fn ends_month_count(scan: &Scan, end: usize) -> bool {
    let at = |back: usize| end.checked_sub(back).and_then(|at| scan.get(at));
    at(2) == Some('个') || at(2) == Some('半') && at(3) == Some('个')
}

/// Adds a duration, or merges it with the previous one: 1年6个月 and 1小时30分钟 become one.
///
/// The parts of 1个月零5天 have no common unit, so the merged duration is marked as unclear.
fn push_or_merge(scan: &Scan, found: &mut Vec<Duration>, next: Duration) {
    let Some(last) = found
        .last_mut()
        .filter(|last| last.limit.amount.is_some() && last.limit.unit != next.limit.unit)
        .filter(|last| is_adjacent(scan, last, next.span.start))
    else {
        return found.push(next);
    };
    let factor = match (&last.limit.unit, &next.limit.unit) {
        (Some(TimeUnit::Year), Some(TimeUnit::Month)) => Some(12.0),
        (Some(TimeUnit::Hour), Some(TimeUnit::Minute)) => Some(60.0),
        _ => None,
    };
    let amounts = last.limit.amount.zip(next.limit.amount);
    last.is_part |= next.is_part || factor.is_none();
    last.span.end = next.span.end;
    last.guess = last.guess.or(next.guess);
    if let Some((factor, (large, small))) = factor.zip(amounts) {
        last.limit.amount = Amount::new(large.value() * factor + small.value());
        last.limit.unit = next.limit.unit;
    }
}

/// The unit word at this position.
pub(super) fn unit_word(scan: &Scan, at: usize) -> Option<Lexed<&'static Unit>> {
    UNITS
        .iter()
        .find(|(word, _)| matches_word(scan, at, word))
        .map(|(word, unit)| Lexed::new(unit, at + word.chars().count()))
}

//! Durations in a text: a number and a unit, or a phrase for "on the spot".

use std::ops::Range;

use crate::model::{Amount, Limit};
use crate::prose::{Lexed, Scan, is_numeral, number_at};
use crate::value::Guess;
use crate::vocabulary::TimeUnit;
use crate::words;

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

/// A unit as written.
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
    /// Its range in characters.
    pub(super) span: Range<usize>,
    pub(super) limit: Limit,
    pub(super) guess: Option<Guess>,
}

/// A limit, and the guess that it needed.
pub(super) struct Guessed {
    pub(super) value: Limit,
    pub(super) guess: Option<Guess>,
}

/// A limit of this many units.
pub(super) fn amount(value: f64, unit: Option<&Unit>) -> Option<Guessed> {
    // Larger numbers are codes or years, not limits.
    const LARGEST: f64 = 1e6;
    if value > LARGEST {
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
        if let Some(duration) = phrase(scan, at, prose) {
            at = duration.span.end;
            found.push(duration);
        } else if let Some(number) = number_at(scan, at) {
            match counted(scan, at, number, prose) {
                Some(duration) => {
                    at = duration.span.end;
                    join(&mut found, duration);
                }
                None => at = number.end,
            }
        } else {
            at += 1;
        }
    }
    found
}

/// "On the spot" or "the same day".
fn phrase(scan: &Scan, at: usize, prose: bool) -> Option<Duration> {
    let found = |end, limit, guess| {
        Some(Duration {
            span: at..end,
            limit,
            guess,
        })
    };
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

/// A duration that begins with this number, which starts at `start`.
fn counted(scan: &Scan, start: usize, number: Lexed<f64>, prose: bool) -> Option<Duration> {
    let number = upper(scan, number.value, number.end);
    let UnitAfter {
        unit,
        end,
        is_measured,
    } = unit_after(scan, number.end)?;
    let whole = !prose && start == 0 && end == scan.len();
    let is_year = matches!(unit, Unit::Sure(TimeUnit::Year));
    let calendar = number.value >= 1000.0 && !is_measured && is_year;
    if !whole && (calendar || no_duration(scan, start, end, &unit, is_measured)) {
        return None;
    }
    // 一年半, 一个半月: half a unit more.
    let half = scan.get(end) == Some('半') && scan.get(end + 1) != Some('数');
    let (value, end) = if half {
        (number.value + 0.5, end + 1)
    } else {
        (number.value, end)
    };
    let (unit, span) = match unit {
        Unit::BareDay if !prose => which_day(scan, start..end),
        unit => (unit, start..end),
    };
    let limit = amount(value, Some(&unit))?;
    Some(Duration {
        span,
        guess: number.is_range.then_some(Guess::Range).or(limit.guess),
        limit: limit.value,
    })
}

/// 工作日20天, 20天（按工作日计算）: the kind of day that a bare one means, and the range of the
/// whole expression.
fn which_day(scan: &Scan, span: Range<usize>) -> (Unit, Range<usize>) {
    let between = |char| matches!(char, ' ' | ':' | ',' | '(' | ')');
    let mut word_end = span.start;
    while scan.before(word_end).is_some_and(between) {
        word_end -= 1;
    }
    let before = (2..=5)
        .filter_map(|length| word_end.checked_sub(length))
        .find_map(|at| {
            let unit = unit_word(scan, at).filter(|unit| unit.end == word_end)?;
            let counted = number_before(scan, at);
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
fn number_before(scan: &Scan, at: usize) -> bool {
    scan.before(at)
        .is_some_and(|char| char == '个' || char == ' ' || is_numeral(char))
}

/// Whether it names the kind of day.
fn is_kind_of_day(unit: &Unit) -> bool {
    matches!(
        unit,
        Unit::Sure(TimeUnit::WorkingDay | TimeUnit::CalendarDay)
    )
}

/// A number before a unit, or the upper end of a range of two.
struct Counted {
    value: f64,
    end: usize,
    is_range: bool,
}

/// The upper end of a range such as `3-5` or 三至五; the number itself if there is no range.
fn upper(scan: &Scan, low: f64, end: usize) -> Counted {
    // 3个工作日-5个工作日 repeats the unit before the dash.
    let after = unit_after(scan, end).map_or(end, |unit| unit.end);
    let dash = scan.skip_spaces(after);
    let next = scan.skip(dash, |char| matches!(char, '-' | '至' | '到' | ' '));
    let marked = (dash..next).any(|at| matches!(scan.get(at), Some('-' | '至' | '到')));
    let high = marked.then(|| number_at(scan, next)).flatten();
    match high {
        Some(high) if high.value > low && unit_after(scan, high.end).is_some() => Counted {
            value: high.value,
            end: high.end,
            is_range: true,
        },
        _ => Counted {
            value: low,
            end,
            is_range: false,
        },
    }
}

/// The unit that follows a number.
struct UnitAfter {
    unit: Unit,
    end: usize,
    /// Whether a measure word (个) precedes it.
    is_measured: bool,
}

/// The unit after a number that ends here.
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
    // 一个半月 is read after its 半.
    if is_measured && scan.get(at) == Some('半') {
        return None;
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
    let Lexed { value: unit, end } = named(scan, unit, end);
    Some(UnitAfter {
        unit,
        end,
        is_measured,
    })
}

/// 30天（自然日）: the bracket says which days are meant.
fn named(scan: &Scan, unit: &Unit, end: usize) -> Lexed<Unit> {
    let said = || {
        let open = scan.skip_spaces(end);
        let named = unit_word(scan, open + 1)?;
        let closed = scan.get(open) == Some('(') && scan.get(named.end) == Some(')');
        (closed && matches!(unit, Unit::BareDay))
            .then(|| Lexed::new(named.value.clone(), named.end + 1))
    };
    said().unwrap_or_else(|| Lexed::new(unit.clone(), end))
}

/// Whether the word is here, ignoring the case of Latin letters.
fn matches_word(scan: &Scan, at: usize, word: &str) -> bool {
    let mut next = at;
    word.chars().all(|char| {
        let here = scan.get(next).map(|found| found.to_ascii_lowercase()) == Some(char);
        next += 1;
        here
    })
}

/// Whether an apparent duration in prose is really a date, an ordinal, an age or an opening time.
fn no_duration(scan: &Scan, start: usize, end: usize, unit: &Unit, measured: bool) -> bool {
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
        Unit::BareDay => before == Some('月') || after == Some('常'),
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

/// Adds a duration; 1年6个月 and 1小时30分钟 become one.
fn join(found: &mut Vec<Duration>, next: Duration) {
    let joined = found.last().and_then(|last| {
        let (large, small) = (last.limit.amount?.value(), next.limit.amount?.value());
        let factor = match (last.limit.unit.as_ref()?, next.limit.unit.as_ref()?) {
            (TimeUnit::Year, TimeUnit::Month) => 12.0,
            (TimeUnit::Hour, TimeUnit::Minute) => 60.0,
            _ => return None,
        };
        let touching = last.span.end == next.span.start;
        touching.then(|| Amount::new(large * factor + small))?
    });
    match (joined, found.last_mut()) {
        (Some(amount), Some(last)) => {
            last.limit.amount = Some(amount);
            last.limit.unit = next.limit.unit;
            last.span.end = next.span.end;
            last.guess = last.guess.or(next.guess);
        }
        _ => found.push(next),
    }
}

/// The unit word that is here.
pub(super) fn unit_word(scan: &Scan, at: usize) -> Option<Lexed<&'static Unit>> {
    UNITS
        .iter()
        .find(|(word, _)| matches_word(scan, at, word))
        .map(|(word, unit)| Lexed::new(unit, at + word.chars().count()))
}

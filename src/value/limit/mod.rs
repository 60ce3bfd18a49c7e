//! Time limits: `20(工作日)`, 五个工作日内, 自受理之日起二十日内, 即办, `3-5个工作日`.

mod compare;
mod find;
mod name;
#[cfg(test)]
mod tests;

use std::cmp::Ordering;

pub use compare::{compare, exceeds};
use find::{Duration, Guessed, amount, durations, is_reduced, unit_word};
pub(crate) use name::LimitName;
use name::{closes, meant, without_asides};

use super::{Parsed, Spanned};
use crate::model::Limit;
use crate::prose::{
    Lexed, Scan, fold, is_blank, is_filler, number_at, remains, trimmed, without_buttons,
};
use crate::value::Guess;
use crate::vocabulary::TimeUnit;
use crate::words;

/// Reads one time limit.
///
/// 日 and 天 without 工作 or 自然 are calendar days, with the guess [`Guess::BareDay`]. A bare
/// number has no unit. The upper end of a range is used ([`Guess::Range`]), and the longest of several limits
/// ([`Guess::Several`]), not counting extensions and excluded procedures. 当日办结 is one working day
/// ([`Guess::SameDay`]), and `-1` means that there is no limit ([`Guess::MinusOne`]).
/// Procedures that the limit does not count go into `excludes`. The wording is kept in `text` if it
/// says more.
///
/// ```
/// use shixiang::model::Limit;
/// use shixiang::value::limit;
/// use shixiang::vocabulary::TimeUnit;
///
/// let limit = |text| limit::read(text).value;
/// assert_eq!(limit("20(工作日)"), Some(Limit::new(20, TimeUnit::WorkingDay)));
/// assert_eq!(limit("自受理之日起二十日内"), Some(Limit::new(20, TimeUnit::CalendarDay)));
/// assert_eq!(limit("当场办结"), Some(Limit::on_the_spot()));
/// assert_eq!(limit("13个工作日(专家评审时间除外)").unwrap().excludes, ["专家评审时间"]);
/// assert!(limit::read("无法定时限").empty);
/// ```
pub fn read(text: &str) -> Parsed<Limit> {
    read_named(text, None)
}

/// Reads the limit with this name from a text that may state both: 法定20个工作日，承诺5个工作日.
///
/// If the text states both, the wording is kept in `text`.
pub(crate) fn read_named(text: &str, name: Option<LimitName>) -> Parsed<Limit> {
    let text = without_buttons(text);
    if gives_reason(text) {
        return Parsed::of(Limit {
            text: Some(text.trim().to_owned()),
            ..Limit::default()
        });
    }
    if says_none(text) {
        return Parsed::none();
    }
    if fold(text) == "-1" {
        return Parsed::none().guessing(Some(Guess::MinusOne));
    }
    let scan = Scan::new(text);
    if let Some(reading) = bare_number(&scan) {
        return reading;
    }
    let durations = durations(&scan, false);
    let is_unclear = |duration: &Duration| {
        let Duration { span, is_part, .. } = duration;
        *is_part || is_marred(&scan, span.start) || is_reduced(&scan, span.end)
    };
    if durations.iter().any(is_unclear) {
        return Parsed::unread(text);
    }
    let meant = name.map_or_else(|| durations.clone(), |name| meant(&scan, &durations, name));
    let mut meant = without_asides(&scan, meant);
    if let (Some(name), Some(shortened)) = (name, shortened(&scan, &durations)) {
        let meant_one = match name {
            LimitName::Statutory => durations.first(),
            LimitName::Promised => Some(shortened),
        };
        meant = meant_one.cloned().into_iter().collect();
    }
    let Some(picked) = longest_limit(&meant) else {
        return Parsed::unread(text);
    };
    let names_other_limit = meant.len() < durations.len();
    finish(&scan, &durations, picked, names_other_limit)
}

/// Writes the limit in canonical form, or as its published wording if it has one.
pub fn write(value: &Limit) -> String {
    if let Some(text) = &value.text {
        return text.clone();
    }
    let mut written = match (value.amount, &value.unit) {
        _ if value.is_immediate() => "当场办结".to_owned(),
        (Some(amount), Some(unit @ (TimeUnit::WorkingDay | TimeUnit::Month))) => {
            format!("{amount}个{unit}")
        }
        (Some(amount), Some(unit)) => format!("{amount}{unit}"),
        (Some(amount), None) => amount.to_string(),
        (None, _) => String::new(),
    };
    if !value.excludes.is_empty() {
        written.extend(["（", &value.excludes.join("、"), "除外）"]);
    }
    written
}

/// Finds the limits in prose, with their byte ranges, in order.
///
/// Stricter than [`read`]: dates, ordinals, years of age, opening times and the case type 即办件
/// are not limits.
pub(crate) fn find_all(text: &str) -> Vec<Spanned<Limit>> {
    let scan = Scan::new(text);
    durations(&scan, true)
        .into_iter()
        .map(|found| Spanned {
            span: scan.byte(found.span.start)..scan.byte(found.span.end),
            value: found.limit,
        })
        .collect()
}

/// The last duration, if the one before was shortened to it: 由5个工作日压缩为3个工作日, 20个工作日（压缩至8个工作日）.
fn shortened<'d>(scan: &Scan, durations: &'d [Duration]) -> Option<&'d Duration> {
    const WAYS: &[&str] = &[
        "压缩", "缩短", "缩减", "减少", "精简", "提速", "压减", "优化", "调整", "减",
    ];
    const ENDS: &[&str] = &["至", "为", "到", "成"];
    let at = durations.len().checked_sub(2)?;
    let (former, last) = (durations.get(at)?, durations.get(at + 1)?);
    let between = scan.original(former.span.end, last.span.start).trim();
    let between =
        between.trim_start_matches(['（', '(', '，', ',', '；', ';', ' ', '内', '已', '再']);
    let way = WAYS.iter().find_map(|way| between.strip_prefix(way));
    let is_shortened = way.is_some_and(|rest| ENDS.contains(&rest.trim()))
        || matches!(between, "→" | "->" | "-->" | "=>");
    is_shortened.then_some(last)
}

/// Whether a mark before the number changes its meaning: -5, >=25, 5+10, or l5 for 15.
fn is_marred(scan: &Scan, start: usize) -> bool {
    let is_letter = |char: char| char.is_ascii_alphabetic();
    if scan.before(start).is_some_and(is_letter) {
        return true;
    }
    let mut at = start;
    while scan.before(at) == Some(' ') {
        at -= 1;
    }
    match scan.before(at) {
        Some('<' | '>' | '=' | '≤' | '≥' | '≦' | '≧' | '+' | '±' | '#') => true,
        // A dash after words or numbers is not a minus sign.
        Some('-') => matches!(
            scan.before(at - 1),
            None | Some(':' | '(' | '[' | ',' | ';')
        ),
        _ => false,
    }
}

/// Whether the text says that there is no limit and gives the reason: 无（法律没有规定）, 法律法规无规定.
fn gives_reason(text: &str) -> bool {
    const LAW: &[&str] = &["法律", "法规", "规定", "规章"];
    let of_law = |text: &str| LAW.iter().any(|word| text.contains(word));
    let is_mark = |c| matches!(c, '（' | '(' | '，' | ',' | '：' | ':' | '；' | ';' | '。');
    let (head, reason) = text.trim().split_once(is_mark).unwrap_or((text.trim(), ""));
    if reason.contains(char::is_numeric) || !(is_filler(head) || words::NO_LIMIT.is(head)) {
        return false;
    }
    of_law(reason) && is_filler(head) || of_law(text) && words::NO_LIMIT.is(head)
}

/// Whether the text says that there is no limit.
fn says_none(text: &str) -> bool {
    let bare = text.trim_end_matches(['。', '.', '；', ';']);
    is_filler(text) || words::NO_LIMIT.is(bare)
}

/// Reads a text that is only a number, or a unit word and a number.
fn bare_number(scan: &Scan) -> Option<Parsed<Limit>> {
    let start = scan.skip_spaces(0);
    let (unit, from) = match unit_word(scan, start) {
        Some(unit) => (
            Some(unit.value),
            scan.skip(unit.end, |char| matches!(char, ':' | ' ' | ',')),
        ),
        None => (None, start),
    };
    let Lexed { value, end } = number_at(scan, from)?;
    if scan.skip_spaces(end) < scan.len() {
        return None;
    }
    let limit = amount(value, unit)?;
    let zero = (value == 0.0).then_some(Guess::Zero);
    Some(Parsed::of(limit.value).guessing(limit.guess).guessing(zero))
}

/// The longest of several limits, with [`Guess::Several`] if they differ.
fn longest_limit(durations: &[Duration]) -> Option<Guessed> {
    let (first, rest) = durations.split_first()?;
    let longest = rest.iter().fold(first, |longest, next| {
        match compare(&longest.limit, &next.limit) {
            Some(Ordering::Less) => next,
            _ => longest,
        }
    });
    let several = rest.iter().any(|next| next.limit != first.limit);
    let guess = if several {
        Some(Guess::Several)
    } else {
        longest.guess
    };
    Some(Guessed {
        value: longest.limit.clone(),
        guess,
    })
}

/// Completes the reading with the text around the durations: exclusions, conditions and unread words.
///
/// `names_other_limit`: whether the text also states a limit that was not picked.
fn finish(
    scan: &Scan,
    durations: &[Duration],
    picked: Guessed,
    names_other_limit: bool,
) -> Parsed<Limit> {
    let Guessed {
        value: mut limit,
        guess,
    } = picked;
    let mut unread = Vec::new();
    let mut about = None;
    let mut open = false;
    let mut stated = false;
    for clause in clauses(scan, durations) {
        let is_least = clause.text.trim_start().starts_with("以上");
        if is_least || words::NOT_EXACT.occurs_in(clause.text) {
            about = Some(Guess::Approximate);
        }
        let excluded = excluded(clause.text).or_else(|| open.then(|| split_list(clause.text)));
        open = excluded.is_some() && !clause.ends && !closes(clause.text);
        match excluded {
            Some(parts) => limit.excludes.extend(parts),
            None => match classify_clause(clause.text) {
                OtherWords::Nothing => {}
                OtherWords::Stated => stated = true,
                OtherWords::Unread(words) => unread.push(words),
            },
        }
    }
    let chosen = matches!(guess, Some(Guess::Several | Guess::Range));
    let guess = guess.or(about);
    if !unread.is_empty() || stated || chosen || names_other_limit || about.is_some() {
        limit.text = Some(scan.text().trim().to_owned());
    }
    Parsed::of(limit).leaving(unread).guessing(guess)
}

/// A clause between marks, without the durations in it.
struct Clause<'a> {
    text: &'a str,
    /// Whether a sentence ends, or a bracket or duration begins or ends, after the clause.
    ends: bool,
}

/// The clauses around the durations.
fn clauses<'a>(scan: &Scan<'a>, durations: &[Duration]) -> Vec<Clause<'a>> {
    let mut found = Vec::new();
    let mut spans = durations.iter().map(|duration| &duration.span).peekable();
    let (mut start, mut at) = (0, 0);
    while at <= scan.len() {
        if let Some(span) = spans.next_if(|span| span.start == at) {
            found.push(Clause {
                text: scan.original(start, at),
                ends: true,
            });
            (start, at) = (span.end, span.end);
            continue;
        }
        let ends = matches!(
            scan.get(at),
            None | Some('。' | ';' | '(' | ')' | '[' | ']' | '\n')
        );
        if ends || scan.get(at) == Some(',') {
            found.push(Clause {
                text: scan.original(start, at),
                ends,
            });
            start = at + 1;
        }
        at += 1;
    }
    found.retain(|clause| !is_blank(clause.text));
    found
}

/// The procedures that a clause excludes from the limit; `None` if the clause excludes nothing.
fn excluded(clause: &str) -> Option<Vec<String>> {
    let word = words::NOT_COUNTED.find(clause).map(|found| found.word)?;
    let rest = clause.replacen(word, "", 1);
    let rest = rest
        .trim()
        .trim_start_matches(['除', '其', '中'])
        .trim_end_matches("在内");
    // 不计入承诺办结时限 is about this limit, not about a part of it.
    (!names_limit(rest)).then(|| split_list(rest))
}

/// Whether a text ends in a word for limits: 承诺办结时限, 审批期限.
pub(crate) fn names_limit(text: &str) -> bool {
    ["时限", "期限"]
        .iter()
        .any(|word| trimmed(text).ends_with(word))
}

/// Splits a list at 、.
fn split_list(list: &str) -> Vec<String> {
    list.split('、')
        .filter_map(remains)
        .map(str::to_owned)
        .collect()
}

/// The kind of words in a clause without a limit.
enum OtherWords {
    /// Only words that surround every limit.
    Nothing,
    /// The start of the limit or a condition, which no field holds.
    Stated,
    /// Words that could not be read.
    Unread(String),
}

fn classify_clause(clause: &str) -> OtherWords {
    let scan = Scan::new(clause);
    let mut stated = false;
    let mut at = 0;
    while at < scan.len() {
        if let Some(end) = scan.after(at, &words::FILLER_LIMIT) {
            at = end;
        } else if let Some(end) = scan.after(at, &words::LIMIT_CONDITION) {
            (at, stated) = (end, true);
        } else if let Some((end, is_usual)) = starting_point(&scan, at) {
            (at, stated) = (end, stated || !is_usual);
        } else if scan.get(at).is_some_and(char::is_alphanumeric) {
            return remains(clause).map_or(OtherWords::Nothing, |words| {
                OtherWords::Unread(words.to_owned())
            });
        } else {
            at += 1;
        }
    }
    if stated {
        OtherWords::Stated
    } else {
        OtherWords::Nothing
    }
}

/// The end of a statement of when the limit begins (自…之日起, 自…起), and whether it begins with the
/// application, as is usual.
fn starting_point(scan: &Scan, at: usize) -> Option<(usize, bool)> {
    const MAX_CHARS: usize = 40;
    const APPLICATION: &[&str] = &["受理", "申请", "收到", "提交", "接件", "收件", "受件"];
    if !matches!(scan.get(at), Some('自' | '从')) {
        return None;
    }
    let end = (at + 1..scan.len().min(at + MAX_CHARS)).find(|end| scan.get(*end) == Some('起'))?;
    let beginning = scan.original(at, end);
    let is_usual = APPLICATION.iter().any(|word| beginning.contains(word));
    Some((end + 1, is_usual))
}

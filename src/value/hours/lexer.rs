//! Splits office hours into tokens.

use super::clock::clock;
use super::token::{Half, Token};
use crate::prose::{Lexed, Scan, is_han, is_numeral, number_at};
use crate::vocabulary::{DayKind, HolidayRule};
use crate::words;

const HALVES: &[(&str, Half)] = &[
    ("上午", Half::Morning),
    ("上 午", Half::Morning),
    ("早上", Half::Morning),
    ("早晨", Half::Morning),
    ("凌晨", Half::Morning),
    ("上半日", Half::Morning),
    ("中午", Half::Noon),
    ("下午", Half::Afternoon),
    ("下 午", Half::Afternoon),
    ("晚上", Half::Afternoon),
    ("傍晚", Half::Afternoon),
    ("晚间", Half::Afternoon),
    ("夜间", Half::Afternoon),
    ("早", Half::Morning),
    ("晚", Half::Afternoon),
    ("am", Half::Morning),
    ("AM", Half::Morning),
    ("pm", Half::Afternoon),
    ("PM", Half::Afternoon),
];

/// Words for days; longer ones precede their prefixes.
const DAYS: &[(&str, DayKind)] = &[
    ("法定工作日", DayKind::WorkingDay),
    ("工作日", DayKind::WorkingDay),
    ("上班日", DayKind::WorkingDay),
    ("国家法定节假日", DayKind::Holiday),
    ("法定节假日", DayKind::Holiday),
    ("法定假节日", DayKind::Holiday),
    ("法定节日", DayKind::Holiday),
    ("法定假日", DayKind::Holiday),
    ("国家节假日", DayKind::Holiday),
    ("国定假日", DayKind::Holiday),
    ("节假日", DayKind::Holiday),
    ("假节日", DayKind::Holiday),
    ("节日", DayKind::Holiday),
    ("假日", DayKind::Holiday),
    ("公众假期", DayKind::Holiday),
    ("双休日", DayKind::Weekend),
    ("公休日", DayKind::Weekend),
    ("休息日", DayKind::Weekend),
    ("周末", DayKind::Weekend),
    ("每天", DayKind::Daily),
    ("每日", DayKind::Daily),
    ("天天", DayKind::Daily),
];

/// Verdicts on the days named before, longer ones first.
const VERDICTS: &[(&str, HolidayRule)] = &[
    ("另行通知", HolidayRule::Announced),
    ("另行公告", HolidayRule::Announced),
    ("以公告为准", HolidayRule::Announced),
    ("以通知为准", HolidayRule::Announced),
    ("不休息", HolidayRule::Open),
    ("不打烊", HolidayRule::Open),
    ("不休", HolidayRule::Open),
    ("无休", HolidayRule::Open),
    ("照常办理", HolidayRule::Open),
    ("照常上班", HolidayRule::Open),
    ("照常开放", HolidayRule::Open),
    ("照常", HolidayRule::Open),
    ("正常办理", HolidayRule::Open),
    ("正常上班", HolidayRule::Open),
    ("正常开放", HolidayRule::Open),
    ("除外", HolidayRule::Closed),
    ("不对外办公", HolidayRule::Closed),
    ("不办公", HolidayRule::Closed),
    ("不办理", HolidayRule::Closed),
    ("不受理", HolidayRule::Closed),
    ("不上班", HolidayRule::Closed),
    ("不营业", HolidayRule::Closed),
    ("不开放", HolidayRule::Closed),
    ("不对外", HolidayRule::Closed),
    ("暂停办理", HolidayRule::Closed),
    ("休息", HolidayRule::Closed),
    ("放假", HolidayRule::Closed),
    ("闭馆", HolidayRule::Closed),
    ("外", HolidayRule::Closed),
];

/// The tokens of a text, in order.
pub(super) fn tokens(scan: &Scan) -> Vec<Token> {
    let mut tokens = Vec::new();
    let (mut at, mut words) = (0, 0);
    while at < scan.len() {
        let found = token_at(scan, at, words == at, &tokens);
        let Some(Lexed { value: token, end }) = found else {
            at += 1;
            continue;
        };
        flush(scan, words, at, token.as_ref(), &mut tokens);
        tokens.extend(token.filter(|token| *token != Token::Label(String::new())));
        (at, words) = (end.max(at + 1), end.max(at + 1));
    }
    flush(scan, words, at, None, &mut tokens);
    tokens
}

/// Adds the words between known tokens, as a label if a colon follows.
fn flush(scan: &Scan, from: usize, to: usize, next: Option<&Token>, tokens: &mut Vec<Token>) {
    let words = scan.original(from, to).trim();
    let empty = Token::Label(String::new());
    if next == Some(&empty) {
        if is_generic(words) {
            if !words.is_empty() {
                tokens.push(empty);
            }
        } else {
            tokens.push(Token::Label(words.to_owned()));
        }
    } else if !words.is_empty() && !is_generic(words) {
        tokens.push(Token::Words(words.to_owned()));
    }
}

/// Whether the words only say that hours follow.
pub(super) fn is_generic(words: &str) -> bool {
    let scan = Scan::new(words);
    let mut at = 0;
    while at < scan.len() {
        match (scan.after(at, &words::HOURS_LABEL), scan.get(at)) {
            (Some(end), _) => at = end,
            (None, Some(char)) if !char.is_alphanumeric() => at += 1,
            _ => return false,
        }
    }
    true
}

/// The token that begins at this position, or no token for a meaningless word.
///
/// `free`: whether no unknown word runs up to this position.
fn token_at(scan: &Scan, at: usize, free: bool, before: &[Token]) -> Option<Lexed<Option<Token>>> {
    if let Some(end) = scan.after(at, &words::OPEN_AT_NOON) {
        return Some(Lexed::new(None, end));
    }
    mark(scan, at)
        .or_else(|| exception(scan, at))
        .or_else(|| all_day(scan, at))
        .or_else(|| months(scan, at))
        .or_else(|| rest_of_year(scan, at, before))
        .or_else(|| clock(scan, at, before))
        .or_else(|| day(scan, at, before))
        .or_else(|| half_or_verdict(scan, at, before))
        .map(|token| token.map(Some))
        .or_else(|| filler_word(scan, at, free))
}

/// A meaningless word, unless it is part of a longer word.
fn filler_word(scan: &Scan, at: usize, free: bool) -> Option<Lexed<Option<Token>>> {
    if scan.get(at) == Some(' ') {
        return Some(Lexed::new(None, at + 1));
    }
    let end = scan.after(at, &words::FILLER_HOURS)?;
    let behind = scan.get(end);
    let colon = behind == Some(':');
    let ends = behind.is_none_or(|char| !is_han(char)) || begins_known_word(scan, end);
    (free && ends && !colon).then_some(Lexed::new(None, end))
}

/// Whether a day, a half of the day, a season or a filler begins at this position.
fn begins_known_word(scan: &Scan, at: usize) -> bool {
    DAYS.iter().any(|(word, _)| scan.has(at, word))
        || HALVES.iter().any(|(word, _)| scan.has(at, word))
        || scan.after(at, &words::SEASON).is_some()
        || scan
            .after(at, ["周", "星期", "礼拜", "全天", "24小时"])
            .is_some()
        || scan.after(at, &words::FILLER_HOURS).is_some()
}

/// Reads a punctuation mark, or a run of dashes.
fn mark(scan: &Scan, at: usize) -> Option<Lexed<Token>> {
    let token = match scan.get(at)? {
        ',' | '、' | '/' | '.' => Token::Comma,
        ';' | '。' | '\n' | '\r' | '|' => Token::Stop,
        '(' | '[' => Token::Open,
        ')' | ']' => Token::Close,
        '-' | '至' | '到' | '→' => {
            let end = scan.skip(at, |char| matches!(char, '-' | ' ' | '至' | '到' | '→'));
            return Some(Lexed::new(Token::To, end));
        }
        ':' => Token::Label(String::new()),
        _ => return None,
    };
    Some(Lexed::new(token, at + 1))
}

/// Words that exclude part of the week (除周三下午) or move days (遇法定节假日顺延), which periods cannot express.
///
/// 除法定节假日外 is a verdict instead.
fn exception(scan: &Scan, at: usize) -> Option<Lexed<Token>> {
    const MAX_CHARS: usize = 20;
    if !matches!(scan.get(at), Some('除' | '遇' | '逢')) {
        return None;
    }
    let is_end = |at: &usize| {
        matches!(
            scan.get(*at),
            None | Some(',' | ';' | '。' | ')' | ']' | '\n')
        )
    };
    let end = (at..=at + MAX_CHARS).find(is_end)?;
    let words = scan.original(at, end);
    if scan.get(at) != Some('除') {
        let moves = ["顺延", "延后", "推迟", "提前", "后延"]
            .iter()
            .any(|word| words.contains(word));
        return moves.then(|| Lexed::new(Token::Words(words.to_owned()), end));
    }
    let is_part = ["周", "星期", "礼拜", "上午", "下午"]
        .iter()
        .any(|word| words.contains(word));
    let is_verdict = words.contains('外') || words.contains("周末");
    (is_part && !is_verdict).then(|| Lexed::new(Token::Words(words.to_owned()), end))
}

/// Hours around the clock: 24小时, 全天, 7×24小时.
fn all_day(scan: &Scan, at: usize) -> Option<Lexed<Token>> {
    if scan.has(at, "全年无休") {
        let words = scan.original(at, at + 4).to_owned();
        return Some(Lexed::new(Token::Verdict(HolidayRule::Open, words), at + 4));
    }
    let (daily, Lexed { value: word, end }) = match scan.any(at, &words::DAY_AND_NIGHT_DAILY) {
        Some(found) => (true, found),
        None => (false, scan.any(at, &words::DAY_AND_NIGHT)?),
    };
    let vague = word == "全天";
    let part = scan.before(at).is_some_and(|char| char.is_ascii_digit());
    let within = scan.after(end, ["内", "之内", "以内"]).is_some();
    (!part && !within).then_some(Lexed::new(Token::AllDay { daily, vague }, end))
}

/// The rest of the year, after other seasons: 其他时间, 其余月份, 平时.
fn rest_of_year(scan: &Scan, at: usize, before: &[Token]) -> Option<Lexed<Token>> {
    if !before.iter().any(|token| matches!(token, Token::Season(_))) {
        return None;
    }
    let end = scan.after(at, words::REST_OF_YEAR.iter())?;
    Some(Lexed::new(
        Token::Season(scan.original(at, end).to_owned()),
        end,
    ))
}

/// A season or a range of months: 夏季, 7-9月, 5月1日至9月30日.
fn months(scan: &Scan, at: usize) -> Option<Lexed<Token>> {
    if let Some(end) = scan.after(at, &words::SEASON) {
        return Some(Lexed::new(
            Token::Season(scan.original(at, end).to_owned()),
            end,
        ));
    }
    let start = scan
        .after(at, ["每年的", "每年"])
        .map_or(at, |end| scan.skip_spaces(end));
    let first = month_day(scan, start)?;
    let dash = scan.skip_spaces(first.end);
    let next = scan.skip(dash, |char| matches!(char, '-' | '至' | '到' | ' '));
    let next = scan
        .after(next, ["次年", "翌年", "第二年", "来年"])
        .unwrap_or(next);
    let second = (next > dash).then(|| month_day(scan, next)).flatten();
    let (end, month) = second.map_or((first.end, first.month), |second| {
        (second.end, first.month || second.month)
    });
    // A bare number is a month only if the word 月 is at one end.
    if !month || (second.is_none() && !first.month) {
        return None;
    }
    let end = scan.after(end, ["期间"]).unwrap_or(end);
    Some(Lexed::new(
        Token::Season(scan.original(at, end).to_owned()),
        end,
    ))
}

/// A month, or a day of a month.
#[derive(Clone, Copy)]
struct MonthDay {
    end: usize,
    /// Whether the word 月 is present.
    month: bool,
}

fn month_day(scan: &Scan, at: usize) -> Option<MonthDay> {
    // No number begins inside a run of digits; otherwise a long run would be read repeatedly.
    if scan.before(at).is_some_and(is_numeral) {
        return None;
    }
    let Lexed { value, end } = number_at(scan, at)?;
    if value.fract() != 0.0 || !(1.0..=31.0).contains(&value) {
        return None;
    }
    let end = scan.skip_spaces(end);
    match scan.get(end) {
        Some('月') => {
            let behind = scan.after(end + 1, ["份", "底", "初"]).unwrap_or(end + 1);
            let day = number_at(scan, behind)
                .filter(|day| matches!(scan.get(day.end), Some('日' | '号')))
                .map(|day| day.end + 1);
            Some(MonthDay {
                end: day.unwrap_or(behind),
                month: true,
            })
        }
        Some('日' | '号') => Some(MonthDay {
            end: end + 1,
            month: false,
        }),
        _ => Some(MonthDay { end, month: false }),
    }
}

/// A day: 工作日, 周一, 星期三, 周一、三、五, 周六日.
fn day(scan: &Scan, at: usize, before: &[Token]) -> Option<Lexed<Token>> {
    let token = |kinds, end| Some(Lexed::new(Token::Days(kinds), end));
    if let Some((word, kind)) = DAYS.iter().find(|(word, _)| scan.has(at, word))
        && !(*word == "工作日" && is_counted(scan, at))
    {
        return token(vec![kind.clone()], at + word.chars().count());
    }
    if let Some(start) = scan.after(
        at,
        ["每周周", "每周星期", "每星期", "每周", "星期", "礼拜", "周"],
    ) && let Some(first) = weekday(scan, scan.skip_spaces(start))
    {
        let mut end = first.end;
        let mut kinds = vec![first.value];
        // 周六日, but 周一日常: a second name counts only if no longer word continues.
        while let Some(next) = weekday(scan, end)
            && !matches!(scan.get(next.end), Some('常' | '期'))
        {
            kinds.push(next.value);
            end = next.end;
        }
        return token(kinds, end);
    }
    // 周一、三、五 and 周一至五: 周 occurs only once.
    let linked = matches!(before.last(), Some(Token::Comma | Token::To));
    let named = before.len().checked_sub(2).and_then(|at| before.get(at));
    let weekdays = matches!(named, Some(Token::Days(days)) if days.iter().any(is_named));
    if linked
        && weekdays
        && let Some(Lexed { value: kind, end }) = weekday(scan, at)
    {
        let free = scan
            .get(end)
            .is_none_or(|char| !is_han(char) || "至到和及上下早全的、".contains(char));
        return free.then_some(Lexed::new(Token::Days(vec![kind]), end));
    }
    None
}

/// Whether a number of days ends at this position: 20个工作日 is a duration, not a day on which an office is open.
///
/// Digits that end a time, as in 17:00工作日, do not count days.
fn is_counted(scan: &Scan, at: usize) -> bool {
    let is_digit = |at: &usize| scan.get(*at).is_some_and(|char| char.is_ascii_digit());
    let first = (0..at).rev().take_while(is_digit).last();
    let is_time = |at: usize| matches!(scan.before(at), Some(':' | '.' | '点' | '时'));
    scan.before(at) == Some('个') || first.is_some_and(|first| !is_time(first))
}

/// Whether the day is a single day of the week.
pub(super) fn is_named(day: &DayKind) -> bool {
    !matches!(
        day,
        DayKind::WorkingDay
            | DayKind::Weekend
            | DayKind::Daily
            | DayKind::Holiday
            | DayKind::Other(_)
    )
}

/// The day of the week that a numeral after 周 or 星期 denotes.
fn weekday(scan: &Scan, at: usize) -> Option<Lexed<DayKind>> {
    let kind = match scan.get(at)? {
        '一' | '1' => DayKind::Monday,
        '二' | '2' => DayKind::Tuesday,
        '三' | '3' => DayKind::Wednesday,
        '四' | '4' => DayKind::Thursday,
        '五' | '5' => DayKind::Friday,
        '六' | '6' => DayKind::Saturday,
        '日' | '天' | '七' | '7' => DayKind::Sunday,
        _ => return None,
    };
    let longer = scan
        .get(at + 1)
        .is_some_and(|char| char.is_ascii_digit() || matches!(char, ':' | '点' | '时'));
    let digit = scan.get(at).is_some_and(|char| char.is_ascii_digit());
    (!digit || !longer).then_some(Lexed::new(kind, at + 1))
}

/// Reads a half of the day, or a verdict on the days before it.
fn half_or_verdict(scan: &Scan, at: usize, before: &[Token]) -> Option<Lexed<Token>> {
    if let Some((word, half)) = HALVES.iter().find(|(word, _)| scan.has(at, word)) {
        let end = at + word.chars().count();
        let end = scan.skip(end, |char| matches!(char, ':' | ' '));
        return Some(Lexed::new(Token::Half(*half), end));
    }
    // 朝 means morning in 朝九晚五, but not in 朝阳区.
    if scan.get(at) == Some('朝') && scan.get(at + 1).is_some_and(is_numeral) {
        return Some(Lexed::new(Token::Half(Half::Morning), at + 1));
    }
    // 一 between two times is a mistyped dash.
    if scan.get(at) == Some('一') && matches!(before.last(), Some(Token::Clock(..))) {
        return Some(Lexed::new(Token::To, at + 1));
    }
    let days = before
        .iter()
        .rev()
        .take(4)
        .find(|token| !matches!(token, Token::Comma | Token::Open | Token::Close));
    if !matches!(days, Some(Token::Days(_))) {
        return None;
    }
    // 外 is a verdict in 除法定节假日外, but not in 窗口对外.
    let outer = scan
        .before(at)
        .is_some_and(|char| "日假末天六期".contains(char))
        && scan.get(at + 1).is_none_or(|char| !is_han(char));
    VERDICTS
        .iter()
        .find(|(word, _)| scan.has(at, word) && (*word != "外" || outer))
        .map(|(word, rule)| {
            let verdict = Token::Verdict(rule.clone(), (*word).to_owned());
            Lexed::new(verdict, at + word.chars().count())
        })
}

//! Digits that may be a phone: runs of digits with dashes, spaces and brackets between them.

use crate::division::area_code;
use crate::prose::{Lexed, Scan, is_blank, is_han, slice};
use crate::value::Guess;
use crate::words;

/// A run of digits.
#[derive(Debug)]
pub(super) struct Run {
    pub(super) start: usize,
    end: usize,
    digits: String,
    /// The separator between this run and the previous one.
    join: Join,
    /// Whether a stray mark precedes the run, such as the full stop in `0770-.2823500`.
    stray: bool,
}

/// The separator between a run and the previous one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Join {
    First,
    Dash,
    Space,
    Bracket,
}

/// A phone found in a chain.
pub(super) struct Dialled {
    pub(super) number: String,
    pub(super) extension: Option<String>,
    pub(super) start: usize,
    pub(super) end: usize,
    /// The next run of the chain.
    pub(super) next: usize,
    /// The guess that the spelling required: a lost zero or a stray mark.
    pub(super) guess: Option<Guess>,
}

/// Maximum number of digits kept of a run; no phone is longer.
const MAX_DIGITS: usize = 20;

/// Characters after a number that make it a count, a room or a date.
const COUNT_UNITS: &str =
    "号室房元米路楼层年月日时分秒栋座幢天个名人次件份条页点度岁平公小周万亿%级期届项款章户家座㎡k";

/// A mask of the characters that belong to web and e-mail addresses.
pub(super) fn mask(scan: &Scan) -> Vec<bool> {
    let mut masked = vec![false; scan.len()];
    let mut at = 0;
    while at < scan.len() {
        let end = scan.skip(at, |char| {
            char.is_ascii_graphic() && !matches!(char, ',' | ';' | '(' | ')')
        });
        let word = scan.folded(at, end).to_ascii_lowercase();
        if word.contains("://")
            || word.contains("www.")
            || word.contains('@')
            || word.contains(".cn")
            || word.contains(".com")
        {
            // 电话:0770-2881234;http://… is split above; a label before the address is not.
            masked
                .iter_mut()
                .take(end)
                .skip(at)
                .for_each(|char| *char = true);
        }
        at = end.max(at + 1);
    }
    masked
}

/// Whether a chain may begin here.
pub(super) fn begins(scan: &Scan, at: usize) -> bool {
    if !scan.get(at).is_some_and(|char| char.is_ascii_digit()) {
        return false;
    }
    match scan.before(at) {
        Some('_' | '@') => false,
        Some(letter) if letter.is_ascii_alphabetic() => {
            let start = (0..at)
                .rev()
                .take(8)
                .find(|at| !scan.get(*at).is_some_and(|char| char.is_ascii_alphabetic()))
                .map_or(0, |at| at + 1);
            let word = scan.folded(start, at).to_ascii_lowercase();
            ["tel", "phone", "fax", "mobile", "t", "p"].contains(&word.as_str())
        }
        _ => true,
    }
}

/// The position after a chain; 0 if the chain is empty.
pub(super) fn end(chain: &[Run]) -> usize {
    chain.last().map_or(0, |run| run.end)
}

/// The chain that begins at `from`.
pub(super) fn collect(scan: &Scan, from: usize) -> Vec<Run> {
    let mut chain = Vec::new();
    let (mut at, mut join, mut stray) = (from, Join::First, false);
    loop {
        let end = scan.skip(at, |char| char.is_ascii_digit());
        let kept = end.min(at + MAX_DIGITS + 1);
        chain.push(Run {
            start: at,
            end,
            digits: scan.folded(at, kept),
            join,
            stray,
        });
        let next = next_in_chain(scan, end).or_else(|| after_area(scan, chain.last(), end));
        match next {
            Some(next) => {
                stray = (end..next.end).any(|at| scan.get(at) == Some('.'));
                (at, join) = (next.end, next.value);
            }
            None => return chain,
        }
    }
}

/// The start of the next run of a chain, and the separator before it.
fn next_in_chain(scan: &Scan, end: usize) -> Option<Lexed<Join>> {
    let mut at = end;
    let mut join = None;
    while let Some(char) = scan.get(at) {
        join = match (char, join) {
            (' ', None) => Some(Join::Space),
            (' ', join) => join,
            ('-', _) | ('.', Some(Join::Dash)) => Some(Join::Dash),
            (')', None | Some(Join::Space)) => Some(Join::Bracket),
            _ => break,
        };
        at += 1;
    }
    let digit = scan.get(at).is_some_and(|char| char.is_ascii_digit());
    // A bracket that closes a remark is not part of a number; only one directly after the area code is.
    join.filter(|_| digit).map(|join| Lexed::new(join, at))
}

/// The local number after an area code and a mark other than a dash, as in `0770/2881234`.
fn after_area(scan: &Scan, area: Option<&Run>, end: usize) -> Option<Lexed<Join>> {
    let area = area_code::find(&area?.digits)?;
    let marked = matches!(scan.get(end), Some('/' | '.' | '_' | ':' | '*'));
    let stop = scan.skip(end + 1, |char| char.is_ascii_digit());
    let local = area.digits.contains(&(stop - end - 1).min(MAX_DIGITS));
    (marked && stop > end + 1 && local).then(|| Lexed::new(Join::Dash, end + 1))
}

/// Whether the digits are a mobile number.
pub(super) fn is_mobile(digits: &str) -> bool {
    matches!(digits.as_bytes(), [b'1', b'3'..=b'9', ..]) && digits.len() == 11
}

/// Whether the digits are a short number of a public service.
pub(super) fn is_service(digits: &str) -> bool {
    let begins = |starts: &[&str]| starts.iter().any(|start| digits.starts_with(start));
    match digits.len() {
        3 => begins(&["110", "112", "114", "119", "120", "122"]),
        5 => begins(&["10", "11", "12", "95", "96"]),
        6 => begins(&["95", "96", "116114", "1258"]),
        8 => begins(&["95", "96"]),
        _ => false,
    }
}

/// The phone that begins with run `from` of the chain.
///
/// `before` is the text between the last mark and the run; `whole` tells whether no phone precedes the run.
pub(super) fn number(
    scan: &Scan,
    chain: &[Run],
    from: usize,
    before: &str,
    whole: bool,
) -> Option<Dialled> {
    let place = PhoneContext {
        scan,
        chain,
        from,
        before,
        whole,
    };
    if place.is_time_or_decimal() {
        return None;
    }
    let (first, abroad) = place.after_country_code();
    let lost = place.without_zero(first);
    let mut guess = lost.as_ref().map(|_| Guess::AreaZeroLost);
    let Lexed {
        value: number,
        end: next,
    } = lost
        .or_else(|| place.with_area(first, abroad))
        .or_else(|| place.toll_free(first))
        .or_else(|| place.mobile(first))
        .or_else(|| place.area_in_same_run(first, abroad))
        .or_else(|| place.without_area(first))?;
    if chain
        .get(from + 1..next)
        .into_iter()
        .flatten()
        .any(|run| run.stray)
    {
        guess = guess.or(Some(Guess::StrayMark));
    }
    let (extension, next) = place.extension(next);
    let end = chain.get(next.checked_sub(1)?)?.end;
    let start = chain.get(from)?.start;
    let letters = scan
        .get(end)
        .is_some_and(|char| char.is_ascii_alphabetic() && !matches!(char, 'x' | 'e' | 'X' | 'E'));
    (!letters).then_some(Dialled {
        number,
        extension,
        start,
        end,
        next,
        guess,
    })
}

/// The text around a possible phone.
struct PhoneContext<'a> {
    scan: &'a Scan<'a>,
    chain: &'a [Run],
    from: usize,
    /// The words between the last mark and the run.
    before: &'a str,
    /// Whether no phone precedes the run in the text.
    whole: bool,
}

impl PhoneContext<'_> {
    fn digits(&self, run: usize) -> Option<&str> {
        self.chain.get(run).map(|run| run.digits.as_str())
    }

    /// The digits of a run, if one of `joins` separates it from the previous run.
    fn joined(&self, run: usize, joins: &[Join]) -> Option<&str> {
        let run = self.chain.get(run)?;
        joins.contains(&run.join).then_some(run.digits.as_str())
    }

    /// Whether the run is part of a clock time or a decimal.
    fn is_time_or_decimal(&self) -> bool {
        let Some(run) = self.chain.get(self.from) else {
            return true;
        };
        let digit_at = |at: Option<usize>| {
            at.and_then(|at| self.scan.get(at))
                .is_some_and(|char| char.is_ascii_digit())
        };
        let colon_before =
            self.scan.before(run.start) == Some(':') && digit_at(run.start.checked_sub(2));
        let colon_behind = self.scan.get(run.end) == Some(':') && digit_at(Some(run.end + 1));
        let short = run.digits.len() <= 4;
        let decimal = self.scan.get(run.end) == Some('.') && digit_at(Some(run.end + 1));
        short && (colon_before || colon_behind || decimal)
    }

    /// The index of the first run after the country code, and whether there was a country code.
    fn after_country_code(&self) -> (usize, bool) {
        match self.digits(self.from) {
            Some("86" | "0086") if self.from + 1 < self.chain.len() => (self.from + 1, true),
            _ => (self.from, false),
        }
    }

    /// The area code that a run is, with its leading zero restored; unknown codes pass if they have four digits.
    fn as_area_code(&self, run: usize, abroad: bool) -> Option<String> {
        let digits = self.digits(run)?;
        let known = |code: &str| area_code::find(code).map(|area| area.code.to_owned());
        if digits.starts_with('0') {
            let shaped = digits.len() == 4 && digits != "0086";
            return known(digits).or_else(|| shaped.then(|| digits.to_owned()));
        }
        let rest = match digits.strip_prefix("86") {
            Some(rest) if matches!(digits.len(), 4 | 5) => rest,
            _ if abroad => digits,
            _ => return None,
        };
        known(&format!("0{rest}"))
    }

    /// A number whose area code lost its zero, as in `770-2881234`.
    fn without_zero(&self, first: usize) -> Option<Lexed<String>> {
        let digits = self.digits(first)?;
        if !matches!(digits.len(), 2 | 3) || digits.starts_with('0') {
            return None;
        }
        let area = area_code::find(&format!("0{digits}"))?;
        let local = self.joined(first + 1, &[Join::Dash, Join::Bracket])?;
        let whole = area.digits.contains(&local.len()) && !local.starts_with(['0', '1']);
        // 1.23-2881234 and 第3-2881234 are not phones.
        let free = !self.is_other_number(first) || self.has_phone_label();
        (whole && free).then(|| Lexed::new(format!("{}-{local}", area.code), first + 2))
    }

    /// Area code and local number in separate runs.
    fn with_area(&self, first: usize, abroad: bool) -> Option<Lexed<String>> {
        const ANY: &[Join] = &[Join::Dash, Join::Space, Join::Bracket];
        let area = self.as_area_code(first, abroad)?;
        let local = self.joined(first + 1, ANY)?;
        let lengths = area_code::find(&area).map_or(&[7, 8][..], |area| &area.digits);
        if let Some(rest) = self.joined(first + 2, &[Join::Space, Join::Dash])
            && matches!((local.len(), rest.len()), (3 | 4, 4))
            && lengths.contains(&(local.len() + rest.len()))
        {
            return Some(Lexed::new(format!("{area}-{local}{rest}"), first + 3));
        }
        let plausible = is_service(local) || (4..=12).contains(&local.len());
        plausible.then(|| Lexed::new(format!("{area}-{local}"), first + 2))
    }

    /// A 400 or 800 number, in one run or several.
    fn toll_free(&self, first: usize) -> Option<Lexed<String>> {
        let mut digits = self.digits(first)?.to_owned();
        if !digits.starts_with("400") && !digits.starts_with("800") {
            return None;
        }
        let mut next = first + 1;
        while digits.len() < 10 {
            digits.push_str(self.joined(next, &[Join::Dash, Join::Space])?);
            next += 1;
        }
        if digits.len() != 10 {
            return None;
        }
        let part = |from, to| slice(&digits, from..to);
        let number = format!("{}-{}-{}", part(0, 3), part(3, 6), part(6, 10));
        Some(Lexed::new(number, next))
    }

    /// A mobile number, in one run or in 3, 4 and 4 digits.
    fn mobile(&self, first: usize) -> Option<Lexed<String>> {
        let digits = self.digits(first)?;
        let bare = digits
            .strip_prefix("86")
            .filter(|rest| is_mobile(rest))
            .unwrap_or(digits);
        if is_mobile(bare) {
            return Some(Lexed::new(bare.to_owned(), first + 1));
        }
        let rest = |run| {
            self.joined(run, &[Join::Dash, Join::Space])
                .filter(|rest| rest.len() == 4)
        };
        let joined = format!("{digits}{}{}", rest(first + 1)?, rest(first + 2)?);
        is_mobile(&joined).then(|| Lexed::new(joined, first + 3))
    }

    /// Area code and local number in one run.
    fn area_in_same_run(&self, first: usize, abroad: bool) -> Option<Lexed<String>> {
        let digits = self.digits(first)?;
        let long = digits
            .strip_prefix("0086")
            .or_else(|| digits.strip_prefix("86").filter(|_| digits.len() >= 11));
        let full = match long {
            Some(rest) => format!("0{}", rest.trim_start_matches('0')),
            None if abroad && !digits.starts_with('0') => format!("0{digits}"),
            None => digits.to_owned(),
        };
        let area = area_code::leading(&full)?;
        let local = full.strip_prefix(area.code)?;
        let right = is_service(local) && local.len() > 3 || area.digits.contains(&local.len());
        let long = self.has_phone_label() && (6..=9).contains(&local.len());
        (right || long).then(|| Lexed::new(format!("{}-{local}", area.code), first + 1))
    }

    /// A local number or a service number without an area code.
    fn without_area(&self, first: usize) -> Option<Lexed<String>> {
        let digits = self.digits(first)?;
        if self.is_other_number(first) {
            return None;
        }
        if is_service(digits) {
            let called = digits.len() > 3 || self.whole || self.has_phone_label();
            return called.then(|| Lexed::new(digits.to_owned(), first + 1));
        }
        let local = |digits: &str| matches!(digits.len(), 7 | 8) && !digits.starts_with(['0', '1']);
        if local(digits) {
            return Some(Lexed::new(digits.to_owned(), first + 1));
        }
        if let Some(rest) = self.joined(first + 1, &[Join::Space, Join::Dash])
            && matches!((digits.len(), rest.len()), (3 | 4, 4))
            && local(&format!("{digits}{rest}"))
            && (self.has_phone_label() || self.is_alone(first + 2))
        {
            return Some(Lexed::new(format!("{digits}{rest}"), first + 2));
        }
        // Another number of digits is a phone only if labelled or alone; a rule reports the wrong length.
        let odd = (5..=13).contains(&digits.len())
            && (self.has_phone_label() || self.is_alone(first + 1));
        odd.then(|| Lexed::new(digits.to_owned(), first + 1))
    }

    /// Whether the runs before `next` end the text, with no phone before them and no words since the last mark.
    fn is_alone(&self, next: usize) -> bool {
        let end = next
            .checked_sub(1)
            .and_then(|run| self.chain.get(run))
            .map(|run| run.end);
        self.whole && is_blank(self.before) && end == Some(self.scan.len())
    }

    /// Whether the preceding words announce a phone.
    fn has_phone_label(&self) -> bool {
        let before = self.before.to_ascii_lowercase();
        words::PHONE_WORD.occurs_in(&before)
    }

    /// Whether the surrounding words show that the number is not a phone.
    fn is_other_number(&self, first: usize) -> bool {
        let Some(run) = self.chain.get(first) else {
            return true;
        };
        let before = self.before.trim_end().to_lowercase();
        let spoken = before.trim_end_matches([':', ' ']);
        let behind = self.scan.get(self.scan.skip_spaces(run.end));
        // Of the text after the number, only units rule out a phone, since 12345热线 is as common as 热线12345.
        let counted = behind.is_some_and(|char| COUNT_UNITS.contains(char));
        let inside = before
            .chars()
            .next_back()
            .is_some_and(|char| is_han(char) || char.is_alphanumeric())
            && !words::PHONE_LEAD.ends(&before);
        let other = words::OTHER_NUMBER.ends(spoken);
        counted
            || inside
            || other
            || before.ends_with(['.', '[', '第', '#', '%']) && !is_entry(&before)
    }

    /// The extension in the runs after a number, and the index of the next run.
    fn extension(&self, first: usize) -> (Option<String>, usize) {
        let mut parts = Vec::new();
        let mut next = first;
        while let Some(digits) = self.joined(next, &[Join::Dash]) {
            let another = digits.len() >= 3
                && (self.as_area_code(next, false).is_some() || is_service(digits));
            if digits.len() > 6 || another {
                break;
            }
            parts.push(digits);
            next += 1;
        }
        ((!parts.is_empty()).then(|| parts.join("-")), next)
    }
}

/// Whether the words before a number are only the number of an entry, as in `1.12345`.
fn is_entry(before: &str) -> bool {
    let number = before.trim_end_matches('.');
    matches!(number.len(), 1 | 2) && number.bytes().all(|byte| byte.is_ascii_digit())
}

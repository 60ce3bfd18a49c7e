//! Phones in free text: `020-38350000转1`, `（0662）3680000`, `0770-2821710/2823310`, 拨打12348 …

mod chain;
mod label;
#[cfg(test)]
mod tests;

use std::borrow::Cow;

use chain::Dialled;

use super::Parsed;
use crate::division::area_code;
use crate::model::Phone;
use crate::prose::{Lexed, Scan, is_filler, remains, without_buttons, without_loose};
use crate::value::Guess;

/// The reason why a number cannot be called.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum PhoneFault {
    /// The text is not a single phone number: letters, several numbers, words.
    Unreadable,
    /// The area code does not exist.
    UnknownAreaCode,
    /// The number of digits is wrong for a number of this kind or area.
    WrongLength {
        /// The number of digits, without area code and extension.
        digits: usize,
        /// The possible numbers of digits.
        expected: &'static [usize],
    },
    /// The first digit is 0 or 1, with which no subscriber's number begins.
    NoSuchNumber,
    /// The number is a placeholder: 0000, 11111, 1234567.
    Filler,
    /// The area code lost its leading zero: `770-2881234`.
    LostZero,
    /// The number contains a stray mark: `0770-.2881234`.
    StrayMark,
}

impl PhoneFault {
    /// Whether the text is a number, but one that cannot exist.
    pub(crate) fn is_impossible(self) -> bool {
        self != Self::Unreadable
    }
}

/// Reads all phone numbers in a text, in order.
///
/// Numbers have the form `0770-2881234`, `12345`, `020-12345`, `13800138000` or `400-700-0691`,
/// with extension or menu choices (`8012`, `9-0`) and a note (省厅：…, …（本科）). Clock times, web and
/// e-mail addresses and house numbers are not phones. Anything that is neither a phone nor a word
/// such as 咨询电话 is left unread. A number after one with an area code takes over that code
/// (`0770-2821710/2823310`); if there are words in between, with the guess
/// [`Guess::SharedAreaCode`]. A lost zero of an area code is restored ([`Guess::AreaZeroLost`]), a
/// stray mark inside a number is removed ([`Guess::StrayMark`]).
///
/// ```
/// use shixiang::value::phone;
///
/// let phones = phone::read("省厅：020-38350000转1、83100000；或拨打12348").value.unwrap();
/// assert_eq!(phones[0].number, "020-38350000");
/// assert_eq!(phones[0].extension.as_deref(), Some("1"));
/// assert_eq!(phones[0].note.as_deref(), Some("省厅"));
/// assert_eq!(phones[1].number, "020-83100000");
/// assert_eq!(phones[2].number, "12348");
/// ```
pub fn read(text: &str) -> Parsed<Vec<Phone>> {
    let text = without_buttons(text);
    if is_filler(text) {
        return Parsed::none();
    }
    if is_scientific(text) {
        return Parsed::unread(text);
    }
    let scan = Scan::new(text);
    let mut reader = Reader::new(&scan);
    reader.run();
    if reader.phones.is_empty() {
        return Parsed::unread(text);
    }
    let Reader {
        mut phones,
        mut unread,
        guess,
        ..
    } = reader;
    // Taking a number out of a bracket leaves half of the bracket on each side.
    let notes = phones.iter_mut().filter_map(|phone| phone.note.as_mut());
    for part in notes.chain(&mut unread) {
        if let Cow::Owned(whole) = without_loose(part) {
            *part = whole;
        }
    }
    unread.retain(|part| !part.is_empty());
    Parsed::of(phones).leaving(unread).guessing(guess)
}

/// Whether a spreadsheet turned the number into `1.3800138E10`, which may have lost the last digits.
pub(super) fn is_scientific(text: &str) -> bool {
    let text = text.trim();
    let is_exponent = text
        .rsplit_once(['e', 'E'])
        .is_some_and(|(number, _)| number.contains('.'));
    is_exponent && text.parse::<f64>().is_ok()
}

/// Writes the phones as `0770-2881234转8012（省厅）；12345`.
pub fn write(value: &[Phone]) -> String {
    let mut written = String::new();
    let mut area = false;
    for phone in value {
        let next = phone.number.starts_with('0');
        if !written.is_empty() {
            // A line break keeps a number without an area code from taking over the previous area code.
            written.push_str(if area && !next { "\n" } else { "；" });
        }
        written.push_str(&phone.number);
        if let Some(extension) = &phone.extension {
            written.push('转');
            written.push_str(extension);
        }
        if let Some(note) = &phone.note {
            written.extend(["（", note, "）"]);
        }
        area = next;
    }
    written
}

/// The reason why the number cannot be called; `None` if it looks valid.
///
/// A missing area code is not a fault here, and short service numbers (110, 12345, 95598, 96xxx)
/// are valid with and without one.
pub(crate) fn fault(phone: &Phone) -> Option<PhoneFault> {
    let Some(OneNumber { number, guess }) = parse_single(&phone.number) else {
        return Some(PhoneFault::Unreadable);
    };
    match guess {
        Some(Guess::AreaZeroLost) => return Some(PhoneFault::LostZero),
        Some(Guess::StrayMark) => return Some(PhoneFault::StrayMark),
        _ => {}
    }
    match Kind::of(&number) {
        Kind::Area(area, local) => fault_of_local(area, local),
        Kind::Service(digits) if is_placeholder(digits) => Some(PhoneFault::Filler),
        Kind::Mobile(_) | Kind::TollFree(_) | Kind::Service(_) => None,
        Kind::Bare(digits) if is_placeholder(digits) => Some(PhoneFault::Filler),
        Kind::Bare(digits) if matches!(digits.len(), 7 | 8) => digits
            .starts_with(['0', '1'])
            .then_some(PhoneFault::NoSuchNumber),
        // A spreadsheet dropped the zero of 09918801234.
        Kind::Bare(digits) if has_lost_zero(digits) => Some(PhoneFault::LostZero),
        Kind::Bare(digits) => Some(PhoneFault::WrongLength {
            digits: digits.len(),
            expected: &[7, 8],
        }),
    }
}

/// Whether digits are an area code without its zero, followed by a local number.
fn has_lost_zero(digits: &str) -> bool {
    [2, 3].into_iter().any(|length| {
        let Some((area, local)) = digits.split_at_checked(length) else {
            return false;
        };
        let known = area_code::find(&format!("0{area}"));
        known.is_some_and(|area| area.digits.contains(&local.len()))
            && !local.starts_with(['0', '1'])
    })
}

/// Whether the number is a mobile number.
pub(crate) fn is_mobile(phone: &Phone) -> bool {
    canonical(&phone.number).is_some_and(|number| matches!(Kind::of(&number), Kind::Mobile(_)))
}

/// Whether the number is a short service number (110, 12345, 95598), with or without area code, or
/// a nationwide one (400, 800).
pub(crate) fn is_service(phone: &Phone) -> bool {
    canonical(&phone.number).is_some_and(|number| match Kind::of(&number) {
        Kind::Area(_, local) => chain::is_service(local),
        Kind::Service(_) | Kind::TollFree(_) => true,
        Kind::Mobile(_) | Kind::Bare(_) => false,
    })
}

/// The area code of a number that has one, with its leading zero, known or not.
pub(crate) fn area_code(phone: &Phone) -> Option<String> {
    let number = canonical(&phone.number)?;
    match Kind::of(&number) {
        Kind::Area(area, _) => Some(area.to_owned()),
        _ => None,
    }
}

/// Whether two phones reach the same line: same number and same extension, however written.
///
/// A number without an area code is the same as that number with any area code.
pub(crate) fn same_line(a: &Phone, b: &Phone) -> bool {
    let (Some(first), Some(second)) = (canonical(&a.number), canonical(&b.number)) else {
        return a.number.trim() == b.number.trim() && a.extension == b.extension;
    };
    let (first, second) = (Kind::of(&first).parts(), Kind::of(&second).parts());
    let areas = first.0.is_none() || second.0.is_none() || first.0 == second.0;
    areas && first.1 == second.1 && a.extension == b.extension
}

/// The number as [`read`] spells it; `None` if it is not a single number.
fn canonical(number: &str) -> Option<Cow<'_, str>> {
    parse_single(number).map(|one| one.number)
}

/// The single number of a text in the spelling of [`read`], and the guess made in reading it.
struct OneNumber<'a> {
    number: Cow<'a, str>,
    guess: Option<Guess>,
}

/// Parses a text with a single number; `None` if there is more.
fn parse_single(number: &str) -> Option<OneNumber<'_>> {
    if is_canonical(number) {
        return Some(OneNumber {
            number: Cow::Borrowed(number),
            guess: None,
        });
    }
    if let Some((area, local)) = in_brackets(number) {
        return Some(OneNumber {
            number: Cow::Owned(format!("{area}-{local}")),
            guess: None,
        });
    }
    let reading = read(number);
    let mut phones = reading.value.filter(|_| reading.unread.is_empty())?;
    let last = phones.pop()?;
    phones.is_empty().then_some(OneNumber {
        number: Cow::Owned(last.number),
        guess: reading.guess,
    })
}

/// Fast path: whether the number already has the spelling of [`read`] and is of a usual kind: with
/// a known area code, a mobile number, or five digits such as 12345.
fn is_canonical(number: &str) -> bool {
    if let Some((area, local)) = number.split_once('-') {
        is_usual(area, local)
    } else {
        let usual = chain::is_mobile(number) || number.len() == 5 && chain::is_service(number);
        usual && are_digits(number)
    }
}

/// Fast path: splits a number of a usual kind with its area code in brackets: `（0662）3680000`.
fn in_brackets(number: &str) -> Option<(&str, &str)> {
    let inside = number.strip_prefix(['(', '（'])?;
    let (area, local) = inside.split_once([')', '）'])?;
    is_usual(area, local).then_some((area, local))
}

/// Whether a local number has a valid first digit and length for the area code.
fn is_usual(area: &str, local: &str) -> bool {
    are_digits(local)
        && !local.starts_with(['0', '1'])
        && area_code::find(area).is_some_and(|area| area.digits.contains(&local.len()))
}

fn are_digits(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_digit())
}

/// The kind of a number in canonical spelling.
enum Kind<'a> {
    Area(&'a str, &'a str),
    Mobile(&'a str),
    TollFree(&'a str),
    Service(&'a str),
    Bare(&'a str),
}

impl<'a> Kind<'a> {
    fn of(number: &'a str) -> Self {
        match number.split_once('-') {
            Some((area, local)) if area.starts_with('0') => Self::Area(area, local),
            Some(_) => Self::TollFree(number),
            None if chain::is_mobile(number) => Self::Mobile(number),
            None if chain::is_service(number) => Self::Service(number),
            None => Self::Bare(number),
        }
    }

    /// Area code and number; mobile and 400 numbers have no area.
    fn parts(&self) -> (Option<String>, Option<String>) {
        match self {
            Self::Area(area, local) => (Some((*area).to_owned()), Some((*local).to_owned())),
            Self::Service(local) | Self::Bare(local) => (None, Some((*local).to_owned())),
            Self::Mobile(number) | Self::TollFree(number) => (None, Some((*number).to_owned())),
        }
    }
}

/// The reason why a local number cannot exist in an area; `None` if it can.
fn fault_of_local(area: &str, local: &str) -> Option<PhoneFault> {
    if is_placeholder(local) || is_placeholder(area) {
        return Some(PhoneFault::Filler);
    }
    let Some(area) = area_code::find(area) else {
        return Some(PhoneFault::UnknownAreaCode);
    };
    if chain::is_service(local) {
        return None;
    }
    if !area.digits.contains(&local.len()) {
        return Some(PhoneFault::WrongLength {
            digits: local.len(),
            expected: &area.digits,
        });
    }
    local
        .starts_with(['0', '1'])
        .then_some(PhoneFault::NoSuchNumber)
}

/// Whether the digits are a placeholder. Runs of 6 or 8 are real: lucky numbers are sold.
fn is_placeholder(digits: &str) -> bool {
    const SEQUENCES: &[&str] = &["1234567", "12345678", "123456789"];
    let mut chars = digits.chars();
    let same = chars
        .next()
        .is_some_and(|first| !matches!(first, '6' | '8') && chars.all(|char| char == first));
    same || SEQUENCES.contains(&digits)
}

/// The state of reading a text of phones.
struct Reader<'s, 't> {
    scan: &'s Scan<'t>,
    masked: Vec<bool>,
    phones: Vec<Phone>,
    unread: Vec<String>,
    guess: Option<Guess>,
    /// The start of the text that belongs to no phone yet.
    pending: usize,
    /// The label of the following numbers, until another label or the end of the list.
    label: Option<String>,
    /// The area code of the last number that had one.
    area: Option<String>,
}

impl<'s, 't> Reader<'s, 't> {
    fn new(scan: &'s Scan<'t>) -> Self {
        Self {
            scan,
            masked: chain::mask(scan),
            phones: Vec::new(),
            unread: Vec::new(),
            guess: None,
            pending: 0,
            label: None,
            area: None,
        }
    }

    fn run(&mut self) {
        let mut at = 0;
        while at < self.scan.len() {
            if self.masked.get(at) == Some(&true) || !chain::begins(self.scan, at) {
                at += 1;
                continue;
            }
            let chain = chain::collect(self.scan, at);
            self.take_phones(&chain);
            at = self.pending.max(chain::end(&chain)).max(at + 1);
        }
        self.leave_unread(self.pending, self.scan.len());
    }

    /// Takes the phones out of a chain of digits.
    fn take_phones(&mut self, chain: &[chain::Run]) {
        let mut next = 0;
        while next < chain.len() {
            let before = self.context(chain.get(next).map_or(0, |run| run.start));
            let whole = self.phones.is_empty() && self.pending == 0;
            match chain::number(self.scan, chain, next, &before, whole) {
                Some(found) => {
                    next = found.next;
                    self.take(found);
                }
                None => next += 1,
            }
        }
    }

    /// The text before a number, back to the last mark.
    fn context(&self, start: usize) -> String {
        let from = (self.pending..start)
            .rev()
            .take(label::MAX_NOTE_CHARS * 2)
            .find(|at| label::parts_at(self.scan, *at))
            .map_or(
                self.pending
                    .max(start.saturating_sub(label::MAX_NOTE_CHARS * 2)),
                |at| at + 1,
            );
        self.scan.folded(from, start)
    }

    /// Adds a phone with the text that belongs to it on both sides.
    fn take(&mut self, found: Dialled) {
        self.guess = self.guess.or(found.guess);
        let linked = label::only_links(self.scan, self.pending, found.start);
        self.read_label(found.start, linked);
        let mut phone = Phone::new(found.number);
        self.share_area(&mut phone, linked, found.start);
        phone.extension = found.extension;
        let tail = label::tail(self.scan, found.end);
        if phone.extension.is_none() {
            phone.extension = tail.extension;
        }
        phone.note = match (self.label.clone(), tail.note) {
            (Some(label), Some(note)) => Some(format!("{label}，{note}")),
            (label, note) => label.or(note),
        };
        self.pending = tail.end;
        self.phones.push(phone);
        self.add_menu_choices();
    }

    /// Sets the label for the number at `start`, and leaves the other words before the number unread.
    ///
    /// A number linked to the previous one keeps its label.
    fn read_label(&mut self, start: usize, linked: bool) {
        if linked {
            return;
        }
        let from = (self.pending..start)
            .rev()
            .find(|at| label::parts_at(self.scan, *at))
            .map_or(self.pending, |at| at + 1);
        self.leave_unread(self.pending, from);
        let words = self.scan.original(from, start);
        self.label = label::note(words);
        if self.label.is_none() && !label::is_generic(words) {
            self.unread.extend(remains(words).map(str::to_owned));
        }
    }

    /// Adds the area code of the previous number to a number without one, unless a line ends in between.
    fn share_area(&mut self, phone: &mut Phone, linked: bool, start: usize) {
        let expected = self.area.as_deref().and_then(area_code::find);
        let bare = matches!(Kind::of(&phone.number), Kind::Bare(_));
        let broken = (self.pending..start).any(|at| self.scan.get(at) == Some('\n'));
        if let (Some(area), true, false) = (expected, bare, broken)
            && area.digits.contains(&phone.number.len())
        {
            phone.number = format!("{}-{}", area.code, phone.number);
            if !linked {
                self.guess = Some(Guess::SharedAreaCode);
            }
        }
        self.area = match Kind::of(&phone.number) {
            Kind::Area(area, _) => Some(area.to_owned()),
            _ => self.area.take(),
        };
    }

    /// Adds a phone for each further menu choice on the same number, as in `020-12333-9-1、2-1`.
    fn add_menu_choices(&mut self) {
        while let Some(last) = self.phones.last()
            && let Some(choice) = last.extension.as_deref()
            && let Some(Lexed {
                value: extension,
                end,
            }) = label::choice(self.scan, self.pending, choice)
        {
            let phone = Phone {
                extension: Some(extension),
                ..last.clone()
            };
            self.phones.push(phone);
            self.pending = end;
        }
    }

    /// Leaves a part of the text unread, clause by clause.
    fn leave_unread(&mut self, from: usize, to: usize) {
        let mut start = from;
        for at in from..=to {
            if at == to || label::ends_clause(self.scan, at) {
                let words = self.scan.original(start, at);
                if !label::is_generic(words) {
                    self.unread.extend(remains(words).map(str::to_owned));
                }
                start = at + 1;
            }
        }
    }
}

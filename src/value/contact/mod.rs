//! 咨询方式, 监督投诉方式: contacts for enquiries and complaints, as phones, address, URL and email address.

#[cfg(test)]
mod tests;

use std::borrow::Cow;

use super::Parsed;
use crate::model::Contact;
use crate::prose::{
    Label, Labelled, at_labels, is_digit, is_filler, is_han, is_longer, occurrences, remains,
    slice, trimmed, unmarked, without_loose,
};
use crate::value::Guess;
use crate::vocabulary::ContactWay;
use crate::words;

/// Maximum length of a label, in characters.
const MAX_LABEL_CHARS: usize = 18;

/// Last words of labels, and the kind of text that follows them.
const LABELS: &[(&str, Kind)] = &[
    ("电话号码", Kind::Phone),
    ("投诉号码", Kind::Phone),
    ("咨询号码", Kind::Phone),
    ("监督号码", Kind::Phone),
    ("电话", Kind::Phone),
    ("热线", Kind::Phone),
    ("手机", Kind::Phone),
    ("电话咨询", Kind::Phone),
    ("电话查询", Kind::Phone),
    ("电话投诉", Kind::Phone),
    ("电话监督投诉", Kind::Phone),
    ("电话监督", Kind::Phone),
    ("电话举报", Kind::Phone),
    ("网址", Kind::Page),
    ("网站", Kind::Page),
    ("网页", Kind::Page),
    ("链接", Kind::Page),
    ("网上咨询", Kind::Page),
    ("网上查询", Kind::Page),
    ("网上投诉", Kind::Page),
    ("网络咨询", Kind::Page),
    ("网络投诉", Kind::Page),
    ("在线咨询", Kind::Page),
    ("在线投诉", Kind::Page),
    ("网上投诉地址", Kind::Page),
    ("网上咨询地址", Kind::Page),
    ("邮箱", Kind::Mail),
    ("电子邮件", Kind::Mail),
    ("邮件", Kind::Mail),
    ("邮箱地址", Kind::Mail),
    ("邮箱投诉", Kind::Mail),
    ("邮箱咨询", Kind::Mail),
    ("邮件咨询", Kind::Mail),
    ("邮件投诉", Kind::Mail),
    ("通讯地址", Kind::Letter),
    ("通信地址", Kind::Letter),
    ("邮寄地址", Kind::Letter),
    ("信函地址", Kind::Letter),
    ("来信地址", Kind::Letter),
    ("信函", Kind::Letter),
    ("信件", Kind::Letter),
    ("信函咨询", Kind::Letter),
    ("信函投诉", Kind::Letter),
    ("信件咨询", Kind::Letter),
    ("信件投诉", Kind::Letter),
    ("来信", Kind::Letter),
    ("地址", Kind::Window),
    ("地点", Kind::Window),
    ("窗口", Kind::Window),
    ("现场", Kind::Window),
    ("现场咨询", Kind::Window),
    ("现场查询", Kind::Window),
    ("现场投诉", Kind::Window),
    ("现在咨询", Kind::Window),
    ("窗口咨询", Kind::Window),
    ("窗口查询", Kind::Window),
    ("窗口投诉", Kind::Window),
    ("来访", Kind::Window),
    ("来访咨询", Kind::Window),
    ("传真", Kind::Fax),
    ("传真号码", Kind::Fax),
    ("微信", Kind::Rest),
    ("微信号", Kind::Rest),
    ("公众号", Kind::Rest),
    ("微博", Kind::Rest),
    ("邮编", Kind::Rest),
    ("邮政编码", Kind::Rest),
    ("时间", Kind::Rest),
    ("部门", Kind::Rest),
    ("单位", Kind::Rest),
    ("联系人", Kind::Person),
    ("联系人员", Kind::Person),
    ("联络人", Kind::Person),
    ("经办人", Kind::Person),
    ("其他", Kind::Rest),
    ("其它", Kind::Rest),
    ("备注", Kind::Rest),
    ("权限", Kind::Rest),
    ("方式", Kind::Any),
    ("途径", Kind::Any),
    ("渠道", Kind::Any),
    ("咨询", Kind::Any),
    ("投诉", Kind::Any),
    ("查询", Kind::Any),
];

/// The kind of text that a label announces.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Phone,
    Page,
    Mail,
    Letter,
    Window,
    Fax,
    /// The person who answers, which becomes the note of a phone.
    Person,
    /// A value that the model has no field for.
    Rest,
    /// A label that does not announce a kind, such as 咨询方式.
    Any,
}

/// Reads an enquiry or complaint contact.
///
/// The published wording is kept in `text` if it says more than the parts.
///
/// ```
/// let text = "电话咨询：0770-2812345，咨询地址：人民大道88号政务服务中心2楼综合窗口";
/// let contact = shixiang::value::contact::read(text).value.unwrap();
///
/// assert_eq!(contact.phones[0].number, "0770-2812345");
/// assert_eq!(contact.address.as_deref(), Some("人民大道88号政务服务中心2楼综合窗口"));
/// assert_eq!(contact.text, None);
/// ```
pub fn read(text: &str) -> Parsed<Contact> {
    if is_filler(text) {
        return Parsed::none();
    }
    let mut found = ContactParts::default();
    for Labelled { field, value } in segments(text) {
        found.take(field, value);
    }
    found.unread.extend(found.person.take());
    let ContactParts {
        mut contact,
        mut unread,
        guess,
        ..
    } = found;
    // A label inside a bracket splits the bracket, which leaves unpaired brackets.
    for part in contact.address.iter_mut().chain(&mut unread) {
        if let Cow::Owned(whole) = without_loose(part) {
            *part = whole;
        }
    }
    unread.retain(|part| !part.is_empty());
    let read = contact != Contact::default();
    if !unread.is_empty() {
        contact.text = Some(text.trim().to_owned());
    }
    Parsed {
        value: read.then_some(contact),
        unread,
        guess,
        empty: false,
    }
}

/// Reads a complaint contact. If its labels are only about enquiries, the published wording is kept.
pub(crate) fn read_complaint(text: &str) -> Parsed<Contact> {
    let mut reading = read(text);
    if let Some(contact) = reading.value.as_mut()
        && label_of_enquiries(text).is_some()
    {
        contact.text.get_or_insert_with(|| text.trim().to_owned());
    }
    reading
}

/// The first label about enquiries, in a text that does not mention complaints.
pub(crate) fn label_of_enquiries(text: &str) -> Option<&str> {
    const COMPLAINTS: &[&str] = &["投诉", "监督", "举报", "信访", "纪检", "12345"];
    if !text.contains("咨询") || COMPLAINTS.iter().any(|word| text.contains(word)) {
        return None;
    }
    let mut last = 0;
    text.char_indices()
        .filter(|(_, c)| matches!(c, '：' | ':' | '∶'))
        .find_map(|(at, mark)| {
            let before = slice(text, last..at);
            last = at + mark.len_utf8();
            let found = label(before)?;
            let words = slice(before, found.start..before.len()).trim();
            words.contains("咨询").then_some(words)
        })
}

/// Writes a contact in the form [`read`] accepts, with one labelled line per part.
///
/// A contact with a published wording is written as that wording.
pub fn write(contact: &Contact) -> String {
    if let Some(text) = &contact.text {
        return text.clone();
    }
    let phones = (!contact.phones.is_empty()).then(|| super::phone::write(&contact.phones));
    // Postal and window addresses share a field; `ways` tells them apart.
    let place = if contact.ways.contains(&ContactWay::Window) {
        "现场地址"
    } else {
        "通讯地址"
    };
    [
        ("电话", phones.as_ref()),
        (place, contact.address.as_ref()),
        ("网址", contact.url.as_ref()),
        ("电子邮箱", contact.email.as_ref()),
    ]
    .into_iter()
    .filter_map(|(label, value)| value.map(|value| format!("{label}：{value}")))
    .collect::<Vec<_>>()
    .join("\n")
}

/// The labelled parts of a text, and the text before the first label.
fn segments(text: &str) -> Vec<Labelled<'_, Kind>> {
    let mut labels: Vec<Label<Kind>> = Vec::new();
    let mut last = 0;
    for (at, c) in text.char_indices() {
        if !matches!(c, '：' | ':' | '∶') {
            continue;
        }
        let after = at + c.len_utf8();
        if let Some(Announced { kind, start }) = label(slice(text, last..at)) {
            labels.push(Label {
                field: kind,
                start: last + start,
                value: after,
            });
            last = after;
        }
    }
    let parts = at_labels(text, labels);
    let lead = (!trimmed(unmarked(parts.lead)).is_empty()).then_some(Labelled {
        field: Kind::Any,
        value: parts.lead,
    });
    lead.into_iter().chain(parts.values).collect()
}

/// A label at the end of a text.
struct Announced {
    kind: Kind,
    /// Start of the label.
    start: usize,
}

/// The label that ends a text.
fn label(text: &str) -> Option<Announced> {
    let text = text.trim_end();
    let mut start = text.len();
    for (at, c) in text.char_indices().rev().take(MAX_LABEL_CHARS) {
        if !is_han(c) {
            break;
        }
        start = at;
    }
    let word = slice(text, start..text.len());
    let kind = LABELS
        .iter()
        .filter(|(end, _)| word.ends_with(end))
        .max_by_key(|(end, _)| end.len())
        .map(|(_, kind)| *kind)?;
    // 无邮寄地址 after a label without value: the word for “none” is not part of the label.
    if word.starts_with('无') {
        start += '无'.len_utf8();
    }
    // The number of an entry, as in `；2.电话：`, belongs to the label.
    let before = slice(text, 0..start);
    let stem = before.trim_end_matches(['.', '、', '．', ')', '）']);
    let number = stem.trim_end_matches(is_digit);
    let number = number.trim_end_matches(['(', '（']);
    let boundary = number.is_empty()
        || number.ends_with(|c: char| c.is_whitespace() || "；;，,。、".contains(c));
    let numbered = stem.len() < before.len() && number.len() < stem.len() && boundary;
    let start = if numbered { number.len() } else { start };
    Some(Announced { kind, start })
}

/// The parts found so far.
#[derive(Debug, Default)]
struct ContactParts {
    contact: Contact,
    unread: Vec<String>,
    guess: Option<Guess>,
    /// A person named before a phone, for the next phone.
    person: Option<String>,
}

/// Placeholder for an address that was taken out of a text, from the private use area.
const CUT: &str = "\u{E000}";

/// Characters that do not occur in a URL as it is written.
const NOT_IN_URL: &[char] = &['"', '<', '>', '{', '}', '[', ']', '|', '\\', '^', '`'];

/// Maximum length of a person's name with title, in characters.
const MAX_PERSON_CHARS: usize = 12;

impl ContactParts {
    fn take(&mut self, kind: Kind, value: &str) {
        if super::phone::is_scientific(value) {
            return self.unread.push(value.trim().to_owned());
        }
        let value = trimmed(unmarked(value));
        if is_filler(value) {
            return;
        }
        let mut rest = value.to_owned();
        if kind != Kind::Rest {
            self.take_mail(&mut rest);
            self.take_page(&mut rest);
        }
        // The texts on both sides of an address are separate parts.
        let parts = rest.split(CUT).filter_map(left);
        let parts: Vec<String> = parts.map(str::to_owned).collect();
        let apart = rest.replace(CUT, "；");
        let rest = rest.replace(CUT, " ");
        let (Some(rest), Some(apart)) = (left(&rest), left(&apart)) else {
            return;
        };
        let digits = rest.chars().filter(|c| is_digit(*c)).count();
        match kind {
            Kind::Phone => self.take_phones(apart, parts),
            Kind::Person if digits >= 5 => self.take_phones(apart, parts),
            // 0770-2812345（办公室） is a phone number, though it names a place.
            Kind::Any if is_place(rest) && holds_phone(rest) => self.take_phones(apart, parts),
            Kind::Person if !is_longer(rest, MAX_PERSON_CHARS) => self.take_person(rest),
            // 网上咨询 sometimes precedes the address of a window.
            Kind::Page if is_place(rest) => self.take_place(rest, ContactWay::Window),
            Kind::Window if digits < 5 || is_place(rest) => {
                self.take_place(rest, ContactWay::Window);
            }
            Kind::Letter => self.take_place(rest, ContactWay::Letter),
            Kind::Fax => {
                self.way(ContactWay::Fax);
                self.unread.extend(parts);
            }
            Kind::Any | Kind::Window | Kind::Page if digits >= 5 && !is_place(rest) => {
                self.take_phones(apart, parts);
            }
            Kind::Any if is_place(rest) => self.take_place(rest, ContactWay::Window),
            _ => self.unread.extend(parts),
        }
    }

    fn way(&mut self, way: ContactWay) {
        if !self.contact.ways.contains(&way) {
            self.contact.ways.push(way);
        }
    }

    /// Adds a person as the note of the only phone so far, or keeps the name for the next phone.
    fn take_person(&mut self, name: &str) {
        match self.contact.phones.as_mut_slice() {
            [phone] if phone.note.is_none() => phone.note = Some(name.to_owned()),
            _ => self.unread.extend(self.person.replace(name.to_owned())),
        }
    }

    /// Takes the phones of a text; if it has none, its `parts` remain unread.
    fn take_phones(&mut self, text: &str, parts: Vec<String>) {
        let reading = super::phone::read(text);
        self.guess = self.guess.or(reading.guess);
        let mut unread = reading.unread;
        let Some(mut phones) = reading.value else {
            return self.unread.extend(parts);
        };
        // 电话：0770-2812345，某某科: the owner of the only phone.
        if let ([phone], [owner]) = (phones.as_mut_slice(), unread.as_slice())
            && phone.note.is_none()
            && owner.chars().all(is_han)
            && !is_longer(owner, 30)
        {
            phone.note = Some(owner.clone());
            unread.clear();
        }
        for phone in &mut phones {
            unread.extend(phone.note.take_if(|note| names_house(note)));
        }
        for part in unread {
            if names_house(&part) {
                self.take_place(&part, ContactWay::Window);
            } else {
                self.unread.push(part);
            }
        }
        if let Some(phone) = phones.first_mut()
            && phone.note.is_none()
        {
            phone.note = self.person.take();
        }
        if !phones.is_empty() {
            self.way(ContactWay::Telephone);
        }
        for phone in phones {
            if !self.contact.phones.contains(&phone) {
                self.contact.phones.push(phone);
            }
        }
    }

    fn take_place(&mut self, text: &str, way: ContactWay) {
        self.way(way);
        match &mut self.contact.address {
            Some(known) if known == text => {}
            Some(known) => {
                known.push('；');
                known.push_str(text);
            }
            None => self.contact.address = Some(text.to_owned()),
        }
    }

    /// Takes the first email address out of a text.
    fn take_mail(&mut self, text: &mut String) {
        let Some(sign) = text.find('@') else {
            return;
        };
        let belongs = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '_' | '-' | '+');
        let name = slice(text, 0..sign).trim_end_matches(belongs).len();
        let after = slice(text, sign + 1..text.len());
        let end = sign + 1 + after.find(|c| !belongs(c)).unwrap_or(after.len());
        let mail = slice(text, name..end).trim_end_matches('.').to_owned();
        let end = name + mail.len();
        if name == sign || !slice(text, sign + 1..end).contains('.') || self.contact.email.is_some()
        {
            return;
        }
        text.replace_range(name..end, CUT);
        self.contact.email = Some(mail);
        self.way(ContactWay::Email);
    }

    /// Takes the first URL out of a text.
    fn take_page(&mut self, text: &mut String) {
        let lower = text.to_ascii_lowercase();
        let Some(start) = ["http://", "https://", "www."]
            .iter()
            .filter_map(|head| lower.find(head))
            .min()
        else {
            return;
        };
        if self.contact.url.is_some() {
            return;
        }
        let tail = slice(text, start..text.len());
        let length = tail
            .find(|c: char| !c.is_ascii_graphic() || NOT_IN_URL.contains(&c))
            .unwrap_or(tail.len());
        let url = slice(tail, 0..length)
            .trim_end_matches(['.', ',', ';', ')'])
            .to_owned();
        if !names_host(&url) {
            return;
        }
        text.replace_range(start..start + url.len(), CUT);
        self.contact.url = Some(url);
        self.way(ContactWay::Online);
    }
}

/// Whether anything follows `http://` or `www.`, which forms are pre-filled with.
fn names_host(url: &str) -> bool {
    let rest = url.split_once("//").map_or(url, |(_, rest)| rest);
    let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let host = host.to_ascii_lowercase();
    let name = host.strip_prefix("www.").unwrap_or(&host);
    name != "www" && name.contains(char::is_alphanumeric)
}

/// The text left after email addresses and URLs were taken out; a bracket at an end stays whole.
fn left(text: &str) -> Option<&str> {
    let bracketed = text.contains(['（', '(']) && text.contains(['）', ')']);
    let rest = remains(text)?;
    Some(if bracketed { trimmed(text) } else { rest })
}

/// Whether a text contains a valid phone number.
fn holds_phone(text: &str) -> bool {
    let phones = super::phone::read(text).value.unwrap_or_default();
    phones
        .iter()
        .any(|phone| super::phone::fault(phone).is_none())
}

/// Whether a text contains a house number: 18号, but not 3号窗口.
fn names_house(text: &str) -> bool {
    occurrences(text, "号").any(|found| {
        found.before.ends_with(is_digit) && !found.after.starts_with(['窗', '楼', '厅', '柜', '台'])
    })
}

/// Whether a text is the address of a place rather than a phone number.
fn is_place(text: &str) -> bool {
    let number = occurrences(text, "号").any(|found| found.before.ends_with(is_digit));
    let text = text.trim_end_matches(['）', ')']);
    number || words::PLACE_LABEL_ENDING.ends(text)
}

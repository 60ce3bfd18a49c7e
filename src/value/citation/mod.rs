//! 设定依据: legal texts that an item rests on, with number, article and wording.

use std::ops::Range;

use super::Parsed;
use crate::model::LegalBasis;
use crate::prose::{
    Bracketed, Lexed, first_chars, is_digit, is_filler, is_han, is_han_numeral, is_longer, mark,
    opening_bracket, slice, trimmed, unmarked,
};
use crate::vocabulary::{LegalRank, Vocabulary};
use crate::words;

mod form;
mod parts;
mod quoted;
#[cfg(test)]
mod tests;

pub(crate) use parts::rank;
use parts::{NEAR_CHARS, article, canonical, document_number, standard_number, wording};
pub(crate) use quoted::{quotes_article, without_citations, without_note, without_titles};

/// No title is looked for beyond these characters.
const MAX_TITLE_CHARS: usize = 80;

/// Reads the legal bases in a text.
///
/// The rank is derived from name and number if they leave no doubt. The promulgation is what the
/// bracket after a title says about dates and amendments.
///
/// ```
/// use shixiang::vocabulary::LegalRank;
///
/// let text = "《中华人民共和国行政许可法》第十二条第一款：“下列事项可以设定行政许可。”\n《某某管理条例》（国务院令第412号）第三条";
/// let bases = shixiang::value::citation::read(text).value.unwrap();
///
/// assert_eq!(bases[0].article.as_deref(), Some("第十二条第一款"));
/// assert_eq!(bases[0].text.as_deref(), Some("下列事项可以设定行政许可。"));
/// assert_eq!(bases[1].document_number.as_deref(), Some("国务院令第412号"));
/// assert_eq!(bases[1].rank, Some(LegalRank::AdministrativeRegulation));
/// ```
pub fn read(text: &str) -> Parsed<Vec<LegalBasis>> {
    if is_filler(text) {
        return Parsed::none();
    }
    let mut found = CitationParts::default();
    for line in lines(text) {
        found.line(line);
    }
    let CitationParts {
        mut bases, unread, ..
    } = found;
    for basis in &mut bases {
        if basis.rank.is_none() {
            basis.rank = rank(
                basis.name.as_deref().unwrap_or_default(),
                basis.document_number.as_deref(),
            );
        }
    }
    let value = (!bases.is_empty()).then_some(bases);
    Parsed {
        value,
        unread,
        guess: None,
        empty: false,
    }
}

/// Writes legal bases in the form [`read`] accepts, one per line.
pub fn write(bases: &[LegalBasis]) -> String {
    let line = |basis: &LegalBasis| {
        let name = basis.name.as_ref().map(|name| format!("《{name}》"));
        let number = basis.document_number.as_ref().map(|number| match name {
            Some(_) => format!("（{number}）"),
            None => number.clone(),
        });
        let promulgation = (basis.promulgation.as_ref()).map(|said| format!("（{said}）"));
        let text = basis.text.as_ref().map(|text| format!("：{text}"));
        [name, number, promulgation, basis.article.clone(), text]
            .into_iter()
            .flatten()
            .collect::<String>()
    };
    bases.iter().map(line).collect::<Vec<_>>().join("\n")
}

/// Where the titles 《…》 of a text stand, their marks included; of nested ones the outer.
pub(crate) fn mentions(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut open = None;
    let mut depth = 0usize;
    for (at, c) in text.char_indices() {
        match c {
            '《' => {
                if depth == 0 {
                    open = Some(at);
                }
                depth += 1;
            }
            '》' if depth > 0 => {
                depth -= 1;
                if depth == 0
                    && let Some(start) = open.take()
                {
                    found.push(start..at + c.len_utf8());
                }
            }
            // A title never closed ends with its line.
            '\n' => {
                depth = 0;
                open = None;
            }
            _ => {}
        }
    }
    found
}

/// The lines of a text; a wording in quotes goes over its lines.
fn lines(text: &str) -> Vec<&str> {
    let mut lines = Vec::new();
    let mut start = 0;
    let mut quotes = 0usize;
    for (at, c) in text.char_indices() {
        match c {
            '“' => quotes += 1,
            '”' => quotes = quotes.saturating_sub(1),
            '\n' => {
                let below = trimmed(unmarked(first_chars(
                    slice(text, at + 1..text.len()),
                    NEAR_CHARS,
                )));
                // A quote never closed does not swallow the next title.
                if quotes == 0 || below.starts_with('《') || below.starts_with('【') {
                    lines.push(slice(text, start..at));
                    start = at + 1;
                    quotes = 0;
                }
            }
            _ => {}
        }
    }
    lines.push(slice(text, start..text.len()));
    lines
}

/// Bases found so far.
#[derive(Debug, Default)]
struct CitationParts {
    bases: Vec<LegalBasis>,
    unread: Vec<String>,
    /// A rank that stood as a heading before the next basis.
    heading: Option<LegalRank>,
}

impl CitationParts {
    fn line(&mut self, line: &str) {
        let line = line.trim();
        if trimmed(line).is_empty() || self.form(line) {
            return;
        }
        let mut rest = self.lead(unmarked(line));
        if trimmed(rest).is_empty() || self.continues(line, rest) {
            return;
        }
        let mut first = true;
        while !trimmed(rest).is_empty() {
            let Some(Lexed { value: cited, end }) = citation(rest) else {
                self.leftover(rest, first);
                return;
            };
            self.unread.extend(cited.unread);
            self.push(cited.basis);
            first = false;
            rest = between(slice(rest, end..rest.len()));
        }
    }

    fn push(&mut self, mut basis: LegalBasis) {
        basis.rank = self.heading.take();
        self.bases.push(basis);
    }

    /// Takes words such as 设定依据： and 【法律】 off the start of a line.
    fn lead<'t>(&mut self, line: &'t str) -> &'t str {
        let mut rest = line;
        // No line has more of them; without a bound, a line of marks would take too long.
        for _ in 0..8 {
            let before = rest.len();
            if let Some(Bracketed { inside, after, .. }) = opening_bracket(rest)
                && let Some(rank) = LegalRank::recognise(inside)
            {
                self.heading = Some(rank);
                rest = after.trim_start_matches([':', '：', ' ']);
            } else if let Some((word, _)) = first_chars(rest, NEAR_CHARS).split_once(['：', ':'])
                && !is_longer(word, 8)
            {
                let after = slice(rest, word.len()..rest.len()).trim_start_matches(['：', ':']);
                if let Some(rank) = LegalRank::recognise(word) {
                    self.heading = Some(rank);
                    rest = after.trim_start();
                } else if words::BASIS_LEAD.is(word.trim()) {
                    rest = after.trim_start();
                }
            }
            if let Some(after) = words::BASIS_LEAD
                .strip_start(rest)
                .filter(|after| after.trim_start().starts_with('《'))
            {
                rest = after.trim_start();
            }
            rest = unmarked(rest);
            if rest.len() == before {
                break;
            }
        }
        rest
    }

    /// Takes a line that goes on with the basis before: its wording or another article.
    ///
    /// The wording keeps the mark that `body` lacks.
    fn continues(&mut self, line: &str, body: &str) -> bool {
        let starts = cites(body);
        let Some(last) = self.bases.last_mut() else {
            return false;
        };
        if let Some(length) = article(body) {
            let said = trimmed(slice(body, 0..length)).to_owned();
            let text = wording(slice(body, length..body.len()));
            if last.article.is_none() && last.text.is_none() {
                last.article = Some(said);
                last.text = text;
            } else {
                // Another article of the same law.
                let basis = LegalBasis {
                    article: Some(said),
                    text,
                    ..last.clone()
                };
                self.bases.push(basis);
            }
            return true;
        }
        if starts {
            return false;
        }
        match &mut last.text {
            Some(text) => {
                text.push('\n');
                text.push_str(line);
            }
            None => last.text = wording(line),
        }
        true
    }

    /// What is no citation.
    fn leftover(&mut self, rest: &str, first: bool) {
        let rest = rest.trim();
        if first {
            self.unread.push(rest.to_owned());
            return;
        }
        match self.bases.last_mut() {
            Some(basis) if basis.text.is_none() => basis.text = wording(rest),
            _ => self.unread.push(rest.to_owned()),
        }
    }
}

/// Whether a line begins with a citation rather than with the wording of one.
fn cites(line: &str) -> bool {
    let Some(Lexed { value: cited, end }) = citation(line) else {
        return false;
    };
    let basis = cited.basis;
    let after = trimmed(slice(line, end..line.len()));
    let legal = |name: &str| words::LEGAL_TITLE_ENDING.ends(name.trim_end_matches(['）', ')']));
    basis.document_number.is_some()
        || basis.article.is_some()
        || line.starts_with('《')
            && basis.name.as_deref().is_some_and(legal)
            && (basis.text.is_some() || after.is_empty() || after.starts_with('《'))
}

/// The words between two citations of one line.
fn between(text: &str) -> &str {
    let mut rest = text;
    loop {
        let before = rest.len();
        rest = rest.trim_start_matches(|c: char| c.is_whitespace() || "，,、；;。".contains(c));
        for word in ["以及", "和", "及", "与", "或"] {
            if let Some(after) = rest
                .strip_prefix(word)
                .filter(|after| after.starts_with('《'))
            {
                rest = after;
            }
        }
        if let Some(mark) = mark(rest)
            && slice(rest, mark.length..rest.len()).starts_with('《')
        {
            rest = slice(rest, mark.length..rest.len());
        }
        if rest.len() == before {
            return rest;
        }
    }
}

/// A citation, and what of it could not be used.
#[derive(Default)]
struct Cited {
    basis: LegalBasis,
    unread: Vec<String>,
}

/// The citation that a text starts with.
fn citation(text: &str) -> Option<Lexed<Cited>> {
    let mut cited = Cited::default();
    let Cited { basis, unread } = &mut cited;
    let mut at = title(text, basis)?;
    // Number, article and dates follow in any order.
    loop {
        let rest = slice(text, at..text.len());
        let spaces = rest.len()
            - rest
                .trim_start_matches(|c: char| c.is_whitespace() && c != '\n')
                .len();
        let rest = slice(rest, spaces..rest.len());
        // ），第十条 and ）：第十条
        let joined = rest.trim_start_matches(['：', ':', '，', ',', ' ', '\u{3000}']);
        if basis.article.is_none()
            && joined.len() < rest.len()
            && let Some(length) = article(joined)
        {
            basis.article = Some(trimmed(slice(joined, 0..length)).to_owned());
            at = text.len() - joined.len() + length;
            continue;
        }
        if let Some(Bracketed { inside, after, .. }) = opening_bracket(rest)
            && (basis.document_number.is_none()
                || basis.promulgation.is_none()
                || basis.article.is_none())
            && (mark(rest).is_none() || is_longer(inside, 3))
        {
            bracket(inside, basis, unread);
            at = text.len() - after.len();
            continue;
        }
        if basis.article.is_none()
            && let Some(length) = article(rest)
        {
            basis.article = Some(trimmed(slice(rest, 0..length)).to_owned());
            at += spaces + length;
            continue;
        }
        if basis.document_number.is_none()
            && let Some(range) =
                document_number(first_chars(rest, NEAR_CHARS)).filter(|range| range.start == 0)
        {
            basis.document_number = Some(canonical(slice(rest, range.clone())));
            at += spaces + range.end;
            continue;
        }
        break;
    }
    let rest = slice(text, at..text.len());
    let after = rest.trim_start_matches([' ', '\u{3000}']);
    let after = [
        "的规定",
        "规定",
        "的有关规定",
        "有关规定",
        "等有关规定",
        "等相关规定",
    ]
    .iter()
    .filter_map(|word| after.strip_prefix(word))
    .min_by_key(|after| after.len())
    .unwrap_or(after);
    let stripped = after.trim_start_matches([' ', '，', ',', '、', '；', ';', '。']);
    // Another citation, or nothing; anything else is the wording.
    if stripped.is_empty() {
        return Some(Lexed::new(cited, text.len()));
    }
    if between(after).starts_with('《') && !after.starts_with(['：', ':', '“']) {
        return Some(Lexed::new(cited, text.len() - after.len()));
    }
    let own = own_wording(after);
    basis.text = wording(own.value);
    let end = text.len() - after.len() + own.end;
    Some(Lexed::new(cited, end))
}

/// The wording up to the next citation of the line.
fn own_wording(text: &str) -> Lexed<&str> {
    let mut quotes = 0usize;
    let mut ended = false;
    for (at, c) in text.char_indices() {
        match c {
            '“' => quotes += 1,
            '”' => quotes = quotes.saturating_sub(1),
            // Only a title with a number or an article right behind it is the next citation.
            '《' if quotes == 0
                && ended
                && followed(first_chars(slice(text, at..text.len()), MAX_TITLE_CHARS)) =>
            {
                let own = slice(text, 0..at);
                let own = own.trim_end();
                let stem = own.trim_end_matches(|c: char| {
                    is_digit(c) || is_han_numeral(c) || ".、．（）()".contains(c)
                });
                let own = if stem.ends_with(['。', '；', '”', ';', '\n']) {
                    stem
                } else {
                    own
                };
                return Lexed::new(own, at);
            }
            _ => {}
        }
        let carries =
            c.is_whitespace() || is_digit(c) || is_han_numeral(c) || ".、．（）()".contains(c);
        ended = matches!(c, '。' | '；' | ';' | '”' | '\n') || ended && carries;
    }
    Lexed::new(text, text.len())
}

/// Whether a title that a text starts with has a number or an article behind it.
fn followed(text: &str) -> bool {
    let Some(end) = mentions(text).first().map(|title| title.end) else {
        return false;
    };
    let rest = slice(text, end..text.len()).trim_start();
    article(rest).is_some()
        || opening_bracket(rest).is_some_and(|found| document_number(found.inside).is_some())
}

/// The title that a text starts with, taken into the basis, and its length.
fn title(text: &str, basis: &mut LegalBasis) -> Option<usize> {
    if text.starts_with('《') {
        // No title is longer; all of the text is not searched at each of its titles.
        let range = mentions(first_chars(text, 300))
            .into_iter()
            .next()
            .filter(|range| range.start == 0)?;
        let inside = slice(text, '《'.len_utf8()..range.end - '》'.len_utf8()).trim();
        basis.name = Some(inside.to_owned()).filter(|name| !name.is_empty());
        return basis.name.is_some().then_some(range.end);
    }
    let head = first_chars(text, MAX_TITLE_CHARS);
    let number = document_number(head);
    if let Some(range) = number.filter(|range| range.start == 0) {
        // 国发〔2017〕46号 alone.
        basis.document_number = Some(canonical(slice(text, range.clone())));
        return Some(range.end);
    }
    // A title without 《》 ends before its article, its number or the end of the line.
    let stop = head
        .char_indices()
        .find(|(at, c)| {
            matches!(
                c,
                '（' | '(' | '：' | ':' | '，' | ',' | '。' | '；' | ';' | '、' | '\n' | '“'
            ) || *c == '第' && article(slice(head, *at..head.len())).is_some()
        })
        .map_or(head.len(), |(at, _)| at);
    let name = slice(head, 0..stop).trim();
    let whole = stop < head.len() || head.len() == text.len();
    let long = is_longer(name, 3) && name.chars().all(|c| is_han(c) || "〈〉".contains(c));
    if !(whole && long && words::BARE_TITLE_ENDING.ends(name)) {
        return None;
    }
    basis.name = Some(name.to_owned());
    Some(stop)
}

/// Takes the bracket after a title: its number, and what else it says as unread.
fn bracket(inside: &str, basis: &mut LegalBasis, unread: &mut Vec<String>) {
    if let Some(length) = article(inside).filter(|length| *length == inside.len()) {
        basis.article = Some(slice(inside, 0..length).to_owned());
        return;
    }
    let number = document_number(inside).or_else(|| standard_number(inside));
    let Some(range) = number.filter(|_| basis.document_number.is_none()) else {
        promulgated(inside, basis, unread);
        return;
    };
    basis.document_number = Some(canonical(slice(inside, range.clone())));
    let rest = [
        slice(inside, 0..range.start),
        slice(inside, range.end..inside.len()),
    ];
    if rest
        .iter()
        .any(|rest| rest.chars().any(char::is_alphanumeric))
    {
        promulgated(inside, basis, unread);
    }
}

/// Takes a bracket that says when a text was made public or amended; else it is unread.
fn promulgated(inside: &str, basis: &mut LegalBasis, unread: &mut Vec<String>) {
    let dated = inside.contains('年') && inside.chars().any(is_digit);
    let said = inside.trim();
    if basis.promulgation.is_none() && (dated || words::ACT_OF_ISSUE.ends(said)) {
        basis.promulgation = Some(said.to_owned());
    } else {
        unread.push(said.to_owned());
    }
}

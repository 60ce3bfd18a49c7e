//! 设定依据: legal texts that an item rests on, with number, article and wording.

use super::Parsed;
use crate::model::LegalBasis;
use crate::prose::{
    Bracketed, Lexed, first_chars, is_digit, is_filler, is_han_numeral, is_longer, mark,
    opening_bracket, slice, trimmed, unmarked,
};
use crate::vocabulary::LegalRank;
use crate::words;

mod form;
mod parts;
mod quoted;
mod tag;
#[cfg(test)]
mod tests;
mod title;

pub(crate) use parts::rank;
use parts::{NEAR_CHARS, article, canonical, document_number, standard_number, wording};
pub(crate) use quoted::{
    quotes_article, without_articles, without_citations, without_note, without_titles,
};
use tag::{more_exact, tag};
pub(crate) use title::mentions;
use title::{Cited, MAX_TITLE_CHARS, followed, title};

/// Maximum length of a bracket after a title, in characters.
const MAX_NOTE_CHARS: usize = 1000;

/// Reads the legal bases in a text.
///
/// The rank is derived from name and number if they are unambiguous. The promulgation consists of
/// the dates and amendments in the bracket after a title.
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
    for line in split_lines(unquoted(text)) {
        found.line(line);
    }
    let CitationParts {
        mut bases, unread, ..
    } = found;
    for basis in &mut bases {
        let name = basis.name.as_deref().unwrap_or_default();
        let derived = rank(name, basis.document_number.as_deref());
        basis.rank = more_exact(basis.rank.take(), derived);
    }
    Parsed::list(bases, unread)
}

/// Writes legal bases in the form [`read`] accepts, one per line.
pub fn write(bases: &[LegalBasis]) -> String {
    let line = |basis: &LegalBasis| {
        let name = basis.name.as_ref().map(|name| format!("《{name}》"));
        let number = basis.document_number.as_ref().map(|number| match name {
            Some(_) => format!("（{number}）"),
            None => number.clone(),
        });
        let promulgation = basis
            .promulgation
            .as_ref()
            .map(|text| format!("（{text}）"));
        let text = basis.text.as_ref().map(|text| format!("：{text}"));
        [name, number, promulgation, basis.article.clone(), text]
            .into_iter()
            .flatten()
            .collect::<String>()
    };
    bases.iter().map(line).collect::<Vec<_>>().join("\n")
}

/// Strips quotation marks that only frame a text, or that open before it and never close.
///
/// Marks around the wording of a law are kept: “申请人应当…”.
fn unquoted(text: &str) -> &str {
    let text = text.trim();
    for (open, close) in [
        ('"', '"'),
        ('“', '”'),
        ('\'', '\''),
        ('‘', '’'),
        ('「', '」'),
    ] {
        let Some(inside) = text.strip_prefix(open) else {
            continue;
        };
        let body = unmarked(inside);
        if !(body.starts_with(['《', '【']) || words::BASIS_LEAD.starts(body)) {
            return text;
        }
        let bare = inside.trim_end_matches(['。', '；', ';']);
        return match bare.strip_suffix(close) {
            Some(bare) if !bare.contains([open, close]) => bare,
            _ if inside.contains(close) => text,
            _ => inside,
        };
    }
    text
}

/// The lines of a text; a quoted wording may span several.
fn split_lines(text: &str) -> Vec<&str> {
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
                // An unclosed quote does not swallow the next title.
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

/// The bases read so far.
#[derive(Debug, Default)]
struct CitationParts {
    bases: Vec<LegalBasis>,
    unread: Vec<String>,
    /// The rank in the heading before the next basis.
    heading: Option<LegalRank>,
}

impl CitationParts {
    fn line(&mut self, line: &str) {
        let line = line.trim();
        if trimmed(line).is_empty() || self.form(line) {
            return;
        }
        let mut rest = self.strip_lead(unmarked(unquoted(line)));
        let tagged = self.heading.is_some() && rest.starts_with('《');
        if trimmed(rest).is_empty() || !tagged && self.append_to_previous(line, rest) {
            return;
        }
        let mut first = true;
        while !trimmed(rest).is_empty() {
            let Some(Lexed { value: cited, end }) = citation(rest) else {
                self.take_leftover(rest, first);
                return;
            };
            self.unread.extend(cited.unread);
            self.push(cited.basis);
            first = false;
            let next = skip_separators(slice(rest, end..rest.len()));
            let led = self.strip_lead(next);
            rest = if led.starts_with('《') { led } else { next };
        }
    }

    fn push(&mut self, mut basis: LegalBasis) {
        basis.rank = self.heading.take();
        self.bases.push(basis);
    }

    /// Strips words such as 设定依据： and 【法律】 from the start of a line.
    fn strip_lead<'t>(&mut self, line: &'t str) -> &'t str {
        let mut rest = line;
        // Bounded, because a line of marks would take too long.
        for _ in 0..8 {
            let before = rest.len();
            if let Some(tag) = tag(rest) {
                self.heading = Some(tag.rank);
                rest = tag.after;
            } else if let Some((word, _)) = first_chars(rest, NEAR_CHARS).split_once(['：', ':'])
                && words::BASIS_LEAD.is(word.trim())
            {
                let after = slice(rest, word.len()..rest.len());
                rest = after.trim_start_matches(['：', ':']).trim_start();
            }
            if let Some(after) = words::BASIS_LEAD
                .strip_start(rest)
                .filter(|after| after.trim_start().starts_with('《'))
            {
                rest = after.trim_start();
            }
            rest = unmarked(unquoted(rest));
            if rest.len() == before {
                break;
            }
        }
        rest
    }

    /// Appends a line to the previous basis, as wording or as a further article; returns whether it did.
    ///
    /// `body` is the line without its number and lead; wording keeps the whole `line`.
    fn append_to_previous(&mut self, line: &str, body: &str) -> bool {
        let starts = begins_with_citation(body);
        let Some(last) = self.bases.last_mut() else {
            return false;
        };
        if let Some(length) = article(body) {
            let further = trimmed(slice(body, 0..length)).to_owned();
            let text = wording(slice(body, length..body.len()));
            if last.article.is_none() && last.text.is_none() {
                last.article = Some(further);
                last.text = text;
            } else {
                // Another article of the same law.
                let basis = LegalBasis {
                    article: Some(further),
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

    /// Takes text that is not a citation: as the wording of the previous basis, or as unread.
    fn take_leftover(&mut self, rest: &str, first: bool) {
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

/// Whether a line begins with a citation rather than with the wording of a cited article.
fn begins_with_citation(line: &str) -> bool {
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

/// Strips the marks and words that separate two citations of one line.
fn skip_separators(text: &str) -> &str {
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

/// The citation that a text starts with.
fn citation(text: &str) -> Option<Lexed<Cited>> {
    let mut cited = Cited::default();
    let mut at = title(text, &mut cited)?;
    let Cited { basis, unread } = &mut cited;
    // Number, article and dates may follow in any order.
    loop {
        let rest = slice(text, at..text.len());
        let rest = rest.trim_start_matches(|c: char| c.is_whitespace() && c != '\n');
        let joined = without_link_words(rest);
        if joined.len() < rest.len()
            && let Some(length) = take_reference(joined, basis)
        {
            at = text.len() - joined.len() + length;
            continue;
        }
        if let Some(Bracketed { inside, after, .. }) = note_bracket(rest)
            && (basis.document_number.is_none()
                || basis.promulgation.is_none()
                || basis.article.is_none())
            && (mark(rest).is_none() || is_longer(inside, 3))
        {
            take_bracket(inside, basis, unread);
            at = text.len() - after.len();
            continue;
        }
        let Some(length) = take_reference(rest, basis) else {
            break;
        };
        at = text.len() - rest.len() + length;
    }
    let after = slice(text, at..text.len()).trim_start_matches([' ', '\u{3000}']);
    let after = without_provision(after);
    let stripped = after.trim_start_matches([' ', '，', ',', '、', '；', ';', '。']);
    // Text that is not empty and not another citation is the wording.
    if stripped.is_empty() {
        return Some(Lexed::new(cited, text.len()));
    }
    if skip_separators(after).starts_with('《') && !after.starts_with(['：', ':', '“']) {
        return Some(Lexed::new(cited, text.len() - after.len()));
    }
    let own = own_wording(after);
    basis.text = wording(own.value);
    let end = text.len() - after.len() + own.end;
    Some(Lexed::new(cited, end))
}

/// Takes the article or document number that a text starts with, unless the basis has one; returns its length.
fn take_reference(text: &str, basis: &mut LegalBasis) -> Option<usize> {
    if basis.article.is_none()
        && let Some(length) = article(text)
    {
        basis.article = Some(trimmed(slice(text, 0..length)).to_owned());
        return Some(length);
    }
    if basis.document_number.is_none()
        && let Some(number) = document_number(first_chars(text, NEAR_CHARS))
        && number.start == 0
    {
        basis.document_number = Some(canonical(slice(text, number.clone())));
        return Some(number.end);
    }
    None
}

/// Strips words that refer to a provision as a whole: 的规定.
fn without_provision(text: &str) -> &str {
    let words = [
        "的规定",
        "规定",
        "的有关规定",
        "有关规定",
        "等有关规定",
        "等相关规定",
    ];
    let after = words.iter().filter_map(|word| text.strip_prefix(word));
    after.min_by_key(|after| after.len()).unwrap_or(text)
}

/// Strips words that link a law to its number or article: ），第十条, 》的第三条, 》文号：国发〔2017〕46号.
fn without_link_words(text: &str) -> &str {
    let marks = ['：', ':', '，', ',', ' ', '\u{3000}', '—', '-'];
    let rest = text.trim_start_matches(marks);
    let word = [
        "规定的",
        "中的",
        "之",
        "的",
        "中",
        "文号",
        "发文字号",
        "发文文号",
    ];
    let after = word.iter().find_map(|word| rest.strip_prefix(word));
    after.map_or(rest, |after| after.trim_start_matches(marks))
}

/// The bracket that a text starts with; if two open and one closes, the inner one.
fn note_bracket(text: &str) -> Option<Bracketed<'_>> {
    // Bounded, so that reading stays linear.
    let near = first_chars(text, MAX_NOTE_CHARS);
    let found = opening_bracket(near).or_else(|| {
        let inner = near.strip_prefix(['（', '(', '【', '['])?;
        opening_bracket(inner)
    })?;
    let after = slice(text, near.len() - found.after.len()..text.len());
    Some(Bracketed { after, ..found })
}

/// The wording up to the next citation of the line.
fn own_wording(text: &str) -> Lexed<&str> {
    let is_numbering = |c: char| is_digit(c) || is_han_numeral(c) || ".、．（）()".contains(c);
    let mut quotes = 0usize;
    let mut ended = false;
    for (at, c) in text.char_indices() {
        match c {
            '“' => quotes += 1,
            '”' => quotes = quotes.saturating_sub(1),
            _ if quotes == 0 && ended && opens_citation(slice(text, at..text.len())) => {
                let own = slice(text, 0..at);
                let own = own.trim_end();
                let stem = own.trim_end_matches(is_numbering);
                let own = if stem.ends_with(['。', '；', '”', ';', '\n']) {
                    stem
                } else {
                    own
                };
                return Lexed::new(own, at);
            }
            _ => {}
        }
        let carries = c.is_whitespace() || is_numbering(c);
        ended = matches!(c, '。' | '；' | ';' | '”' | '\n') || ended && carries;
    }
    Lexed::new(text, text.len())
}

/// Whether the next citation of a line starts here: a title directly followed by a number or an
/// article, or preceded by its rank.
fn opens_citation(text: &str) -> bool {
    if text.starts_with('《') {
        return followed(first_chars(text, MAX_TITLE_CHARS));
    }
    tag(text).is_some_and(|tag| tag.after.starts_with('《'))
}

/// Takes the article, document number and promulgation in the bracket after a title; other content is unread.
fn take_bracket(inside: &str, basis: &mut LegalBasis, unread: &mut Vec<String>) {
    let mut inside = inside.trim();
    // （（2017年…公布））
    while let Some(inner) = opening_bracket(inside).filter(|inner| inner.after.trim().is_empty()) {
        inside = inner.inside.trim();
    }
    if let Some(length) = article(inside).filter(|length| *length == inside.len()) {
        basis.article = Some(slice(inside, 0..length).to_owned());
        return;
    }
    let number = document_number(inside).or_else(|| standard_number(inside));
    let Some(range) = number.filter(|_| basis.document_number.is_none()) else {
        take_promulgation(inside, basis, unread);
        return;
    };
    basis.document_number = Some(canonical(slice(inside, range.clone())));
    let rest = [
        slice(inside, 0..range.start),
        slice(inside, range.end..inside.len()),
    ];
    let [before, after] = rest;
    let behind = trimmed(after);
    if basis.article.is_none()
        && !before.chars().any(char::is_alphanumeric)
        && article(behind).is_some_and(|length| length == behind.len())
    {
        basis.article = Some(behind.to_owned());
        return;
    }
    if rest
        .iter()
        .any(|rest| rest.chars().any(char::is_alphanumeric))
    {
        take_promulgation(inside, basis, unread);
    }
}

/// Takes a bracket about promulgation or amendment; any other is unread.
fn take_promulgation(inside: &str, basis: &mut LegalBasis, unread: &mut Vec<String>) {
    let dated = inside.contains('年') && inside.chars().any(is_digit);
    let inside = inside.trim();
    if basis.promulgation.is_none() && (dated || words::ACT_OF_ISSUE.ends(inside)) {
        basis.promulgation = Some(inside.to_owned());
    } else {
        unread.push(inside.to_owned());
    }
}

//! The materials of a cell: its lines, its numbered points, and headings over them.

use std::borrow::Cow;

use crate::prose::{
    first_chars, is_balanced, is_longer, is_numeral, mark, numbered, numbered_inline, outside,
    slice, trimmed, unmarked,
};
use crate::words;

/// Maximum length of a heading, in characters.
const MAX_HEADING_CHARS: usize = 20;

/// Maximum nesting depth of lists that is read.
const MAX_LEVELS: u8 = 4;

/// A line of a cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Entry<'t> {
    /// The case that the lines below are for; `None` if it only announces them or ends a case.
    Heading(Option<&'t str>),
    /// A material, or details of the previous one.
    Line(&'t str),
    /// What is said of the previous material: >本人签字.
    Remark(&'t str),
}

/// The entries of a cell.
pub(super) fn entries(text: &str) -> Vec<Entry<'_>> {
    let mut found = Vec::new();
    collect(text, 0, &mut found);
    found
}

fn collect<'t>(text: &'t str, level: u8, found: &mut Vec<Entry<'t>>) {
    if let Some((heading, rest)) = split_heading(text).filter(|_| level < MAX_LEVELS) {
        found.push(Entry::Heading(case_of_heading(heading)));
        collect(rest, level + 1, found);
        found.push(Entry::Heading(None));
        return;
    }
    // A line may hold several entries; a list that does not begin the text is part of a name.
    let Some(points) = numbered_entries(text) else {
        let lines = split(text, |c| matches!(c, '\n' | '；' | ';' | '|' | '｜'));
        push_lines(lines, split_names, found);
        return;
    };
    for point in points {
        if split_heading(point).is_some() && level < MAX_LEVELS {
            collect(point, level, found);
        } else {
            // If the entries are numbered, neither ； nor a comma between names separates materials.
            push_lines(split(point, |c| c == '\n'), split_counted, found);
        }
    }
}

/// Adds the materials of lines, each of which `names` splits further.
fn push_lines<'t>(
    lines: Vec<&'t str>,
    names: fn(&'t str) -> Vec<&'t str>,
    found: &mut Vec<Entry<'t>>,
) {
    for line in lines {
        let said = line.trim_start_matches(['>', '＞']).trim_start();
        if said.len() < line.len() && mark(said).is_none() && !found.is_empty() {
            found.push(Entry::Remark(said));
            continue;
        }
        found.extend(names(line).into_iter().map(|line| match heading(line) {
            Some(heading) => Entry::Heading(case_of_heading(heading)),
            None => Entry::Line(line),
        }));
    }
}

fn split(text: &str, separates: impl Fn(char) -> bool) -> Vec<&str> {
    outside(text, separates)
        .into_iter()
        .map(str::trim)
        .collect()
}

/// Splits a line without a number at commas between materials.
fn split_names(line: &str) -> Vec<&str> {
    split_counted(line)
        .into_iter()
        .flat_map(split_documents)
        .collect()
}

/// Splits a line at commas if each part states its number of copies: 申请书原件一式两份，身份证复印件1份.
fn split_counted(line: &str) -> Vec<&str> {
    /// Beginnings of parts that are about the material before them.
    const CONTINUATIONS: &[&str] = &[
        "原件",
        "复印件",
        "正本",
        "副本",
        "一式",
        "纸质",
        "电子",
        "各",
        "共",
        "均",
    ];
    let parts = split(line, |c| matches!(c, '，' | ','));
    let is_counted = |part: &&str| {
        let number = part
            .trim_end_matches(['。', '；'])
            .strip_suffix('份')
            .map(str::trim_end);
        let number = number.is_some_and(|before| before.ends_with(is_numeral));
        number
            && !part.starts_with(is_numeral)
            && !CONTINUATIONS.iter().any(|word| part.starts_with(word))
    };
    if parts.len() > 1 && parts.iter().all(is_counted) {
        parts
    } else {
        vec![line]
    }
}

/// Splits a line at commas if its parts are names of documents: 公司章程,股东身份证明,住所证明.
fn split_documents(line: &str) -> Vec<&str> {
    let parts = split(line, |c| matches!(c, '，' | ','));
    let may_be_name = |part: &&str| {
        is_longer(part, 2)
            && !is_longer(part, MAX_HEADING_CHARS + 10)
            && !part.contains(['。', '：', ':', '等', '或'])
            && !words::MUST.starts(part)
    };
    let ends_as_document =
        |part: &&&str| words::DOCUMENT_IN_SERIES.ends(part) || words::DOCUMENT_ENDING.ends(part);
    let documents = parts.iter().filter(ends_as_document).count();
    // Two in three ends are enough: no set of words has them all.
    if parts.len() > 1 && parts.iter().all(may_be_name) && documents * 3 >= parts.len() * 2 {
        parts
    } else {
        vec![line]
    }
}

/// The numbered entries of a text, which may be separated by nothing but their numbers.
fn numbered_entries(text: &str) -> Option<Vec<&str>> {
    let clauses = numbered(text, &|_| true).filter(|list| trimmed(list.lead).is_empty());
    let inline = numbered_inline(text).unwrap_or_default();
    match clauses {
        Some(list) if list.entries.len() >= inline.len() => Some(list.entries),
        _ => Some(inline).filter(|inline| !inline.is_empty()),
    }
}

/// The heading that a text begins with and the list below it: 申请材料：1.甲；2.乙.
fn split_heading(text: &str) -> Option<(&str, &str)> {
    let text = text.trim_start();
    let head = first_chars(text, MAX_HEADING_CHARS + 4);
    let end = head.find(['\n', '：', ':'])?;
    let colon = slice(head, end..head.len()).chars().next()?;
    let rest = slice(text, end + colon.len_utf8()..text.len());
    let below = rest.trim_start();
    let heading = slice(head, 0..end).trim();
    // A heading after a number is that of the entry only.
    let own = mark(text).is_none();
    let listed = mark(below).is_some()
        || colon != '\n' && rest.trim_start_matches([' ', '\r']).starts_with('\n');
    (own && listed && !below.is_empty() && is_heading(heading)).then_some((heading, below))
}

/// The heading that makes up a line, without its number and colon: 二、变更材料：.
fn heading(line: &str) -> Option<&str> {
    let heading = trimmed(unmarked(line.trim_end().strip_suffix(['：', ':'])?));
    is_heading(heading).then_some(heading)
}

fn is_heading(text: &str) -> bool {
    !text.is_empty()
        && !is_longer(text, MAX_HEADING_CHARS)
        && is_balanced(text)
        && words::MATERIAL_HEADING_ENDING.ends(text)
}

/// The case that a heading names; `None` if it only announces the materials.
fn case_of_heading(heading: &str) -> Option<&str> {
    let announces = words::MATERIAL_HEADING.is(heading) || words::LIST_INTRODUCED.ends(heading);
    (!announces).then_some(heading)
}

/// Joins the lines of a bracket that spans several lines, with a comma at each break.
pub(super) fn join_bracket_lines(text: &str) -> Cow<'_, str> {
    let mut breaks: Vec<usize> = Vec::new();
    let mut depth = 0_usize;
    for (at, c) in text.char_indices() {
        match c {
            '（' | '(' => depth += 1,
            '）' | ')' => depth = depth.saturating_sub(1),
            '\n' if depth > 0 => {
                if closes_below(slice(text, at..text.len()), depth) {
                    breaks.push(at);
                } else {
                    depth = 0;
                }
            }
            _ => {}
        }
    }
    if breaks.is_empty() {
        return Cow::Borrowed(text);
    }
    let mut joined = String::with_capacity(text.len() + 2 * breaks.len());
    let mut start = 0;
    for at in breaks {
        joined.push_str(slice(text, start..at));
        if !joined
            .trim_end()
            .ends_with(['（', '(', '，', ',', '；', ';', '、'])
        {
            joined.push('，');
        }
        start = at + 1;
    }
    joined.push_str(slice(text, start..text.len()));
    Cow::Owned(joined)
}

/// Whether `depth` open brackets close in the lines below before another entry begins.
fn closes_below(text: &str, mut depth: usize) -> bool {
    /// Maximum length of a bracket, in characters.
    const MAX_CHARS: usize = 300;
    let near = first_chars(text, MAX_CHARS);
    for (at, c) in near.char_indices() {
        match c {
            '（' | '(' => depth += 1,
            '）' | ')' => {
                depth -= 1;
                if depth == 0 {
                    return true;
                }
            }
            '\n' if mark(slice(near, at + 1..near.len()).trim_start()).is_some() => return false,
            _ => {}
        }
    }
    false
}

//! 申请材料: materials written as text, the copies a text asks for and the key of a name.

use std::borrow::Cow;

use super::Parsed;
use crate::model::Material;
use crate::prose::{
    Bracketed, ending_bracket, half, is_balanced, is_filler, is_han, is_numeral, slice, text_key,
    trimmed, unmarked,
};
use crate::words;

mod counts;
mod details;
mod form;
mod list;
#[cfg(test)]
mod tests;

pub(crate) use counts::{Copies, copies};
use counts::{ORIGINAL, PHOTOCOPY};
use details::{details, labelled, wanted_uncounted};
pub(crate) use form::Form;
use form::form_of;
use list::{Entry, entries, join_bracket_lines};

/// The comparison key of a material's name.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub(crate) struct MaterialKey {
    /// The name without marks, numbering and words of form, such as 身份证.
    pub(crate) core: String,
    /// The form the name asks for.
    pub(crate) form: Form,
}

/// Reads the materials in a cell or a line.
///
/// ```
/// let text = "1.经营许可申请表（电子，原件1份，复印件2份，必要）\n2.身份证复印件";
/// let materials = shixiang::value::material::read(text).value.unwrap();
///
/// assert_eq!(materials[0].name.as_deref(), Some("经营许可申请表"));
/// assert_eq!((materials[0].originals, materials[0].photocopies), (Some(1), Some(2)));
/// assert_eq!(materials[1].name.as_deref(), Some("身份证复印件"));
/// ```
pub fn read(text: &str) -> Parsed<Vec<Material>> {
    let plain = trimmed(text);
    if is_filler(plain) {
        return Parsed::none();
    }
    // Unlike 无, a statement that nothing is required is kept.
    if says_none(plain) {
        let none_required = Material {
            name: Some(plain.to_owned()),
            ..Material::default()
        };
        return Parsed::of(vec![none_required]);
    }
    let mut unread = Vec::new();
    let mut materials: Vec<Material> = Vec::new();
    let mut case: Option<String> = None;
    let mut under_case = false;
    for entry in entries(&join_bracket_lines(&with_details(text))) {
        let line = match entry {
            Entry::Line(line) => line,
            Entry::Heading(heading) => {
                unread.extend(case.take().filter(|_| !under_case));
                case = heading.map(str::to_owned);
                under_case = false;
                continue;
            }
            Entry::Remark(remark) => {
                let last = materials.last_mut();
                if !last.is_some_and(|last| details(last, remark, &mut unread)) {
                    unread.push(remark.to_owned());
                }
                continue;
            }
        };
        if is_filler(line) {
            if !trimmed(line).is_empty() {
                unread.push(line.to_owned());
            }
            continue;
        }
        // A line that is only a bracket or a label adds details to the previous material.
        let mut previous = materials.last().cloned().unwrap_or_default();
        let is_detail = match bracket_content(line) {
            Some(inside) => details(&mut previous, inside, &mut unread),
            None => labelled(&mut previous, trimmed(unmarked(line))),
        };
        if is_detail {
            match materials.last_mut() {
                Some(last) => *last = previous,
                None => unread.push(line.to_owned()),
            }
            continue;
        }
        let mut material = parse_material(line, &mut unread);
        material.condition.clone_from(&case);
        under_case = true;
        materials.push(material);
    }
    if materials.is_empty() && unread.is_empty() {
        return Parsed::unread(text);
    }
    Parsed::list(materials, unread)
}

/// The text with details separated by `|` rewritten as brackets after each name: 申请表|原件1|必要.
///
/// Unchanged unless every line is a name with details.
fn with_details(text: &str) -> Cow<'_, str> {
    if !text.contains('|') {
        return Cow::Borrowed(text);
    }
    let is_detail = |cell: &&str| {
        let mut unread = Vec::new();
        details(&mut Material::default(), cell, &mut unread) && unread.is_empty()
    };
    let lines = text.lines().map(|line| {
        let mut cells = line
            .split('|')
            .map(str::trim)
            .filter(|cell| !cell.is_empty());
        let name = cells.next().filter(|name| !is_detail(name))?;
        // 原件1
        let counted = |cell: &str| {
            let is_count = cell.starts_with(['原', '复', '正', '副']) && cell.ends_with(is_numeral);
            format!("{cell}{}", if is_count { "份" } else { "" })
        };
        let cells: Vec<String> = cells.map(counted).collect();
        let has_details = !cells.is_empty() && cells.iter().all(|cell| is_detail(&cell.as_str()));
        has_details.then(|| format!("{name}（{}）", cells.join("，")))
    });
    let lines: Option<Vec<String>> = lines.collect();
    lines.map_or(Cow::Borrowed(text), |lines| Cow::Owned(lines.join("\n")))
}

/// Whether a text says that no material is required: 无需材料, 本事项不用提交任何材料.
pub(crate) fn says_none(text: &str) -> bool {
    const SUBJECTS: &[&str] = &["办理本事项", "办理该事项", "本事项", "该事项", "申请人"];
    const DENIALS: &[&str] = &[
        "不需要",
        "无需",
        "无须",
        "毋需",
        "毋须",
        "不需",
        "不须",
        "不用",
        "不必",
        "没有",
        "无",
    ];
    const VERBS: &[&str] = &[
        "提交", "提供", "递交", "出示", "上传", "携带", "准备", "报送", "填报",
    ];
    const KINDS: &[&str] = &["申请", "申报", "办理", "办事", "相关", "有关"];
    let text = text.trim_end_matches('。').trim_end();
    if words::NO_MATERIALS.is(text) {
        return true;
    }
    let skip = |text, words: &[&str]| strip_any_prefix(text, words).unwrap_or(text);
    let Some(rest) = strip_any_prefix(skip(text, SUBJECTS), DENIALS) else {
        return false;
    };
    let rest = skip(skip(skip(rest, VERBS), &["任何"]), KINDS);
    matches!(rest, "材料" | "资料" | "要件")
}

/// Strips the first of the words that the text begins with; `None` if it begins with none.
fn strip_any_prefix<'t>(text: &'t str, words: &[&str]) -> Option<&'t str> {
    words.iter().find_map(|word| text.strip_prefix(word))
}

/// Writes materials in the form [`read`] accepts, one numbered line each.
///
/// Fields that the line cannot hold, such as sources and samples, are left out.
pub fn write(materials: &[Material]) -> String {
    let line = |(at, material): (usize, &Material)| {
        let copies =
            |word: &str, number: Option<u32>| number.map(|number| format!("{word}{number}份"));
        let parts: Vec<String> = [
            material.medium.as_ref().map(ToString::to_string),
            copies("原件", material.originals),
            copies("复印件", material.photocopies),
            copies("", material.pieces),
            material.form.clone(),
            material.size.clone(),
            material.necessity.as_ref().map(ToString::to_string),
            material.source.as_ref().map(ToString::to_string),
        ]
        .into_iter()
        .flatten()
        .collect();
        let name = material
            .name
            .as_deref()
            .unwrap_or_default()
            .replace('\n', " ");
        let details = if parts.is_empty() {
            String::new()
        } else {
            format!("（{}）", parts.join("，"))
        };
        format!("{}.{name}{details}", at + 1)
    };
    materials
        .iter()
        .enumerate()
        .map(line)
        .collect::<Vec<_>>()
        .join("\n")
}

/// Parses a line as one material; details that could not be used are added to `unread`.
fn parse_material(line: &str, unread: &mut Vec<String>) -> Material {
    let mut material = Material::default();
    let mut name = trimmed(unmarked(line));
    let bracket = ending_bracket(name).or_else(|| ending_square_bracket(name));
    if let Some(Bracketed { before, inside, .. }) = bracket
        && !trimmed(before).is_empty()
        && details(&mut material, inside, unread)
    {
        // A stop before the bracket ends the name's own sentence and stays.
        let whole = before.trim();
        let stop = whole.ends_with(['。', '.']);
        name = if stop { whole } else { trimmed(before) };
    }
    if let Some(copies) = copies(name)
        && let Some(last) = copies.ranges.last()
        && copies.ranges.len() == 1
        && slice(name, last.end..name.len())
            .chars()
            .all(|c| matches!(c, '。' | '）' | ')' | ' '))
    {
        let before =
            slice(name, 0..last.start).trim_end_matches(['（', '(', '，', ',', '：', ':', ' ']);
        if !trimmed(before).is_empty() && is_balanced(before) {
            material.originals = material.originals.or(copies.originals);
            material.photocopies = material.photocopies.or(copies.photocopies);
            material.pieces = material.pieces.or(copies.pieces);
            let uncounted_form = wanted_uncounted(slice(name, last.clone()), &copies);
            material.form = material.form.take().or(uncounted_form);
            name = trimmed(before);
        }
    }
    material.name = Some(name.to_owned());
    material
}

/// The square bracket at the end of a text: 【原件1份】.
fn ending_square_bracket(text: &str) -> Option<Bracketed<'_>> {
    let (before, inside) = text.strip_suffix('】')?.rsplit_once('【')?;
    Some(Bracketed {
        before,
        inside,
        after: "",
    })
}

/// The content of a line that consists of a bracket only.
fn bracket_content(line: &str) -> Option<&str> {
    let line = trimmed(unmarked(line));
    if let Some(inside) = line
        .strip_prefix('【')
        .and_then(|rest| rest.strip_suffix('】'))
    {
        return Some(inside);
    }
    ending_bracket(line)
        .filter(|found| trimmed(found.before).is_empty())
        .map(|found| found.inside)
}

/// Longer names of documents, each with the usual shorter one.
const OTHER_NAMES: [(&str, &str); 4] = [
    ("居民身份证", "身份证"),
    ("居民户口簿", "户口簿"),
    ("居民户口本", "户口簿"),
    ("户口本", "户口簿"),
];

/// The comparison key of a material's name: one key for 《身份证》复印件 and 身份证（复印件）.
pub(crate) fn name_key(name: &str) -> MaterialKey {
    let mut text = trimmed(unmarked(name));
    let mut form = Form::Unsaid;
    // Each turn strips one bracket, count or form word from the end.
    for _ in 0..8 {
        let shortened = without_form(text);
        if form == Form::Unsaid {
            form = shortened.form;
        }
        if shortened.name.len() == text.len() {
            break;
        }
        text = shortened.name;
    }
    let mut core = String::with_capacity(text.len());
    for c in text.chars() {
        if is_han(c) {
            core.push(c);
            continue;
        }
        let c = half(c);
        if !c.is_whitespace() && !is_quote_or_bracket(c) {
            core.extend(c.to_lowercase());
        }
    }
    if core.contains("中华人民共和国") {
        core = core.replace("中华人民共和国", "");
    }
    for (name, plain) in OTHER_NAMES {
        if let Some(rest) = core.strip_suffix(name) {
            core = format!("{rest}{plain}");
            break;
        }
    }
    if core.is_empty() {
        core = text_key(name);
    }
    MaterialKey { core, form }
}

/// Whether the character, in half width, is a quotation mark, a title mark or a bracket.
const fn is_quote_or_bracket(c: char) -> bool {
    matches!(
        c,
        '《' | '》'
            | '〈'
            | '〉'
            | '<'
            | '>'
            | '「'
            | '」'
            | '『'
            | '』'
            | '“'
            | '”'
            | '"'
            | '\''
            | '‘'
            | '’'
            | '('
            | ')'
            | '['
            | ']'
            | '【'
            | '】'
            | '〔'
            | '〕'
    )
}

/// A name without its last statement of form, and that form.
struct Shortened<'t> {
    name: &'t str,
    form: Form,
}

/// Strips the last statement of form from a name, unless nothing would be left.
fn without_form(text: &str) -> Shortened<'_> {
    let shortened = |name, form| Shortened { name, form };
    let text = trimmed(text);
    let keep = |rest: &'_ str| !trimmed(rest).is_empty();
    if let Some(Bracketed { before, inside, .. }) = ending_bracket(text)
        && keep(before)
    {
        if form_of(inside) != Form::Unsaid {
            return shortened(before, form_of(inside));
        }
        let mut scratch = Material::default();
        let mut unread = Vec::new();
        if details(&mut scratch, inside, &mut unread) && unread.is_empty() {
            let form = form_of_counts(scratch.originals, scratch.photocopies);
            return shortened(before, form);
        }
        return shortened(text, Form::Unsaid);
    }
    if let Some(copies) = copies(text)
        && let Some(last) = copies.ranges.last()
        && last.end == text.len()
        && keep(slice(text, 0..last.start))
    {
        let form = form_of_counts(copies.originals, copies.photocopies);
        return shortened(slice(text, 0..last.start), form);
    }
    // Find the longest ending that consists of form words only.
    let mut best = shortened(text, Form::Unsaid);
    let mut end = text;
    for _ in 0..8 {
        let Some(c) = end.chars().next_back() else {
            break;
        };
        let word = ORIGINAL
            .iter()
            .chain(PHOTOCOPY)
            .find_map(|word| end.strip_suffix(word));
        let rest = match word {
            Some(rest) => rest,
            None if best.form != Form::Unsaid && "和及与或、/+".contains(c) => {
                slice(end, 0..end.len() - c.len_utf8())
            }
            None => break,
        };
        if !keep(rest) {
            break;
        }
        if word.is_some() {
            let form = form_of(slice(text, rest.len()..text.len()));
            let stem = rest.strip_suffix('的').filter(|rest| keep(rest));
            best = shortened(stem.unwrap_or(rest), form);
        }
        end = rest;
    }
    best
}

fn form_of_counts(originals: Option<u32>, photocopies: Option<u32>) -> Form {
    match (
        originals.is_some_and(|n| n > 0),
        photocopies.is_some_and(|n| n > 0),
    ) {
        (true, true) => Form::Both,
        (true, false) => Form::Original,
        (false, true) => Form::Photocopy,
        (false, false) => Form::Unsaid,
    }
}

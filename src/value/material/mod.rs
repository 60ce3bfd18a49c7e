//! 申请材料: materials written as text, the copies a text asks for and the key of a name.

use super::Parsed;
use crate::model::Material;
use crate::prose::{
    Bracketed, clauses, ending_bracket, half, is_filler, numbered, outside, slice, text_key,
    trimmed, unmarked,
};
use crate::vocabulary::{MaterialSource, Medium, Necessity, Vocabulary};
use crate::words;

mod counts;

pub(crate) use counts::{Copies, copies};
use counts::{ORIGINAL, PHOTOCOPY};

/// Whether a text asks for the thing itself or for a copy of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub(crate) enum Form {
    /// 原件: the original.
    Original,
    /// 复印件: a photocopy.
    Photocopy,
    /// 原件和复印件: both.
    Both,
    /// 原件或复印件: one of the two.
    Either,
    /// Nothing is said of it.
    #[default]
    Unsaid,
}

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
    if is_filler(plain) || words::NO_MATERIALS.is(plain) {
        return Parsed::none();
    }
    let mut unread = Vec::new();
    let mut materials = Vec::new();
    for line in lines(text) {
        if is_filler(line) {
            if !trimmed(line).is_empty() {
                unread.push(line.to_owned());
            }
            continue;
        }
        // A bracket alone says how the material before it is handed in.
        if let Some(inside) = bare_bracket(line) {
            let mut said = materials.last().cloned().unwrap_or_default();
            if details(&mut said, inside, &mut unread) {
                match materials.last_mut() {
                    Some(last) => *last = said,
                    None => unread.push(line.to_owned()),
                }
                continue;
            }
        }
        materials.push(one(line, &mut unread));
    }
    let value = (!materials.is_empty()).then_some(materials);
    Parsed {
        value,
        unread,
        guess: None,
        empty: false,
    }
}

/// Writes materials in the form [`read`] accepts, one numbered line each.
///
/// What the line cannot carry, such as sources and samples, is left out.
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

/// The lines of a cell, a material each.
fn lines(text: &str) -> Vec<&str> {
    // Several points may stand in one line; a list that does not begin the text is part of a name.
    if let Some(list) = numbered(text, &|_| true)
        && trimmed(list.lead).is_empty()
    {
        // Where the points are numbered, a ； inside one parts no materials.
        let lines = |point| split(point, |c| c == '\n');
        return list.entries.into_iter().flat_map(lines).collect();
    }
    split(text, |c| matches!(c, '\n' | '；' | ';'))
}

fn split(text: &str, separates: impl Fn(char) -> bool) -> Vec<&str> {
    outside(text, separates)
        .into_iter()
        .map(str::trim)
        .collect()
}

/// One material.
fn one(line: &str, unread: &mut Vec<String>) -> Material {
    let mut material = Material::default();
    let mut name = trimmed(unmarked(line));
    if let Some(Bracketed { before, inside, .. }) = ending_bracket(name)
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
        if !trimmed(before).is_empty() {
            material.originals = material.originals.or(copies.originals);
            material.photocopies = material.photocopies.or(copies.photocopies);
            material.pieces = material.pieces.or(copies.pieces);
            name = trimmed(before);
        }
    }
    material.name = Some(name.to_owned());
    material
}

/// What stands in the bracket that a line is.
fn bare_bracket(line: &str) -> Option<&str> {
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

/// Takes what the bracket after a name says; `false` where it belongs to the name.
fn details(material: &mut Material, inside: &str, unread: &mut Vec<String>) -> bool {
    if form_of(inside) != Form::Unsaid && copies(inside).is_none() {
        material.form = Some(inside.to_owned());
        return true;
    }
    let mut taken = material.clone();
    let mut rest = Vec::new();
    let mut known = false;
    // A phrase such as 原件、复印件各1份 has commas inside; it is taken first and as a whole.
    let copies = copies(inside);
    let mut left = inside.to_owned();
    if let Some(copies) = copies {
        taken.originals = copies.originals;
        taken.photocopies = copies.photocopies;
        taken.pieces = copies.pieces;
        for range in copies.ranges.into_iter().rev() {
            left.replace_range(range, "");
        }
        known = true;
    }
    for word in clauses(&left).map(trimmed).filter(|word| !word.is_empty()) {
        if let Some(medium) = Medium::recognise(word).filter(|_| !is_code(word)) {
            taken.medium = Some(medium);
        } else if let Some(necessity) = Necessity::recognise(word).filter(|_| !is_code(word)) {
            taken.necessity = Some(necessity);
        } else if let Some(source) = MaterialSource::recognise(word)
            .filter(|source| !is_code(word) && *source != MaterialSource::Rest)
        {
            taken.source = Some(source);
        } else if form_of(word) != Form::Unsaid {
            taken.form = Some(word.to_owned());
        } else if is_size(word) {
            taken.size = Some(word.to_owned());
        } else {
            rest.push(word.to_owned());
            continue;
        }
        known = true;
    }
    if known && !rest.iter().any(|word| word.contains(['和', '或', '、'])) {
        unread.append(&mut rest);
        *material = taken;
        return true;
    }
    false
}

fn is_code(word: &str) -> bool {
    word.chars().all(|c| c.is_ascii_digit())
}

/// Whether a word is a size of paper, such as A4 or A4纸.
fn is_size(word: &str) -> bool {
    let word: String = word.chars().map(half).collect();
    let Some(rest) = word.strip_prefix(['A', 'a', 'B', 'b']) else {
        return false;
    };
    rest.strip_prefix(|c: char| c.is_ascii_digit())
        .is_some_and(|rest| matches!(rest, "" | "纸" | "纸张" | "规格" | "纸质"))
}

/// The form that a text of nothing but form words says.
fn form_of(text: &str) -> Form {
    let text = text.replace([' ', '\u{3000}'], "");
    let mut rest = text.as_str();
    let (mut original, mut photocopy, mut either) = (false, false, false);
    'words: while !rest.is_empty() {
        for (words, seen) in [(ORIGINAL, &mut original), (PHOTOCOPY, &mut photocopy)] {
            if let Some(after) = words.iter().find_map(|word| rest.strip_prefix(word)) {
                *seen = true;
                rest = after;
                continue 'words;
            }
        }
        let Some(c) = rest
            .chars()
            .next()
            .filter(|c| "和及与或、/+并".contains(*c))
        else {
            return Form::Unsaid;
        };
        either |= matches!(c, '或' | '/');
        rest = rest.get(c.len_utf8()..).unwrap_or_default();
    }
    match (original, photocopy) {
        (true, true) if either => Form::Either,
        (true, true) => Form::Both,
        (true, false) => Form::Original,
        (false, true) => Form::Photocopy,
        (false, false) => Form::Unsaid,
    }
}

/// The comparison key of a material's name: one key for 《身份证》复印件 and 身份证（复印件）.
pub(crate) fn name_key(name: &str) -> MaterialKey {
    let mut text = trimmed(unmarked(name));
    let mut form = Form::Unsaid;
    // Each turn takes one bracket, count or word of form off the end; no name has more of them.
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
    let mut core: String = text
        .chars()
        .map(half)
        .filter(|c| !c.is_whitespace() && !"《》〈〉<>「」『』“”\"'‘’()[]【】〔〕".contains(*c))
        .flat_map(char::to_lowercase)
        .collect();
    core = core.replace("中华人民共和国", "");
    if let Some(rest) = core.strip_suffix("居民身份证") {
        core = format!("{rest}身份证");
    }
    if core.is_empty() {
        core = text_key(name);
    }
    MaterialKey { core, form }
}

/// A name, and what its end said of the form.
struct Shortened<'t> {
    name: &'t str,
    form: Form,
}

/// A name without the last thing it says of its form, where something is left of it.
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
            let form = of_counts(scratch.originals, scratch.photocopies);
            return shortened(before, form);
        }
        return shortened(text, Form::Unsaid);
    }
    if let Some(copies) = copies(text)
        && let Some(last) = copies.ranges.last()
        && last.end == text.len()
        && keep(slice(text, 0..last.start))
    {
        let said = of_counts(copies.originals, copies.photocopies);
        return shortened(slice(text, 0..last.start), said);
    }
    // The longest end that is nothing but words of form.
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
            let said = form_of(slice(text, rest.len()..text.len()));
            let bare = rest.strip_suffix('的').filter(|rest| keep(rest));
            best = shortened(bare.unwrap_or(rest), said);
        }
        end = rest;
    }
    best
}

fn of_counts(originals: Option<u32>, photocopies: Option<u32>) -> Form {
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

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn counts(text: &str) -> Option<(Option<u32>, Option<u32>, Option<u32>)> {
        copies(text).map(|copies| (copies.originals, copies.photocopies, copies.pieces))
    }

    #[test]
    fn a_bracket_alone_belongs_to_the_material_before() {
        let reading = read("1.申请表\n（原件1份，纸质）\n2.身份证\n【复印件】");
        let materials = reading.value.unwrap();
        assert_eq!(materials.len(), 2);
        assert_eq!(materials[0].originals, Some(1));
        assert_eq!(materials[0].medium, Some(Medium::Paper));
        assert_eq!(materials[1].form.as_deref(), Some("复印件"));
        let alone = read("（复印件）");
        assert!(alone.value.is_none() && alone.unread == ["（复印件）"]);
        // A name may stand in a bracket, and stops and slashes inside names.
        let names = read("（甲证）\n拆除／爆破方案。经批准的还应盖章")
            .value
            .unwrap();
        assert_eq!(names[0].name.as_deref(), Some("（甲证）"));
        assert_eq!(
            names[1].name.as_deref(),
            Some("拆除／爆破方案。经批准的还应盖章")
        );
    }

    #[test]
    fn copies_are_found_in_all_wordings() {
        for (text, expected) in [
            ("原件1份，复印件4份。", (Some(1), Some(4), None)),
            ("原件及复印件各１份", (Some(1), Some(1), None)),
            ("申请书一式两份", (None, None, Some(2))),
            ("决定书和意见书各一份", (None, None, Some(1))),
            ("3份", (None, None, Some(3))),
            ("复印件（2份）", (None, Some(2), None)),
            ("原件1份或复印件1份", (None, None, Some(1))),
            ("原件或复印件2份", (None, None, Some(2))),
            ("原件和复印件1份", (None, Some(1), None)),
        ] {
            assert_eq!(counts(text), Some(expected), "{text}");
        }
        for text in [
            "3月份",
            "第3份",
            "两份以上",
            "股份公司",
            "原件",
            "99999份",
            "",
        ] {
            assert_eq!(counts(text), None, "{text}");
        }
        assert_eq!(
            copies("表，原件1份").unwrap().ranges.first(),
            Some(&(6..16))
        );
        assert_eq!(
            counts("复印件1份。办理时复印件2份。原件1份"),
            Some((Some(1), None, None))
        );
    }

    #[test]
    fn names_keep_what_is_part_of_them() {
        let one = |text: &str| read(text).value.unwrap().remove(0);
        let material = one("《某某申请表》原件1份");
        assert_eq!(
            (material.name.as_deref(), material.originals),
            (Some("《某某申请表》"), Some(1))
        );
        let material = one("2、身份证（原件及复印件各1份）");
        assert_eq!(
            (material.name.as_deref(), material.photocopies),
            (Some("身份证"), Some(1))
        );
        let material = one("身份证（复印件）");
        assert_eq!(
            (material.name.as_deref(), material.form.as_deref()),
            (Some("身份证"), Some("复印件"))
        );
        assert_eq!(
            one("某某申请书（注销）").name.as_deref(),
            Some("某某申请书（注销）")
        );
        assert_eq!(one("申请书一式两份").pieces, Some(2));
        assert_eq!(read("1.甲；2.乙\n3.丙").value.unwrap().len(), 3);
        assert!(read("无").empty);
    }

    #[test]
    fn keys_are_those_of_the_thing() {
        for (name, form) in [
            ("《居民身份证》", Form::Unsaid),
            ("身份证原件及复印件", Form::Both),
            ("3. 身份证的复印件。", Form::Photocopy),
            ("身份证（原件）", Form::Original),
            ("身份证原件或复印件", Form::Either),
            ("身份证（复印件1份）", Form::Photocopy),
        ] {
            assert_eq!(
                name_key(name),
                MaterialKey {
                    core: "身份证".into(),
                    form
                },
                "{name}"
            );
        }
        assert_eq!(name_key("复印件").core, "复印件");
        assert_ne!(
            name_key("申请书（注销）").core,
            name_key("申请书（变更）").core
        );
    }

    fn material() -> impl Strategy<Value = Material> {
        let number = || proptest::option::of(0u32..100);
        (
            "[甲乙丙申请表]{1,6}",
            number(),
            number(),
            0usize..5,
            0usize..4,
        )
            .prop_map(
                |(name, originals, photocopies, medium, necessity)| Material {
                    name: Some(name),
                    originals,
                    photocopies,
                    medium: Medium::listed().nth(medium),
                    necessity: Necessity::listed().nth(necessity),
                    ..Material::default()
                },
            )
    }

    #[test]
    fn a_copy_is_of_the_same_thing() {
        let key = name_key("2.《身份证》复印件");
        assert_eq!(key, name_key("身份证（复印件）"));
        assert_eq!(key.form, Form::Photocopy);
        assert_ne!(key.core, name_key("申请人身份证").core);
        assert_eq!(counts("原件及复印件各两份"), Some((Some(2), Some(2), None)));
        assert_eq!(counts("身份证"), None);
    }

    proptest! {
        #[test]
        fn any_text_is_read(text in any::<String>(), listed in "[申原复印件份一1（），、或各\n]{0,30}") {
            for text in [&text, &listed] {
                let _ = (read(text), name_key(text));
                for range in copies(text).map(|copies| copies.ranges).unwrap_or_default() {
                    prop_assert!(text.get(range).is_some());
                }
            }
        }

        #[test]
        fn written_materials_are_read_again(materials in proptest::collection::vec(material(), 1..5)) {
            prop_assert_eq!(read(&write(&materials)).value.unwrap(), materials);
        }
    }
}

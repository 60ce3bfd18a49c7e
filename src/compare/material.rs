//! Compares materials, which are matched by name without marks, numbering and words such as 原件 and 复印件.

use super::difference::Kind;
use super::out::{ABSENT, Out, Sides, quoted};
use super::relation::Relation;
use crate::i18n::Argument;
use crate::model::{Guide, Material};
use crate::path;
use crate::prose::{is_longer, similarity};
use crate::value::material::{Form, MaterialKey, name_key};
use crate::vocabulary::{Medium, Vocabulary};

/// Minimum similarity of two unmatched names that count as one material under two names.
const MIN_SIMILARITY: f64 = 0.8;

/// Maximum number of names per side for which similarity is computed, which takes time proportional
/// to their product.
const MAX_NAMES: usize = 100;

/// Pairs of indexes of the same material (under similar names in `renamed`), and the indexes without a match.
struct Aligned {
    pairs: Vec<(usize, usize)>,
    renamed: Vec<(usize, usize)>,
    only_a: Vec<usize>,
    only_b: Vec<usize>,
}

fn named_materials(materials: &[Material]) -> Vec<(usize, MaterialKey)> {
    materials
        .iter()
        .enumerate()
        .filter_map(|(at, material)| {
            let name = material.name.as_deref()?.trim();
            // A name that is wholly in brackets only says how to submit a material, not which one.
            let is_bracketed = name.starts_with(['（', '(']) && name.ends_with(['）', ')']);
            (!name.is_empty() && !is_bracketed).then(|| (at, name_key(name)))
        })
        .collect()
}

fn align(a: &[Material], b: &[Material]) -> Aligned {
    let (mut first, mut second) = (named_materials(a), named_materials(b));
    let mut pairs = Vec::new();
    // First with equal form: 身份证原件 and 身份证复印件 may both be required.
    for with_form in [true, false] {
        first.retain(|(at, key)| {
            let partner = second.iter().position(|(_, other)| {
                key.core == other.core && (!with_form || key.form == other.form)
            });
            let Some(partner) = partner else { return true };
            let (index, _) = second.remove(partner);
            pairs.push((*at, index));
            false
        });
    }
    pairs.extend(pair_joined_names(&mut first, &mut second));
    let back = pair_joined_names(&mut second, &mut first).into_iter();
    pairs.extend(back.map(|(index, at)| (at, index)));
    let mut renamed = Vec::new();
    if first.len() <= MAX_NAMES && second.len() <= MAX_NAMES {
        first.retain(|(at, key)| {
            let near = second
                .iter()
                .enumerate()
                .map(|(index, (_, other))| (index, name_similarity(&key.core, &other.core)))
                .filter(|(_, similarity)| *similarity >= MIN_SIMILARITY)
                .max_by(|a, b| a.1.total_cmp(&b.1));
            let Some((partner, _)) = near else {
                return true;
            };
            let (index, _) = second.remove(partner);
            renamed.push((*at, index));
            false
        });
    }
    pairs.sort_unstable();
    Aligned {
        pairs,
        renamed,
        only_a: first.into_iter().map(|(at, _)| at).collect(),
        only_b: second.into_iter().map(|(at, _)| at).collect(),
    }
}

/// Pairs each name that joins several names of the other list, such as 身份证、户口簿, with the first of
/// those names; all of these names are removed from the lists.
fn pair_joined_names(
    whole: &mut Vec<(usize, MaterialKey)>,
    parts: &mut Vec<(usize, MaterialKey)>,
) -> Vec<(usize, usize)> {
    let mut pairs = Vec::new();
    whole.retain(|(at, key)| {
        let names: Vec<&str> = key.core.split('、').collect();
        let place = |name: &&str| parts.iter().position(|(_, part)| part.core == *name);
        let found: Option<Vec<usize>> = names.iter().map(place).collect();
        let Some(found) = found.filter(|_| names.len() > 1) else {
            return true;
        };
        let first = found.first().and_then(|place| parts.get(*place));
        pairs.extend(first.map(|(index, _)| (*at, *index)));
        parts.retain(|(_, part)| !names.contains(&part.core.as_str()));
        false
    });
    pairs
}

/// Pairs of indexes of the same material, under equal or similar names.
pub(crate) fn same_materials(a: &[Material], b: &[Material]) -> Vec<(usize, usize)> {
    let Aligned { pairs, renamed, .. } = align(a, b);
    pairs.into_iter().chain(renamed).collect()
}

/// The similarity of two names; 营业执照 and 企业营业执照 are similar because one contains the other.
fn name_similarity(a: &str, b: &str) -> f64 {
    let is_long_enough = |text: &str| is_longer(text, 2);
    let is_contained = is_long_enough(a) && b.contains(a) || is_long_enough(b) && a.contains(b);
    similarity(a, b).max(if is_contained { MIN_SIMILARITY } else { 0.0 })
}

/// Whether one of the materials has a list as its name that contains this material.
fn is_listed_in(core: &str, materials: &[Material]) -> bool {
    (materials
        .iter()
        .filter_map(|material| material.name.as_deref()))
    .filter(|name| name.contains(['；', ';', '\n', '、']))
    .any(|name| name_key(name).core.contains(core))
}

/// Whether two names share two consecutive characters, so that they may name the same material:
/// 居民身份证 and 身份凭证.
fn shares_words(a: &str, b: &str) -> bool {
    let a: Vec<char> = a.chars().collect();
    (a.windows(2).map(|pair| pair.iter().collect::<String>())).any(|pair| b.contains(&pair))
}

/// Compares which materials are required.
pub(super) fn lists(a: &Guide, b: &Guide, out: &mut Out<'_>) {
    let (a, b) = (a.materials.as_slice(), b.materials.as_slice());
    if a.is_empty() || b.is_empty() {
        return;
    }
    let aligned = align(a, b);
    let name = |materials: &[Material], at: usize| {
        let name = materials.get(at).and_then(|material| material.name.clone());
        name.unwrap_or_default()
    };
    for (at, index) in aligned.renamed {
        let (first, second) = (name(a, at), name(b, index));
        let sides = Sides {
            path_a: path!["materials", at, "name"],
            path_b: path!["materials", index, "name"],
            a: quoted(&first),
            b: quoted(&second),
        };
        out.push("materials.name", Some(&first), sides, Kind::Differs, false);
    }
    let (lone_a, lone_b) = (aligned.only_a.clone(), aligned.only_b.clone());
    let may_be_one = |core: &str, lone: &[usize], materials: &[Material]| {
        lone.iter()
            .any(|at| shares_words(core, &name_key(&name(materials, *at)).core))
    };
    for at in aligned.only_a {
        let name = name(a, at);
        let sides = Sides {
            path_a: path!["materials", at, "name"],
            path_b: path!["materials"],
            a: quoted(&name),
            b: ABSENT.into(),
        };
        let core = name_key(&name).core;
        let certain = !is_listed_in(&core, b) && !may_be_one(&core, &lone_b, b);
        out.push("materials", Some(&name), sides, Kind::OnlyInA, certain);
    }
    for index in aligned.only_b {
        let name = name(b, index);
        let sides = Sides {
            path_a: path!["materials"],
            path_b: path!["materials", index, "name"],
            a: ABSENT.into(),
            b: quoted(&name),
        };
        let core = name_key(&name).core;
        let certain = !is_listed_in(&core, a) && !may_be_one(&core, &lone_a, a);
        out.push("materials", Some(&name), sides, Kind::OnlyInB, certain);
    }
}

/// Compares how each material that both guides require is to be submitted.
pub(super) fn details(a: &Guide, b: &Guide, out: &mut Out<'_>) {
    if a.materials.is_empty() || b.materials.is_empty() {
        return;
    }
    for (at, index) in align(&a.materials, &b.materials).pairs {
        if let (Some(first), Some(second)) = (a.materials.get(at), b.materials.get(index)) {
            compare_details((at, first), (index, second), out);
        }
    }
}

fn compare_details(a: (usize, &Material), b: (usize, &Material), out: &mut Out<'_>) {
    let (first, second) = (a.1, b.1);
    let subject = first.name.as_deref();
    let sides = |key: &'static str, other: &'static str, words: [Argument; 2]| {
        let [a_words, b_words] = words;
        Sides {
            path_a: path!["materials", a.0, key],
            path_b: path!["materials", b.0, other],
            a: a_words,
            b: b_words,
        }
    };
    let paper = |material: &Material| material.medium != Some(Medium::Electronic);
    let handed_in = first.exempt != Some(true) && second.exempt != Some(true);
    // The number of copies is meaningless for a file.
    if handed_in && paper(first) && paper(second) && counts_differ(first, second) {
        let words = [display_counts(first), display_counts(second)];
        let (key, other) = (
            differing_count_key(first, second),
            differing_count_key(second, first),
        );
        out.differs("materials.originals", subject, sides(key, other, words));
    } else if let Some(key) = differing_form(first, second).filter(|_| handed_in) {
        let words = [display_form(first, key), display_form(second, key)];
        out.differs("materials.form", subject, sides(key, key, words));
    }
    if let (Some(medium), Some(other)) = (&first.medium, &second.medium)
        && medium != other
        && !narrows(medium, other, out)
    {
        let words = [Argument::from(medium.term()), other.term().into()];
        out.differs(
            "materials.medium",
            subject,
            sides("medium", "medium", words),
        );
    }
    if let (Some(need), Some(other)) = (&first.necessity, &second.necessity)
        && need != other
    {
        let words = [Argument::from(need.term()), other.term().into()];
        let sides = sides("necessity", "necessity", words);
        out.differs("materials.necessity", subject, sides);
    }
}

/// Whether one side names one of the media between which the other lets applicants choose, and the relation
/// allows that.
fn narrows(a: &Medium, b: &Medium, out: &Out<'_>) -> bool {
    out.relation("materials.medium") == Relation::MayNarrow
        && (*a == Medium::PaperOrElectronic || *b == Medium::PaperOrElectronic)
}

fn counts_differ(a: &Material, b: &Material) -> bool {
    let differ = |a: Option<u32>, b: Option<u32>| a.is_some() && b.is_some() && a != b;
    differ(a.originals, b.originals)
        || differ(a.photocopies, b.photocopies)
        || differ(a.pieces, b.pieces)
}

/// The key of the count that differs.
fn differing_count_key(a: &Material, b: &Material) -> &'static str {
    let differ = |a: Option<u32>, b: Option<u32>| a.is_some() && b.is_some() && a != b;
    if differ(a.originals, b.originals) {
        "originals"
    } else if differ(a.photocopies, b.photocopies) {
        "photocopies"
    } else {
        "pieces"
    }
}

fn display_counts(material: &Material) -> Argument {
    let numbers = [
        ("原件", "originals", material.originals),
        ("复印件", "photocopies", material.photocopies),
        ("共", "pieces", material.pieces),
    ];
    let mut zh = Vec::new();
    let mut en = Vec::new();
    for (word, english, number) in numbers {
        if let Some(number) = number {
            zh.push(format!("{word}{number}份"));
            en.push(format!("{english}: {number}"));
        }
    }
    Argument::Both {
        zh: zh.join("、"),
        en: en.join(", "),
    }
}

/// The field in which one side states an original and the other a photocopy.
fn differing_form(a: &Material, b: &Material) -> Option<&'static str> {
    let differ = |a: Form, b: Form| {
        matches!(
            (a, b),
            (Form::Original, Form::Photocopy) | (Form::Photocopy, Form::Original)
        )
    };
    let form_of_name = |material: &Material| {
        material
            .name
            .as_deref()
            .map_or(Form::Unsaid, |name| name_key(name).form)
    };
    let form_of_field = |material: &Material| {
        let form = material.form.as_deref();
        // The field contains only the word 原件, while `name_key` expects a name that ends with it.
        form.map_or(Form::Unsaid, |form| name_key(&format!("材料{form}")).form)
    };
    // Only equal fields are compared: a name that contradicts the other guide's form field is not reported.
    if differ(form_of_field(a), form_of_field(b)) {
        Some("form")
    } else {
        differ(form_of_name(a), form_of_name(b)).then_some("name")
    }
}

fn display_form(material: &Material, key: &str) -> Argument {
    let text = if key == "form" {
        &material.form
    } else {
        &material.name
    };
    quoted(text.as_deref().unwrap_or_default())
}

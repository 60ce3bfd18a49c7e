use std::collections::HashMap;

use super::helpers::{materials, name};
use crate::engine::{Context, Diagnostic, rule};
use crate::i18n::Text;
use crate::model::{Material, ServiceItem};
use crate::path;
use crate::prose::ending_bracket;
use crate::value::material::MaterialKey;
use crate::words;

rule! {
    "MAT040", "duplicate-material", Warning, Item(check),
    summary: ("同一份材料列了两次", "the same material is listed twice"),
    message: ("“{name}”与“{first}”是同一份材料", "“{name}” is the same material as “{first}”"),
    help: ("合并成一条；适用情形不同的，写明各自的情形", "merge the entries; if they are for different cases, say so under condition"),
    requirements: [A3],
    own: ("同一份材料要一次就够", "a material needs to be requested only once"),
    certain: Structure,
    page: "duplicate_material.md",
}

fn check(item: &ServiceItem, cx: &mut Context<'_>) {
    let mut cores: Vec<&str> = cx.material_cores().collect();
    cores.sort_unstable();
    let again = cores.windows(2).any(|pair| pair.first() == pair.last());
    // Fast path: nearly always all names differ, and none ends in a bracket or 副本.
    if !again && materials(item).all(|(_, material)| bare_name(material).is_none()) {
        return;
    }
    let mut known: HashMap<Use<'_>, Vec<(usize, &Material)>> = HashMap::new();
    let mut names: Option<HashMap<&str, Vec<usize>>> = None;
    for (index, material) in materials(item) {
        let Some(key) = cx.material_key(index) else {
            continue;
        };
        let same = (known.entry((key, &material.condition, &material.remark))).or_default();
        let first = same.iter().find(|(_, first)| same_use(first, material));
        let again = first.is_some();
        match first {
            Some((at, first)) => {
                let (first, place) = (
                    name(first, *at),
                    cx.here(path!["guide", "materials", *at, "name"]),
                );
                let found = Diagnostic::at(path!["guide", "materials", index, "name"])
                    .with("name", name(material, index))
                    .with("first", first)
                    .related(place, Text::new("第一次列出", "listed first"));
                // A list of mere names may have been split inside a name: 符合标准、规范的方案.
                cx.report(found.hint_unless(!is_mere_name(material)));
            }
            None => same.push((index, material)),
        }
        // The same name again is a different material only if a condition or remark says in which case.
        let told = material.condition.is_some() || material.remark.is_some();
        let again_so = || material.name.as_deref().filter(|_| !told).map(str::trim);
        let bare = bare_name(material);
        if !again && let Some(bare) = bare.or_else(again_so) {
            let names = names.get_or_insert_with(|| by_name(item));
            let others = names.get(bare).into_iter().flatten();
            let other = |at: &usize| *at < index || *at != index && bare_name(material).is_some();
            let Some(at) = others.copied().find(other) else {
                continue;
            };
            let place = cx.here(path!["guide", "materials", at, "name"]);
            cx.report(
                Diagnostic::at(path!["guide", "materials", index, "name"])
                    .with("name", name(material, index))
                    .with("first", bare)
                    .related(place, Text::new("也列了", "also listed"))
                    .hint(),
            );
        }
    }
}

/// The indices of the materials by name.
fn by_name(item: &ServiceItem) -> HashMap<&str, Vec<usize>> {
    let mut names: HashMap<&str, Vec<usize>> = HashMap::new();
    for (index, material) in materials(item) {
        if let Some(name) = material.name.as_deref() {
            names.entry(name.trim()).or_default().push(index);
        }
    }
    names
}

/// The name without its final bracket or 副本; `None` if it has neither.
///
/// Also `None` if the bracket says in which case the material is submitted, which makes it a different one.
fn bare_name(material: &Material) -> Option<&str> {
    let name = material.name.as_deref()?.trim();
    let bare = match ending_bracket(name) {
        Some(found) if words::MATERIAL_CASE.occurs_in(found.inside) => return None,
        Some(found) if found.inside.ends_with('的') => return None,
        Some(found) => found.before,
        None => name.strip_suffix("副本")?,
    };
    Some(bare.trim_end_matches(['（', '(']).trim())
}

/// Whether the material has nothing but a name.
fn is_mere_name(material: &Material) -> bool {
    let mut mere = Material::default();
    mere.name.clone_from(&material.name);
    *material == mere
}

/// The name, case and remark, by which entries for the same material are equal.
type Use<'a> = (&'a MaterialKey, &'a Option<String>, &'a Option<String>);

/// Whether no other element distinguishes the two materials.
fn same_use(a: &Material, b: &Material) -> bool {
    fn unlike<T: PartialEq>(a: Option<&T>, b: Option<&T>) -> bool {
        matches!((a, b), (Some(a), Some(b)) if a != b)
    }
    !unlike(a.medium.as_ref(), b.medium.as_ref())
        && !unlike(a.form.as_ref(), b.form.as_ref())
        && !unlike(a.necessity.as_ref(), b.necessity.as_ref())
        && !unlike(a.filling_notes.as_ref(), b.filling_notes.as_ref())
        && !unlike(
            a.acceptance_standard.as_ref(),
            b.acceptance_standard.as_ref(),
        )
        && !unlike(a.issuing_body.as_ref(), b.issuing_body.as_ref())
        && !unlike(a.sample_form.as_ref(), b.sample_form.as_ref())
        && !unlike(a.originals.as_ref(), b.originals.as_ref())
        && !unlike(a.photocopies.as_ref(), b.photocopies.as_ref())
}

//! Kinds of materials: forms, and entries that are not materials.

use crate::model::Material;
use crate::prose::{ending_bracket, is_one_clause, slice};
use crate::value::material::{copies, says_none};
use crate::vocabulary::MaterialKind;
use crate::words;

/// Whether a material is a form that the applicant fills in, judging by its kind or, without a kind, by its name.
pub(crate) fn is_form(material: &Material) -> bool {
    let named = || {
        let name = material.name.as_deref().unwrap_or_default();
        words::FORM_TO_FILL.ends(without_closing(name))
            || words::FORM_TO_FILL.ends(without_closing(title(name)))
    };
    material
        .kind
        .as_ref()
        .map_or_else(named, |kind| *kind == MaterialKind::Form)
}

/// Whether the entry says that no material is required: 无需材料.
pub(crate) fn is_none(material: &Material) -> bool {
    let name = material.name.as_deref().unwrap_or_default();
    says_none(without_closing(name.trim()))
}

/// Whether the entry only refers elsewhere: 见附件, 同上, 详见窗口.
pub(crate) fn is_elsewhere(material: &Material) -> bool {
    let name = material.name.as_deref().unwrap_or_default();
    let name = without_closing(name.trim()).trim_start_matches(['（', '(']);
    words::POINTER_WHOLE.is(name)
        || words::POINTER.starts(name) && words::POINTER_TARGET.ends(name) && is_one_clause(name)
}

/// Whether the entry is told instead of handed in, such as 姓名和联系方式, or stands for papers that others may
/// require: 法律法规规定的其他材料.
pub(crate) fn is_no_paper(material: &Material) -> bool {
    let name = material.name.as_deref().unwrap_or_default();
    let name = without_closing(name.trim());
    let is_catch_all = || {
        words::OTHER_PAPERS_OF_LAW.ends(name) && (name.contains("规定") || name.contains("要求"))
    };
    words::INFORMATION.ends(name) || is_catch_all()
}

/// Whether the entry is a thing, of which nobody counts originals and copies: 样品.
pub(crate) fn is_thing(material: &Material) -> bool {
    let name = material.name.as_deref().unwrap_or_default();
    words::THING.ends(without_closing(name.trim()))
}

/// The name without brackets and numbers of copies after it: 申请书（一式两份）, 《申请表》1份（加盖公章）；
pub(crate) fn title(name: &str) -> &str {
    let mut rest = name;
    loop {
        let plain = rest.trim().trim_end_matches(['。', '；', ';', ' ']);
        let bare = match (ending_bracket(plain), copies(plain)) {
            (Some(found), _) => found.before,
            (None, Some(copies)) => match copies.ranges.last() {
                Some(last) if last.end == plain.len() => slice(plain, 0..last.start),
                _ => plain,
            },
            (None, None) => plain,
        };
        if bare.len() == rest.len() || bare.trim().is_empty() {
            return plain;
        }
        rest = bare;
    }
}

/// Strips trailing marks that close a title, a bracket or a sentence.
pub(crate) fn without_closing(name: &str) -> &str {
    name.trim_end_matches(['》', '）', ')', '”', '"', '。', '；'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_are_recognised_by_kind_or_else_by_name() {
        let material = |name: &str, kind: Option<MaterialKind>| Material {
            name: Some(name.to_owned()),
            kind,
            ..Material::default()
        };
        assert!(is_form(&material("《某某申请表》", None)));
        assert!(is_form(&material("审批表", None)));
        assert!(is_form(&material(
            "《某某申请表》1份（加盖公章（鲜章））；",
            None
        )));
        assert!(is_form(&material("3、《某某审批表》（一式三份）", None)));
        assert!(!is_form(&material("申请表填写说明", None)));
        assert!(is_form(&material("甲", Some(MaterialKind::Form))));
        assert!(!is_form(&material(
            "申请表",
            Some(MaterialKind::Certificate)
        )));
        assert!(!is_form(&Material::default()));
    }
}

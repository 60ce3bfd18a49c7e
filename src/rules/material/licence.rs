//! Licences among the materials: which materials are licences, and whether the paper itself is needed.

use super::helpers::notes;
use crate::analysis::{title, without_closing};
use crate::engine::Context;
use crate::model::{Element, Material, ServiceItem};
use crate::prose::{first_chars, is_longer, without_brackets};
use crate::vocabulary::{MaterialSource, Medium, Necessity};
use crate::words;

/// The fate of a licence that is handed in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fate {
    /// The holder keeps it.
    Kept,
    /// It may be exchanged because the item changes what is printed on it.
    Unclear,
    /// It is handed back or exchanged.
    GivenBack,
}

/// Whether the name is that of one licence or certificate, and of nothing else.
pub(super) fn is_licence(name: &str) -> bool {
    let name = name.trim_end_matches(['》', '。', '；']);
    let core = name
        .trim_end_matches("复印件")
        .trim_end_matches(['》', '（', '(']);
    [
        "证",
        "证书",
        "执照",
        "簿",
        "户口本",
        "身份证明",
        "犯罪记录证明",
        "批复",
    ]
    .iter()
    .any(|end| core.ends_with(end))
        && !core.contains(['或', '、', '（', '；', '，'])
        && !core.contains("场所")
}

/// Whether the name asks for a photocopy.
pub(super) fn names_copy(material: &Material) -> bool {
    let name = material.name.as_deref();
    name.is_some_and(|name| name.contains("复印件"))
}

/// The fate of the licence in this item. Copies are kept; for originals without copies, the name of the item
/// decides.
pub(super) fn fate(item: &ServiceItem, material: &Material) -> Fate {
    let name = material.name.as_deref().unwrap_or_default();
    let core = without_closing(name);
    let copied = material.photocopies.is_some_and(|count| count > 0) || name.contains("复印件");
    if copied || words::PERSONAL_PAPER.ends(core) {
        Fate::Kept
    } else if words::LICENCE_ENDED.occurs_in(&item.name) {
        Fate::GivenBack
    } else if words::LICENCE_CHANGED.occurs_in(&item.name) {
        Fate::Unclear
    } else {
        Fate::Kept
    }
}

/// The name of the paper, without brackets and without words for its parts: 执业证（正、副本）.
pub(super) fn core(name: &str) -> String {
    let plain = without_brackets(name);
    let mut rest = plain.trim();
    loop {
        let shorter = words::PIECE_ENDING.strip_end(rest);
        let shorter = without_closing(shorter.unwrap_or(rest)).trim_start_matches('《');
        if shorter == rest {
            return rest.to_owned();
        }
        rest = shorter;
    }
}

/// Whether the material is handed back, or its name or notes say that it is handed back or noted on.
pub(super) fn gives_back(item: &ServiceItem, material: &Material) -> bool {
    let name = material.name.as_deref().unwrap_or_default();
    let is_former = words::PAPER_ITSELF
        .iter()
        .any(|word| name.contains(word) && !word.ends_with('本'));
    let is_former =
        is_former || name.trim_start_matches('《').starts_with('原') && !name.starts_with("原件");
    let is_taken_back = |text: &str| words::TAKEN_BACK.occurs_in(text);
    is_former
        || fate(item, material) == Fate::GivenBack && is_licence(&core(name))
        || is_taken_back(name)
        || notes(material).any(|(_, text)| is_taken_back(text))
}

/// Whether the material is an original licence on which the item may change something.
pub(super) fn is_changed(material: &Material) -> bool {
    let name = material.name.as_deref().unwrap_or_default();
    let core = core(name);
    let copied = material.photocopies.is_some_and(|count| count > 0) || name.contains("复印件");
    let after = ["变更后", "变更了", "新"]
        .iter()
        .any(|word| name.contains(word));
    is_licence(&core) && !copied && !after && !words::PERSONAL_PAPER.ends(&core)
}

/// Whether a note says that the material is not handed in if the office obtains it by data sharing.
pub(super) fn is_waived(material: &Material) -> bool {
    let name = material.name.as_deref().into_iter();
    let mut texts = name.chain(notes(material).map(|(_, text)| text));
    texts.any(|text| words::SPARED.occurs_in(text) && text.contains("共享"))
}

/// Whether the name says which office issued it: 教育行政部门同意的函, 所在市文物行政部门意见.
pub(super) fn is_of_office(label: &str) -> bool {
    let is_issued_by = |verb: &str| {
        label
            .split_once(verb)
            .is_some_and(|(who, paper)| words::ISSUER_IN_NAME.ends(who) && !paper.is_empty())
    };
    label.contains('的') && words::ISSUED_BY.iter().any(is_issued_by) || is_word_of_office(label)
}

/// Whether offices alone issue or keep the paper by its name, and the item does not take it back or change it.
pub(super) fn is_held_by_office(item: &ServiceItem, material: &Material, label: &str) -> bool {
    let plain = core(title(label));
    words::FROM_OFFICE_ALONE.ends(&plain)
        && material.medium != Some(Medium::Electronic)
        && fate(item, material) == Fate::Kept
        && !words::IN_NO_LIBRARY.occurs_in(label)
        && (names_copy(material)
            || !is_subject(item, &plain) && !words::PAPER_ITSELF.occurs_in(label))
}

/// Whether the name is an opinion, a decision or a letter, preceded by the office that gives it; at most its
/// kind and its subject stand in between: 公安机关关于建设项目的意见.
fn is_word_of_office(label: &str) -> bool {
    let plain = core(label);
    let Some(before) = words::WORD_OF_OFFICE.strip_end(&plain) else {
        return false;
    };
    // 审核意见 and 审查意见 come from an office, too.
    if plain.ends_with("意见") && ["审核", "审查"].contains(&before) {
        return true;
    }
    words::ISSUER_IN_NAME.iter().any(|office| {
        before.rsplit_once(office).is_some_and(|(who, kind)| {
            let kind = kind.trim_matches('的');
            !who.is_empty()
                && (kind.is_empty()
                    || words::KIND_OF_WORD.is(kind)
                    || words::LEADS_TO_SUBJECT.starts(kind))
        })
    })
}

/// Whether a decision or licence of an office is marked as shareable and yet has to be brought by the
/// applicant.
pub(super) fn is_shared(label: &str, material: &Material) -> bool {
    // Manufacturers and schools issue certificates, too.
    material.shared == Some(true)
        && material.necessity == Some(Necessity::Required)
        && material
            .source
            .as_ref()
            .is_some_and(|source| *source != MaterialSource::Government)
        && material.medium != Some(Medium::Electronic)
        && (is_licence(label) || words::APPROVAL_DOCUMENT_ENDING.ends(&core(label)))
        && !words::CERTIFICATE_OF_OTHERS.occurs_in(label)
}

/// Whether the source collects neither the medium of materials nor where they come from.
fn unsaid(material: &Material, cx: &Context<'_>) -> bool {
    let unsaid = |key: &str| {
        let element = format!("guide.materials.{key}");
        matches!(cx.element::<str>(None, &element), Element::NotCollected)
    };
    material.source.is_none() && unsaid("medium") && unsaid("source")
}

/// Whether the material must be submitted, on paper or as a file, and an office may have issued it.
pub(super) fn asked_for(material: &Material, cx: &Context<'_>) -> bool {
    match material.medium {
        Some(Medium::PaperOrElectronic | Medium::PaperAndElectronic) => {
            // 申请人自备 on a licence only says who holds it.
            let held = [MaterialSource::Government, MaterialSource::Applicant];
            material.necessity == Some(Necessity::Required)
                && (material.source.as_ref()).is_some_and(|source| held.contains(source))
        }
        None => unsaid(material, cx) || material.source.is_none() && names_copy(material),
        _ => false,
    }
}

/// As many characters on end name the same thing in a licence and in an item: 机动车, 驾驶.
const SUBJECT_CHARS: usize = 2;

/// Whether the item is about what the licence is for.
pub(super) fn is_subject(item: &ServiceItem, label: &str) -> bool {
    (label.char_indices().filter_map(|(at, _)| label.get(at..))).any(|rest| {
        item.name.contains(first_chars(rest, SUBJECT_CHARS + 1))
            && is_longer(rest, SUBJECT_CHARS + 1)
    })
}

use super::helpers::{clauses, image_will_do, materials, name, notes, without_tail};
use super::licence::{Fate, core, fate, is_licence, is_waived};
use super::open_name::whose;
use crate::analysis::without_closing;
use crate::engine::{Context, Diagnostic, rule};
use crate::i18n::Text;
use crate::model::{Material, ServiceItem};
use crate::path;
use crate::prose::{first_chars, is_longer};
use crate::vocabulary::{MaterialSource, Medium, Necessity};
use crate::words;

rule! {
    "MAT051", "held-material-on-paper", Warning, Item(check),
    summary: ("政府部门已有的材料还要群众交纸质的", "a document the government already holds is required on paper"),
    message: ("“{name}”{held}，却只收纸质，又没有写免提交", "“{name}” {held}, but it is accepted on paper only and is not exempt"),
    help: ("注明免提交并写明取得方式，或者允许用电子证照；其实不能共享的，改正共享标记", "mark it as exempt and say how it is obtained instead, or accept the electronic certificate; if it cannot be shared, correct the mark"),
    requirements: [C8],
    cites: ["sc-2016-55#材料复用", "business-env#44"],
    page: "held_material_on_paper.md",
}

/// Minimum length of a common substring that makes a licence and an item about the same thing, in characters:
/// 机动车, 驾驶.
const SUBJECT_CHARS: usize = 2;

fn check(item: &ServiceItem, cx: &mut Context<'_>) {
    let blanket = is_blanket(item);
    for (index, material) in materials(item) {
        let on_paper = material.medium == Some(Medium::Paper);
        let required = material.necessity == Some(Necessity::Required);
        let counts = [material.originals, material.photocopies, material.pieces];
        // With all counts 0, nothing is handed in.
        let handed_in =
            counts.iter().all(Option::is_none) || counts.iter().flatten().any(|count| *count > 0);
        if !on_paper || !handed_in || material.exempt == Some(true) {
            continue;
        }
        let label = name(material, index);
        // Sources also mark papers that applicants write themselves as shared, although nobody else holds them.
        // A paper that is given back or noted on has to be brought itself.
        let shared =
            material.shared == Some(true) && material.source == Some(MaterialSource::Government);
        // A photocopy of the 副本 is a photocopy of the licence.
        let copied = material.originals == Some(0);
        let given_back = |word: &str| label.contains(word) && !(copied && word.ends_with("副本"));
        if words::PAPER_ITSELF.iter().any(given_back) || not_held(&label, material) {
            continue;
        }
        let fate = fate(item, material);
        if fate == Fate::GivenBack && is_licence(&core(&label))
            || image_will_do(material)
            || is_waived(material)
        {
            continue;
        }
        let held = if shared {
            Text::new(
                "由政府部门核发，标为可以共享",
                "is issued by the government and marked as shareable",
            )
        } else if required && is_common_licence(item, cx, index, copied.then_some(label.as_str())) {
            Text::new(
                "一般可以从电子证照库取得",
                "can usually be obtained from the electronic certificate library",
            )
        } else {
            continue;
        };
        let certain = required && is_licence(&label) && fate == Fate::Kept;
        let core = core(&label);
        let in_library =
            || words::LIBRARY_LICENCE.ends(&core) || cx.words(&words::COMMON_LICENCE).ends(&core);
        let found = Diagnostic::at(path!["guide", "materials", index, "medium"])
            .with("name", label)
            .with("held", held);
        cx.report(found.hint_unless(shared && certain && (!blanket || in_library())));
    }
}

/// Whether a material is a licence that the electronic library has, and the item is not about it: what an item
/// changes has to be brought. A photocopy is known by its name.
fn is_common_licence(
    item: &ServiceItem,
    cx: &Context<'_>,
    index: usize,
    copy: Option<&str>,
) -> bool {
    let core = cx.material_key(index).map_or("", |key| key.core.as_str());
    let core = copy.and_then(without_tail).unwrap_or(core);
    let what = whose(core);
    let is_subject = |rest: &str| {
        is_longer(rest, SUBJECT_CHARS) && item.name.contains(first_chars(rest, SUBJECT_CHARS))
    };
    let mut endings = (what.char_indices()).map_while(|(at, _)| what.get(at..));
    !endings.any(is_subject) && cx.words(&words::COMMON_LICENCE).ends(core)
}

/// Whether the source marks all papers as shared, including some that applicants write themselves. The mark was
/// then set for the whole column and means nothing.
pub(super) fn is_blanket(item: &ServiceItem) -> bool {
    let all = || materials(item).map(|(_, material)| material);
    let own = |material: &Material| material.source == Some(MaterialSource::Applicant);
    all().all(|material| material.shared == Some(true)) && all().any(own)
}

/// Whether no library can hold the material: the applicant writes it or fetches it in person, an agreement is
/// accepted instead, every page is signed, or the original is only shown.
pub(super) fn not_held(name: &str, material: &Material) -> bool {
    let has = |words: &[&str]| words.iter().any(|word| name.contains(word));
    let core = without_closing(name);
    let is_written_by_applicant =
        words::WRITTEN_FOR_CASE.ends(core) || (material.blank_form.is_some() && !is_licence(name));
    let is_unnamed_approval =
        has(&["批准文件", "批文"]) && has(&["的，", "须经", "如需", "依法应"]);
    let allows_agreement = name.contains('或') && has(&["合同", "协议"]);
    let mut is_shown = false;
    let mut is_copied =
        material.originals == Some(0) && material.photocopies.is_some_and(|count| count > 0);
    for (_, text) in notes(material) {
        is_copied |= text.contains("复印件");
        is_shown |= clauses(text).any(|clause| words::ORIGINAL_SHOWN.is(clause));
        if words::EVERY_PAGE_SIGNED.occurs_in(text) {
            return true;
        }
    }
    words::FETCHED_IN_PERSON.occurs_in(name)
        || is_written_by_applicant
        || is_unnamed_approval
        || allows_agreement
        || (is_shown && !is_copied)
}

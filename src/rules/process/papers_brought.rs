//! Papers that somebody has to bring because they cannot be sent.

use crate::i18n::{Argument, counted};
use crate::model::{Guide, Material, Offer, ServiceItem};
use crate::vocabulary::{ChannelKind, HandlingForm, Medium, Necessity, OnlineDepth, OnlineGrade};
use crate::words;

/// A material that somebody has to bring.
pub(super) struct Brought {
    /// Its index.
    pub(super) at: usize,
    /// The contradiction, for the message.
    pub(super) says: Argument,
    /// Whether neither a file nor a scan can be meant.
    pub(super) is_certain: bool,
}

/// The first material that must be on paper, if papers cannot be sent.
pub(super) fn paper(item: &ServiceItem) -> Option<Brought> {
    // Only if forms are stated can mail be missing from them.
    if item.handling_forms.is_empty() || can_be_sent(item) {
        return None;
    }
    let materials = || {
        item.materials()
            .iter()
            .filter(|material| is_required_on_paper(material))
    };
    // If the online grade claims it, another rule reports the claim.
    let claimed = item.online_grade == Some(OnlineGrade::Four)
        || item.online_depth.contains(&OnlineDepth::Handling);
    if claimed && materials().any(|material| material.medium == Some(Medium::Paper)) {
        return None;
    }
    let first = item.materials().iter().position(is_required_on_paper)?;
    let count = materials().count();
    let name = materials()
        .next()?
        .name
        .as_deref()
        .unwrap_or_default()
        .trim();
    let says = Argument::Both {
        zh: format!("必要材料里却有{count}份要交纸质的（如“{name}”），又没有快递、邮寄的办法"),
        en: format!(
            "{}, such as “{name}”, must be on paper and cannot be sent by courier",
            counted(count, "required material")
        ),
    };
    Some(Brought {
        at: first,
        says,
        // 纸质和电子 may mean a file online and paper at the window.
        is_certain: materials().any(|material| material.medium == Some(Medium::Paper)),
    })
}

/// The first material that by its name is the original itself, if neither forms of handling nor media are
/// stated and couriers are not used.
pub(super) fn paper_itself(item: &ServiceItem) -> Option<Brought> {
    let couriers = item.guide.as_ref().and_then(|guide| guide.courier.as_ref());
    let refused = couriers.is_some_and(|offer| offer.available == Some(false));
    if !item.handling_forms.is_empty() || !refused || can_be_sent(item) {
        return None;
    }
    let names = item
        .materials()
        .iter()
        .enumerate()
        .filter(|(_, material)| material.medium.is_none() && material.exempt != Some(true))
        .filter_map(|(at, material)| Some((at, material.name.as_deref()?.trim())));
    let (first, name) = names
        .filter(|(_, name)| words::PAPER_ITSELF.occurs_in(name) || name.contains("原件"))
        .find(|(_, name)| {
            !["复印", "扫描", "上传", "承诺"]
                .iter()
                .any(|word| name.contains(word))
        })?;
    let says = Argument::Both {
        zh: format!("却要交“{name}”，又不支持快递"),
        en: format!("“{name}” must be handed in and cannot be sent by courier"),
    };
    Some(Brought {
        at: first,
        says,
        is_certain: name.contains("原件"),
    })
}

/// Whether papers can be sent, or somebody collects them.
fn can_be_sent(item: &ServiceItem) -> bool {
    let forms = [HandlingForm::Mail, HandlingForm::Visit];
    item.handling_forms.iter().any(|form| forms.contains(form))
        || is_helped(item.guide.as_ref())
        || item
            .channels
            .iter()
            .any(|channel| channel.kind == Some(ChannelKind::Mail))
}

/// Whether a courier or an assistant can go instead of the applicant.
pub(super) fn is_helped(guide: Option<&Guide>) -> bool {
    let offers = guide.map(|guide| [&guide.courier, &guide.assistance]);
    let offered = |offer: &Offer| offer.available == Some(true) || offer.way.is_some();
    offers.into_iter().flatten().flatten().any(offered)
}

fn is_required_on_paper(material: &Material) -> bool {
    matches!(
        material.medium,
        Some(Medium::Paper | Medium::PaperAndElectronic)
    ) && [material.originals, material.photocopies]
        .into_iter()
        .flatten()
        .any(|count| count > 0)
        && matches!(material.necessity, None | Some(Necessity::Required))
        && material.exempt != Some(true)
        && material.condition.is_none()
}

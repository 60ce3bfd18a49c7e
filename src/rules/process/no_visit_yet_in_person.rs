use super::presence;
use super::visits::declared;
use crate::compare::clip;
use crate::engine::{Context, Diagnostic, rule};
use crate::i18n::{Argument, Text};
use crate::model::{Guide, Material, Offer, ServiceItem};
use crate::path;
use crate::vocabulary::{ChannelKind, HandlingForm, Medium, Necessity, OnlineDepth, OnlineGrade};

rule! {
    "PRO064", "no-visit-yet-in-person", Warning, Item(check),
    summary: ("到现场0次，却要到窗口办、交纸质材料", "no visit is declared, but the applicant must come in person or submit paper"),
    message: ("到现场次数是0，{contradiction}", "the number of visits is 0, but {contradiction}"),
    help: ("{how}；做不到的，把到现场次数改成实际次数", "{how}; if that is impossible, give the actual number of visits"),
    requirements: [B6, C4],
    cites: ["wenzhou-script#现场"],
    certain: Contradiction,
    page: "no_visit_yet_in_person.md",
}

fn check(item: &ServiceItem, cx: &mut Context<'_>) {
    if declared(item).is_none_or(|visits| visits.count != Some(0)) {
        return;
    }
    let found = Diagnostic::at(path!["guide", "visits", "count"]);
    if is_window_only(item) {
        let how = Text::new(
            "写上网办或邮寄的办法",
            "say how to apply online or by courier",
        );
        let says = Text::new(
            "可不能网办、不能邮寄，只有窗口办理",
            "the item can be handled neither online nor by courier, only at the window",
        );
        let online = Text::new("写明不能网办", "it cannot be done online");
        cx.report(
            found
                .with("contradiction", says)
                .with("how", how)
                .related(cx.here(path!["online"]), online),
        );
    } else if let Some((first, says)) = paper(item) {
        let how = Text::new(
            "开通邮寄并写明收件地址，或者改收电子件",
            "offer courier delivery with the address, or accept electronic copies",
        );
        let medium = cx.here(path!["guide", "materials", first, "medium"]);
        let found = found
            .with("contradiction", says)
            .with("how", how)
            .related(medium, Text::new("要交纸质的材料", "required on paper"));
        cx.report(found.hint());
    } else if let Some(presence) = presence::told(item, cx.texts()) {
        let says = Argument::Both {
            zh: format!("“{}”却要本人到场", clip(presence.words)),
            en: format!("“{}” is only possible on the spot", clip(presence.words)),
        };
        let how = Text::new(
            "不用到场的，删去这句话，写上网办或邮寄的办法",
            "delete this where nobody has to come, and say how it is done online or by courier",
        );
        let there = cx.here(presence.path);
        let label = Text::new("要到场", "in person");
        let found = found.with("contradiction", says).with("how", how);
        cx.report(found.related(there, label).hint());
    }
}

/// Whether the item says that it can only be handled at the window.
fn is_window_only(item: &ServiceItem) -> bool {
    let window = |form: &HandlingForm| *form == HandlingForm::Window;
    let near = |kind: &ChannelKind| matches!(kind, ChannelKind::Hall | ChannelKind::Hotline);
    item.online == Some(false)
        && !item.handling_forms.is_empty()
        && item.handling_forms.iter().all(window)
        && !is_helped(item.guide.as_ref())
        && (item.channels.iter()).all(|channel| channel.kind.as_ref().is_some_and(near))
}

/// The first material that must be on paper, where nothing can be sent.
fn paper(item: &ServiceItem) -> Option<(usize, Argument)> {
    // Only where forms are stated can it be said that mail is not among them.
    if item.handling_forms.is_empty() || can_be_sent(item) {
        return None;
    }
    let materials = || {
        item.materials()
            .iter()
            .filter(|material| is_wanted(material))
    };
    // Where the grade claims it, the claim is found false by another rule.
    let claimed = item.online_grade == Some(OnlineGrade::Four)
        || item.online_depth.contains(&OnlineDepth::Handling);
    if claimed && materials().any(|material| material.medium == Some(Medium::Paper)) {
        return None;
    }
    let first = item.materials().iter().position(is_wanted)?;
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
            "{count} required material(s), such as “{name}”, must be on paper and cannot be sent by courier"
        ),
    };
    Some((first, says))
}

/// Whether papers can be sent, or somebody fetches them.
fn can_be_sent(item: &ServiceItem) -> bool {
    let forms = [HandlingForm::Mail, HandlingForm::Visit];
    item.handling_forms.iter().any(|form| forms.contains(form))
        || is_helped(item.guide.as_ref())
        || (item.channels.iter()).any(|channel| channel.kind == Some(ChannelKind::Mail))
}

/// Whether a courier or somebody else goes instead of the applicant.
fn is_helped(guide: Option<&Guide>) -> bool {
    let offers = guide.map(|guide| [&guide.courier, &guide.assistance]);
    let offered = |offer: &Offer| offer.available == Some(true) || offer.way.is_some();
    offers.into_iter().flatten().flatten().any(offered)
}

fn is_wanted(material: &Material) -> bool {
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

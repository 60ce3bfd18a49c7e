use super::papers_brought::{is_helped, paper, paper_itself};
use super::presence;
use super::visits::declared;
use crate::analysis::is_none;
use crate::compare::clip;
use crate::engine::{Context, Diagnostic, rule};
use crate::i18n::{Argument, Text};
use crate::model::ServiceItem;
use crate::path;
use crate::vocabulary::{ChannelKind, HandlingForm};
use crate::words;

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
    } else if let Some(brought) = paper(item) {
        let how = Text::new(
            "开通邮寄并写明收件地址，或者改收电子件",
            "offer courier delivery with the address, or accept electronic copies",
        );
        let medium = cx.here(path!["guide", "materials", brought.at, "medium"]);
        let found = found
            .with("contradiction", brought.says)
            .with("how", how)
            .related(medium, Text::new("要交纸质的材料", "required on paper"));
        cx.report(found.hint_unless(brought.is_certain));
    } else if let Some(brought) = paper_itself(item) {
        let how = Text::new(
            "写明上传扫描件就可以，或者开通邮寄并写明收件地址",
            "say that a scan will do, or offer courier delivery with the address",
        );
        let there = cx.here(path!["guide", "materials", brought.at, "name"]);
        let found = found.with("contradiction", brought.says).with("how", how);
        let label = Text::new("要交的原件", "handed in itself");
        cx.report(found.related(there, label).hint_unless(brought.is_certain));
    } else if has_window_form_only(item) {
        let how = Text::new(
            "写上网办或邮寄的办法",
            "say how to apply online or by courier",
        );
        let says = Text::new(
            "办理形式却只有窗口办理",
            "the window is the only form of handling",
        );
        let there = cx.here(path!["handling_forms"]);
        let label = Text::new("办理形式", "the forms of handling");
        let found = found.with("contradiction", says).with("how", how);
        cx.report(found.related(there, label).hint());
    } else if let Some(presence) = presence::required_presence(item, cx.texts()) {
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

/// Whether the item itself states that it can only be handled at the window.
fn is_window_only(item: &ServiceItem) -> bool {
    item.online == Some(false) && (has_window_form_only(item) || has_no_other_way(item))
}

/// Whether no form of handling is stated, nothing is sent by courier, and there is a place where papers are
/// handed in.
fn has_no_other_way(item: &ServiceItem) -> bool {
    let is_local = |kind: &ChannelKind| matches!(kind, ChannelKind::Hall | ChannelKind::Hotline);
    item.handling_forms.is_empty()
        && item
            .channels
            .iter()
            .all(|channel| channel.kind.as_ref().is_some_and(is_local))
        && item.guide.as_ref().is_some_and(|guide| {
            let courier = guide.courier.as_ref();
            courier.is_some_and(|courier| courier.available == Some(false))
                && !guide.places.is_empty()
                && (guide.materials.iter().any(|material| !is_none(material))
                    || item
                        .conditions()
                        .is_some_and(|text| words::HANDED_IN.occurs_in(text)))
        })
}

/// Whether the window is the only form and nothing else shows a way to apply remotely. The item may simply not
/// state yet that it is handled online.
fn has_window_form_only(item: &ServiceItem) -> bool {
    let window = |form: &HandlingForm| *form == HandlingForm::Window;
    let is_local = |kind: &ChannelKind| matches!(kind, ChannelKind::Hall | ChannelKind::Hotline);
    item.online != Some(true)
        && item.online_depth.is_empty()
        && item.online_grade.is_none()
        && !item.handling_forms.is_empty()
        && item.handling_forms.iter().all(window)
        && !is_helped(item.guide.as_ref())
        && item
            .channels
            .iter()
            .all(|channel| channel.kind.as_ref().is_some_and(is_local))
}

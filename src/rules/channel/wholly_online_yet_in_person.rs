use super::depth::{claim, only_form};
use crate::compare::clip;
use crate::engine::{Context, Diagnostic, Severity, rule};
use crate::i18n::{Argument, Text};
use crate::model::{Guide, Material, ServiceItem};
use crate::path;
use crate::path::Path;
use crate::vocabulary::{ChannelKind, HandlingForm, Medium, Necessity};

rule! {
    "CHN070", "wholly-online-yet-in-person", Error, Item(check),
    summary: ("写着全程网办，却要到现场", "claimed to be fully online, but the applicant must come in person"),
    message: ("{claim}，{contradiction}", "{claim}, but {contradiction}"),
    help: ("{how}；必须到现场的，降低网办等级，写明次数和原因", "{how}; if a visit is unavoidable, lower the online grade and state the visits and the reason"),
    requirements: [C4, B6],
    cites: ["d3-36cities-2020#全程网办", "wenzhou-script#现场"],
    certain: Contradiction,
    overrides: ["PRO065"],
    page: "wholly_online_yet_in_person.md",
}

fn check(item: &ServiceItem, cx: &mut Context<'_>) {
    let Some(guide) = item.guide.as_ref() else {
        return;
    };
    let visits = visits(guide);
    // Handling forms contradict only visits, and only if there is a place; otherwise another rule reports it.
    let form = || only_form(item).filter(|_| visits.is_some() && !guide.places.is_empty());
    let Some(claim) = claim(item).or_else(form) else {
        return;
    };
    // Paper originals and steps on site are what the visits are for: report the visits alone.
    let found = match visits {
        Some(found) => vec![found],
        None => paper(item, guide).into_iter().chain(step(guide)).collect(),
    };
    for Contradiction {
        severity,
        path,
        says,
        how,
    } in found
    {
        let severity = if claim.certain {
            severity
        } else {
            Severity::Hint
        };
        cx.report(
            Diagnostic::at(path)
                .with("claim", claim.text)
                .with("contradiction", says)
                .with("how", how)
                .related(cx.here(claim.path.clone()), claim.text)
                .severity(severity),
        );
    }
}

/// A statement that contradicts the claim.
struct Contradiction {
    /// The severity if the claim is certain.
    severity: Severity,
    path: Path,
    says: Argument,
    how: Text,
}

fn visits(guide: &Guide) -> Option<Contradiction> {
    let count = guide.visits.as_ref()?.count.filter(|count| *count > 0)?;
    let says = Argument::Both {
        zh: format!("到办事现场次数却是{count}次"),
        en: format!("the number of visits is {count}"),
    };
    Some(Contradiction {
        severity: Severity::Error,
        path: path!["guide", "visits", "count"],
        says,
        how: Text::new("能不跑的改成0次", "reduce the visits to 0"),
    })
}

/// Required materials that are only accepted as paper originals and cannot be sent.
fn paper(item: &ServiceItem, guide: &Guide) -> Option<Contradiction> {
    let courier = guide.courier.as_ref();
    let mailed = courier.is_some_and(|offer| offer.available == Some(true))
        || item.handling_forms.contains(&HandlingForm::Mail)
        || item
            .channels
            .iter()
            .any(|channel| channel.kind == Some(ChannelKind::Mail));
    let on_paper = |material: &Material| {
        material.medium == Some(Medium::Paper)
            && material.originals.is_some_and(|count| count > 0)
            && matches!(material.necessity, None | Some(Necessity::Required))
            && material.exempt != Some(true)
            && material.condition.is_none()
    };
    let materials = guide.materials.iter();
    let names: Vec<String> = materials
        .clone()
        .filter(|material| !mailed && on_paper(material))
        .map(|material| format!("“{}”", clip(material.name.as_deref().unwrap_or_default())))
        .collect();
    let first = materials
        .clone()
        .position(on_paper)
        .filter(|_| !names.is_empty())?;
    let says = Argument::Both {
        zh: format!("{}却只收纸质原件，又不能邮寄", names.join("、")),
        en: format!(
            "{} must be submitted as paper originals, and they cannot be sent by courier",
            names.join(", ")
        ),
    };
    Some(Contradiction {
        severity: Severity::Warning,
        path: path!["guide", "materials", first, "medium"],
        says,
        how: Text::new(
            "材料改为也收电子件，或写明邮寄办法",
            "accept electronic copies or say how to send the originals",
        ),
    })
}

/// The first step that the applicant must attend in person.
fn step(guide: &Guide) -> Option<Contradiction> {
    let steps = guide.process.as_ref()?.steps.iter();
    let (at, step) = steps
        .enumerate()
        .find(|(_, step)| step.on_site == Some(true))?;
    let name = clip(
        step.name
            .as_deref()
            .or(step.id.as_deref())
            .unwrap_or_default(),
    );
    let says = Argument::Both {
        zh: format!("环节“{name}”却要申请人到现场"),
        en: format!("the step “{name}” requires the applicant to come in person"),
    };
    Some(Contradiction {
        severity: Severity::Warning,
        path: path!["guide", "process", "steps", at, "on_site"],
        says,
        how: Text::new("把环节改成网上办理", "move the step online"),
    })
}

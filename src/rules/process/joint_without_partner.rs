use crate::engine::{Context, Diagnostic, rule};
use crate::i18n::Text;
use crate::model::ServiceItem;
use crate::path;
use crate::vocabulary::HandlingMode;

rule! {
    "PRO072", "joint-without-partner", Warning, Item(check),
    summary: ("写的是联办件，没有写联办机构", "handled jointly, but no other body is named"),
    message: ("办理方式是联办件，除实施主体外没有写别的机构", "the handling mode is joint, but no body other than the authority is named"),
    help: ("列出联办机构（co_authorities）和各自承担的环节；只由本单位办的，把办理方式改成自办件", "list the co-authorities and the steps each handles, or correct the handling mode"),
    requirements: [B7],
    cites: ["gbt39046#4-joint", "exchange-schema#other_dept"],
    certain: Presence,
    page: "joint_without_partner.md",
}

fn check(item: &ServiceItem, cx: &mut Context<'_>) {
    let has_partner =
        !item.co_authorities.is_empty() || item.steps().iter().any(|step| step.body.is_some());
    if item.handling_mode != Some(HandlingMode::Joint) || has_partner {
        return;
    }
    let uncollected = Text::new(
        "来源没有采集联办机构",
        "the source does not collect co-authorities",
    );
    if cx.misses("co_authorities", uncollected) {
        cx.report(Diagnostic::at(path!["handling_mode"]));
    }
}

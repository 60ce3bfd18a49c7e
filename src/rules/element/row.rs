//! One required element: the items that require it, and the finding if it is missing.

use super::elsewhere::{Quote, Stated};
use super::probe::{Unless, lacks};
use crate::analysis::nature::{Nature, asks_nothing, is_of_office};
use crate::engine::{Context, Diagnostic, Rule, Severity};
use crate::i18n::Text;
use crate::model::ServiceItem;
use crate::path::Path;
use crate::vocabulary::{CaseType, ChannelKind, ItemType, Profile, Reach};
use crate::words;

/// An element and the items and profiles that require it.
#[derive(Debug)]
pub(crate) struct Row {
    /// The rule that reports it missing.
    pub(crate) rule: Rule,
    /// Dotted path, without indexes.
    pub(crate) element: &'static str,
    /// The name of the element.
    pub(crate) label: Text,
    /// The condition under which it may be missing.
    pub(crate) unless: Option<Unless>,
    /// How another text of the item may state the element.
    pub(crate) elsewhere: Option<Quote>,
    /// The items that need the element.
    pub(crate) types: Types,
    /// The severity if it is missing under `portal`, `exchange` and `audit`; `None` if it may be missing.
    pub(crate) wanted: [Option<Severity>; 3],
}

/// A set of items that need an element.
///
/// If people only ask or look something up, or if the office acts without an application, a missing element that
/// only applications need is at most a hint. The exchange profile is the exception: it requires its columns of
/// every item.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Types {
    /// All items.
    All,
    /// [`Types::All`], but only a hint if people only ask or look something up.
    AllButEnquiries,
    /// Items of types that people apply for: all but penalties, compulsion, levies and inspections. Items without
    /// a type are included.
    Applied,
    /// [`Types::Applied`], but if no visit is needed and the item does not say whether it is handled online, only
    /// a hint, or no finding at all for an enquiry.
    AppliedInPlace,
    /// [`Types::Applied`], but only a hint for a public service: the exchange tables make the element optional.
    AppliedPowerFirst,
    /// [`Types::Applied`], but only a hint unless materials are certainly required.
    AppliedOnPaper,
    /// Items that people certainly apply for, and may search for under other names.
    Requested,
    /// Powers exercised on application: [`Types::Applied`] without public services and items without a type.
    Power,
    /// [`Types::Power`], and a hint for public services and items without a type.
    PowerElseHint,
    /// Licences only.
    Licence,
}

impl Types {
    /// The name of the set, for lists of elements.
    pub(super) const fn name(self) -> Text {
        match self {
            Self::All | Self::AllButEnquiries => Text::new("全部", "all"),
            Self::Power => Text::new("权力类", "powers exercised on application"),
            Self::Licence => Text::new("行政许可", "licences"),
            _ => Text::new("申请类", "items handled on application"),
        }
    }

    /// The severity of a missing element in this item, given the severity `wanted` for the set; `None` if the item
    /// does not belong to the set.
    fn severity(self, wanted: Severity, item: &ServiceItem, cx: &Context<'_>) -> Option<Severity> {
        let own = item.item_type.as_ref();
        let public = own == Some(&ItemType::PublicService);
        let nature = cx.nature();
        let tables = cx.settings.profile == Profile::Exchange;
        let passive = nature.is_passive() && !tables;
        // Weather reports, for example, are provided to everybody without an application.
        let offered = public && nature == Nature::Unclear && asks_nothing(item);
        let idle = passive || ((nature == Nature::OfOffice || offered) && !tables);
        let hint_if = |lenient| Some(if lenient { Severity::Hint } else { wanted });
        match self {
            Self::All => Some(wanted),
            Self::AllButEnquiries => hint_if(passive || (asks_nothing(item) && !tables)),
            _ if is_of_office(own) => None,
            Self::Power if own.is_none() || public => None,
            Self::Applied | Self::Power => hint_if(idle),
            Self::AppliedInPlace => {
                let remote = item.online.is_none()
                    && seems_remote(item)
                    && !words::IN_PLACE_IN_NAME.occurs_in(&item.name)
                    && !tables;
                if passive && remote {
                    return None;
                }
                hint_if(idle || remote)
            }
            // Even a public service needs a promised limit if people apply for it and it has no other limit.
            Self::AppliedPowerFirst => {
                hint_if((public && (nature != Nature::Applied || has_limit(item))) || idle)
            }
            Self::AppliedOnPaper => {
                let asked = cx.papers_asked().is_some();
                if (passive || (offered && !tables)) && !asked {
                    return None;
                }
                hint_if(idle || (!asked && !requires_materials(item)))
            }
            Self::Requested => (nature == Nature::Applied).then_some(wanted),
            // The law sets limits for decisions. Other items need a promised limit first, which another rule
            // reports.
            Self::PowerElseHint
                if (own.is_none() || public) && nature != Nature::Applied && !tables =>
            {
                has_promised_limit(item).then_some(Severity::Hint)
            }
            Self::PowerElseHint => hint_if(own.is_none() || public || idle),
            Self::Licence => (own == Some(&ItemType::Licence)).then_some(wanted),
        }
    }
}

/// Whether the item states a statutory or promised limit, or is handled on the spot.
fn has_limit(item: &ServiceItem) -> bool {
    let limits = item
        .guide
        .as_ref()
        .and_then(|guide| guide.time_limit.as_ref());
    item.case_type == Some(CaseType::Immediate)
        || limits.is_some_and(|limits| limits.statutory.is_some() || limits.promised.is_some())
}

/// Whether the item states a promised limit.
fn has_promised_limit(item: &ServiceItem) -> bool {
    let limits = item
        .guide
        .as_ref()
        .and_then(|guide| guide.time_limit.as_ref());
    limits.is_some_and(|limits| limits.promised.is_some())
}

/// Whether the item type alone, or 备案 in the name, shows that materials are required.
fn requires_materials(item: &ServiceItem) -> bool {
    match &item.item_type {
        Some(ItemType::Licence | ItemType::Confirmation) => true,
        Some(ItemType::OtherPower) => item.name.contains("备案"),
        _ => false,
    }
}

impl Row {
    /// The severity of the missing element under a profile.
    pub(crate) fn severity(&self, profile: Profile) -> Option<Severity> {
        let [portal, exchange, audit] = self.wanted;
        match profile {
            Profile::Portal => portal,
            Profile::Exchange => exchange,
            _ => audit,
        }
    }

    pub(super) fn look(&self, item: &ServiceItem, cx: &mut Context<'_>) {
        let Some(severity) = self.severity(cx.settings.profile) else {
            return;
        };
        let lacks = lacks(self.element, self.unless, item);
        if lacks.is_empty() {
            return;
        }
        let Some(severity) = self.types.severity(severity, item, cx) else {
            return;
        };
        if !cx.misses(self.element, NOT_COLLECTED) {
            return;
        }
        let stated = self.stated_elsewhere(cx);
        let severity = match stated {
            Some(_) => lowered(severity),
            None => severity,
        };
        for lack in lacks {
            let inside = self
                .element
                .strip_prefix(&lack.path.element())
                .unwrap_or_default();
            let path = lack.path.join(&Path::parse(inside));
            let mut found = Diagnostic::at(path)
                .with("element", self.label)
                .with("of", lack.owner);
            found = match &stated {
                Some(stated) => found
                    .with("problem", stated.problem())
                    .related(cx.here(stated.node.path()), STATED_HERE),
                None => found.with("problem", NOT_WRITTEN),
            };
            cx.report(self.with_proof(found, cx).severity(severity));
        }
    }

    /// The text that states the element instead; the exchange tables have no such text.
    fn stated_elsewhere<'a>(&self, cx: &Context<'a>) -> Option<Stated<'a>> {
        let quote = self.elsewhere?;
        let is_exchange = cx.settings.profile == Profile::Exchange;
        if is_exchange {
            None
        } else {
            Stated::find(quote, cx)
        }
    }

    /// Adds the text that shows that materials are required, if there is one.
    fn with_proof(&self, found: Diagnostic, cx: &Context<'_>) -> Diagnostic {
        match cx.papers_asked() {
            Some(node) if self.types == Types::AppliedOnPaper => {
                let label = Text::new("这里要看申请材料", "materials may be required here");
                found.related(cx.here(node.path()), label)
            }
            _ => found,
        }
    }
}

const NOT_WRITTEN: Text = Text::new("写", "");

const STATED_HERE: Text = Text::new("写在这里", "it is said here");

/// The severity if another text states what has no entry of its own: one step less.
const fn lowered(severity: Severity) -> Severity {
    match severity {
        Severity::Error => Severity::Warning,
        _ => Severity::Hint,
    }
}

/// Why a rule cannot judge whether an element is missing: the source does not collect it.
pub(crate) const NOT_COLLECTED: Text = Text::new(
    "来源没有采集这个要素",
    "the source does not collect the element",
);

/// Why a rule cannot judge whether an element is missing: it may be in an unknown field of the source.
pub(crate) const NOT_KNOWN: Text = Text::new(
    "来源有不认识的字段，不知道有没有这个要素",
    "the source has fields that are not known, so it is not known whether it has the element",
);

/// Whether the number of visits is 0, all channels are remote and no handling form is stated. This is only a sign:
/// a record without handling forms may simply have had a link and nothing else.
pub(super) fn seems_remote(item: &ServiceItem) -> bool {
    let remote = item.channels.iter().all(|channel| {
        let reach = channel.kind.as_ref().map(ChannelKind::reach);
        reach.is_some_and(|reach| reach.is_online() || reach == Reach::Phone)
    });
    let visits = item.visits();
    let no_visit = visits.is_some_and(|visits| visits.count == Some(0));
    item.handling_forms.is_empty() && !item.channels.is_empty() && remote && no_visit
}

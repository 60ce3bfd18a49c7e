//! One required element: the items that require it, and the finding if it is missing.

use super::probe::{Unless, lacks};
use crate::analysis::nature::{Nature, asks_nothing, is_of_office};
use crate::engine::{Context, Diagnostic, Rule, Severity};
use crate::i18n::Text;
use crate::model::ServiceItem;
use crate::path::Path;
use crate::vocabulary::{CaseType, ChannelKind, ItemType, Profile, Reach};
use crate::words;

/// One element and who wants it.
#[derive(Debug)]
pub(crate) struct Row {
    /// Its rule.
    pub(crate) rule: Rule,
    /// Dotted path, without indexes.
    pub(crate) element: &'static str,
    /// Its name.
    pub(crate) label: Text,
    /// The condition under which it may be missing.
    pub(crate) unless: Option<Unless>,
    /// The item types that have it.
    pub(crate) types: Types,
    /// How grave its lack is under `portal`, `exchange` and `audit`; `None` is no fault.
    pub(crate) wanted: [Option<Severity>; 3],
}

/// A set of items. If people only ask or look, or the office acts of its own accord, the absence of something
/// that only applications need is at most a hint, except under the profile of the exchange, whose columns
/// must not be empty whatever the item is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Types {
    /// Every type.
    All,
    /// The same, but where people only ask or look its lack is only a hint.
    AllButEnquiries,
    /// Types that people apply for: all but penalties, compulsion, levies and inspections. An item without a
    /// type counts as one.
    Applied,
    /// The same, but where no one has to come and whether it goes online is not said, its lack is
    /// only a hint; of enquiries it is none.
    AppliedInPlace,
    /// [`Types::Applied`], but its lack in a public service is only a hint: the exchange tables leave
    /// it open.
    AppliedPowerFirst,
    /// The same, but its lack is more than a hint only where papers are certainly wanted.
    AppliedOnPaper,
    /// Items that people may look for by other names: powers, and services that are surely applied for.
    Requested,
    /// Powers people apply for: [`Types::Applied`] without public services.
    Power,
    /// The same, but its lack in a public service, or where no type is given, is a hint.
    PowerElseHint,
    /// Licences only.
    Licence,
}

impl Types {
    /// The set in words.
    pub(super) const fn name(self) -> Text {
        match self {
            Self::All | Self::AllButEnquiries => Text::new("全部", "all"),
            Self::Power => Text::new("权力类", "powers exercised on application"),
            Self::Licence => Text::new("行政许可", "licences"),
            _ => Text::new("申请类", "items handled on application"),
        }
    }

    /// The severity of its absence in this item, if it is `wanted` of the set as a whole; `None` if the item
    /// is not of the set.
    fn severity(self, wanted: Severity, item: &ServiceItem, cx: &Context<'_>) -> Option<Severity> {
        let own = item.item_type.as_ref();
        let public = own == Some(&ItemType::PublicService);
        let nature = cx.nature();
        let tables = cx.settings.profile == Profile::Exchange;
        let passive = nature.is_passive() && !tables;
        // Weather reports and the like are there for everybody.
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
            // An application without a limit of any kind may take forever.
            Self::AppliedPowerFirst => {
                hint_if((public && (nature != Nature::Applied || has_limit(item))) || idle)
            }
            Self::AppliedOnPaper => {
                let asked = cx.papers_asked().is_some();
                if (passive || (offered && !tables)) && !asked {
                    return None;
                }
                hint_if(idle || (!asked && !needs_papers(item)))
            }
            Self::Requested => (nature == Nature::Applied).then_some(wanted),
            // A statutory limit there is where something is decided on; elsewhere the promised one
            // is missing first.
            Self::PowerElseHint
                if (own.is_none() || public) && nature != Nature::Applied && !tables =>
            {
                promises(item).then_some(Severity::Hint)
            }
            Self::PowerElseHint => hint_if(own.is_none() || public || idle),
            Self::Licence => (own == Some(&ItemType::Licence)).then_some(wanted),
        }
    }
}

/// Whether the item states a limit of whatever kind, or is done on the spot.
fn has_limit(item: &ServiceItem) -> bool {
    let limits = (item.guide.as_ref()).and_then(|guide| guide.time_limit.as_ref());
    item.case_type == Some(CaseType::Immediate)
        || limits.is_some_and(|limits| limits.statutory.is_some() || limits.promised.is_some())
}

/// Whether the item says until when it will be done.
fn promises(item: &ServiceItem) -> bool {
    let limits = (item.guide.as_ref()).and_then(|guide| guide.time_limit.as_ref());
    limits.is_some_and(|limits| limits.promised.is_some())
}

/// Whether no one gets it without papers, whatever is said of it.
fn needs_papers(item: &ServiceItem) -> bool {
    match &item.item_type {
        Some(ItemType::Licence | ItemType::Confirmation) => true,
        Some(ItemType::OtherPower) => item.name.contains("备案"),
        _ => false,
    }
}

impl Row {
    /// How grave the lack is under a profile.
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
        for lack in lacks {
            let inside = self
                .element
                .strip_prefix(&lack.path.element())
                .unwrap_or_default();
            let path = lack.path.join(&Path::parse(inside));
            let found = Diagnostic::at(path)
                .with("element", self.label)
                .with("of", lack.owner);
            cx.report(self.with_proof(found, cx).severity(severity));
        }
    }

    /// Points at the text that shows that the element is wanted, if there is one.
    fn with_proof(&self, found: Diagnostic, cx: &Context<'_>) -> Diagnostic {
        match cx.papers_asked() {
            Some(piece) if self.types == Types::AppliedOnPaper => {
                let label = Text::new("这里要看申请材料", "materials may be required here");
                found.related(cx.here(piece.path()), label)
            }
            _ => found,
        }
    }
}

/// Why it is not judged that an element is missing.
pub(crate) const NOT_COLLECTED: Text = Text::new(
    "来源没有采集这个要素",
    "the source does not collect the element",
);

/// The same, if the source has fields that nobody knows: it may be in one of them.
pub(crate) const NOT_KNOWN: Text = Text::new(
    "来源有不认识的字段，不知道有没有这个要素",
    "the source has fields that are not known, so it is not known whether it has the element",
);

/// Whether no one has to come and all channels are remote. A record that says no form of handling
/// may only have had an address to click on: this alone does not settle it.
pub(super) fn seems_remote(item: &ServiceItem) -> bool {
    let remote = item.channels.iter().all(|channel| {
        let reach = channel.kind.as_ref().map(ChannelKind::reach);
        reach.is_some_and(|reach| reach.is_online() || reach == Reach::Phone)
    });
    let visits = item.visits();
    let no_visit = visits.is_some_and(|visits| visits.count == Some(0));
    item.handling_forms.is_empty() && !item.channels.is_empty() && remote && no_visit
}

use super::checker::Checker;
use super::report::{Report, Verdict};
use crate::code::ImplementationCode;
use crate::engine::Severity;
use crate::model::{
    Body, Channel, Element, Fees, Guide, Material, OpeningHours, Process, ServiceItem, TimeLimit,
};
use crate::vocabulary::ItemType;

/// A complete item: the core elements are there, so consumers need not handle `Option` at every
/// turn.
///
/// [`Checker::admit`] makes one. The core is name, type, authority, implementation code and
/// channels; their accessors return plain references. The other accessors return an [`Element`],
/// which says why a value is absent.
///
/// ```
/// use shixiang::{Checker, ServiceItem};
///
/// let rejected = Checker::new().admit(ServiceItem::default()).unwrap_err();
/// assert!(!rejected.report.findings.is_empty());
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct PublishedItem {
    item: ServiceItem,
    item_type: ItemType,
    authority: Body,
    code: ImplementationCode,
}

/// An item that was not admitted, and the reasons.
#[derive(Debug, Clone, thiserror::Error)]
#[error("the item is not complete (number of findings: {})", report.findings.len())]
#[non_exhaustive]
pub struct Rejected {
    /// The item as it was given.
    pub item: Box<ServiceItem>,
    /// The findings that kept it out.
    pub report: Box<Report>,
}

impl Checker {
    /// Admits an item if no error counts against it and the core elements are there.
    ///
    /// # Errors
    ///
    /// [`Rejected`], with the item and the report.
    pub fn admit(&self, item: ServiceItem) -> Result<PublishedItem, Rejected> {
        let report = self.check_item(&item);
        let passed = report.verdict(Some(Severity::Error)) == Verdict::Passed;
        let sound = passed && !item.channels.is_empty();
        match (&item.item_type, &item.authority, code(&item)) {
            (Some(item_type), Some(authority), Some(code)) if sound => Ok(PublishedItem {
                item_type: item_type.clone(),
                authority: authority.clone(),
                code,
                item,
            }),
            _ => Err(Rejected {
                item: Box::new(item),
                report: Box::new(report),
            }),
        }
    }
}

/// The implementation code: the stated one, or else the prefix of the handling code.
fn code(item: &ServiceItem) -> Option<ImplementationCode> {
    let stated = item.implementation_code.clone();
    stated.or_else(|| item.handling_code.as_ref()?.implementation_code())
}

impl PublishedItem {
    /// The item's name.
    pub fn name(&self) -> &str {
        &self.item.name
    }

    /// Its type.
    pub fn item_type(&self) -> &ItemType {
        &self.item_type
    }

    /// Its authority.
    pub fn authority(&self) -> &Body {
        &self.authority
    }

    /// Its code.
    pub fn code(&self) -> &ImplementationCode {
        &self.code
    }

    /// Its channels; never empty.
    pub fn channels(&self) -> &[Channel] {
        &self.item.channels
    }

    /// Its time limits, or why there are none.
    pub fn time_limit(&self) -> Element<'_, TimeLimit> {
        self.element(
            self.guide(|guide| guide.time_limit.as_ref()),
            "guide.time_limit",
        )
    }

    /// Its fees, or why they do not apply.
    pub fn fees(&self) -> Element<'_, Fees> {
        self.element(self.guide(|guide| guide.fees.as_ref()), "guide.fees")
    }

    /// Its materials, or why there are none.
    pub fn materials(&self) -> Element<'_, [Material]> {
        let listed = self.guide(|guide| Some(guide.materials.as_slice()));
        self.element(listed.filter(|list| !list.is_empty()), "guide.materials")
    }

    /// Its opening hours, or why there are none.
    pub fn hours(&self) -> Element<'_, OpeningHours> {
        let hours = self.guide(|guide| {
            let placed = guide.places.iter().find_map(|place| place.hours.as_ref());
            guide.hours.as_ref().or(placed)
        });
        self.element(hours, "guide.hours")
    }

    /// Its process, or why there is none.
    pub fn process(&self) -> Element<'_, Process> {
        self.element(self.guide(|guide| guide.process.as_ref()), "guide.process")
    }

    /// The underlying item.
    pub fn item(&self) -> &ServiceItem {
        &self.item
    }

    /// Returns the underlying item.
    pub fn into_item(self) -> ServiceItem {
        self.item
    }

    fn guide<'a, T: ?Sized>(
        &'a self,
        part: impl FnOnce(&'a Guide) -> Option<&'a T>,
    ) -> Option<&'a T> {
        self.item.guide.as_ref().and_then(part)
    }

    fn element<'a, T: ?Sized>(&'a self, value: Option<&'a T>, path: &str) -> Element<'a, T> {
        Element::of(value, &self.item.not_applicable, &[], path)
    }
}

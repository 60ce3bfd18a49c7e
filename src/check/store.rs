//! Findings while a check runs: in memory up to a bound, beyond it in a file.

use std::fs::File;
use std::io;

use super::finish::{Place, order};
use super::report::Report;
use super::spill::{Packed, SpillFile, Spilled, is_header};
use crate::Error;
use crate::engine::{Finding, ItemIdentity, Related, Rule};
use crate::i18n::Argument;
use crate::path::Path;
use crate::source::{Excerpt, Location};
use crate::spill::Spilling;
use crate::threads::each;

/// Once there is a file, unpacked findings are collected up to about this size before they are written.
const WRITE_BUFFER_BYTES: usize = 1 << 18;

/// Number of findings that one thread packs at a time.
const FINDINGS_PER_PACK: usize = 64;

/// The findings of a check.
#[derive(Debug, Default)]
pub(super) struct Store {
    /// The findings in items that are not in the file.
    held: Vec<Finding>,
    /// Approximate size of these findings, in bytes.
    weight: usize,
    /// The findings outside the items.
    beside: Vec<Finding>,
    spilling: Option<Spilling>,
    rules: Vec<&'static Rule>,
    threads: Option<usize>,
    file: Option<SpillFile>,
    /// The first error on creating or writing the file.
    failed: Option<io::Error>,
}

impl Store {
    /// A store for findings of these rules.
    pub(super) fn new(
        spilling: Option<Spilling>,
        rules: impl Iterator<Item = &'static Rule>,
        threads: Option<usize>,
    ) -> Self {
        Self {
            rules: if spilling.is_some() {
                rules.collect()
            } else {
                Vec::new()
            },
            spilling,
            threads,
            ..Self::default()
        }
    }

    /// Whether findings go to a file; then they should be added [packed](Self::add).
    pub(super) fn is_spilling(&self) -> bool {
        self.file.is_some()
    }

    /// Appends findings in items.
    pub(super) fn extend(&mut self, findings: Vec<Finding>) {
        let Some(spilling) = &self.spilling else {
            return self.held.extend(findings);
        };
        self.weight += findings.iter().map(weight).sum::<usize>();
        self.held.extend(findings);
        let max_bytes = if self.file.is_some() {
            WRITE_BUFFER_BYTES
        } else {
            spilling.past
        };
        if self.weight > max_bytes {
            self.spill();
        }
    }

    /// Appends packed findings in items, and the findings `beside` them.
    pub(super) fn add(&mut self, (packed, beside): (Packed, Vec<Finding>)) {
        self.spill();
        self.beside.extend(beside);
        self.write(packed);
    }

    /// Adds findings outside the items.
    pub(super) fn put_beside(&mut self, findings: impl IntoIterator<Item = Finding>) {
        self.beside.extend(findings);
    }

    /// Writes the held findings to the file.
    fn spill(&mut self) {
        if self.held.is_empty() {
            return;
        }
        if self.file.is_none()
            && self.failed.is_none()
            && let Some(spilling) = &self.spilling
        {
            match (spilling.file)() {
                Ok(file) => self.begin(file),
                Err(error) => self.failed = Some(error),
            }
        }
        let mut held = std::mem::take(&mut self.held);
        self.weight = 0;
        self.beside.extend(take_elsewhere(&mut held));
        // A limited number at a time, because packed findings are in memory twice.
        for some in held.chunks(FINDINGS_PER_PACK * FINDINGS_PER_PACK) {
            let slices: Vec<&[Finding]> = some.chunks(FINDINGS_PER_PACK).collect();
            let packed = each(slices.len(), self.threads, |number| {
                slices.get(number).map(|slice| Packed::of(slice))
            });
            packed
                .into_iter()
                .flatten()
                .for_each(|packed| self.write(packed));
        }
    }

    fn write(&mut self, packed: Packed) {
        if let (Some(file), None) = (&mut self.file, &self.failed) {
            self.failed = file.write(packed).err();
        }
    }

    fn begin(&mut self, file: File) {
        let rules = std::mem::take(&mut self.rules).into_iter();
        self.file = Some(SpillFile::new(file, rules, self.threads));
    }

    /// Removes the findings that `keep` rejects; returns how many.
    pub(super) fn retain(&mut self, keep: impl Fn(&Finding) -> bool + Sync) -> usize {
        let before = self.held.len() + self.beside.len();
        self.held.retain(&keep);
        self.beside.retain(&keep);
        let gone = before - self.held.len() - self.beside.len();
        gone + self.file.as_mut().map_or(0, |file| file.retain(keep))
    }

    /// Removes and returns the findings that get a reason, in report order.
    pub(super) fn extract<R>(
        &mut self,
        reason: &mut dyn FnMut(&Finding) -> Option<R>,
    ) -> Vec<(Finding, R)> {
        let mut taken = match &mut self.file {
            Some(file) => file.extract(reason),
            None => Vec::new(),
        };
        let mut reasons = Vec::new();
        for findings in [&mut self.held, &mut self.beside] {
            let is_taken = |finding: &mut Finding| {
                let reason = reason(finding);
                let is_taken = reason.is_some();
                reasons.extend(reason);
                is_taken
            };
            let found: Vec<Finding> = findings.extract_if(.., is_taken).collect();
            taken.extend(found.into_iter().zip(reasons.drain(..)));
        }
        taken.sort_by(|(one, _), (other, _)| order(one, other));
        taken
    }

    /// Locates related places in the catalogue's own fields, which may come after the items.
    pub(super) fn place_header(&mut self, mut place: impl FnMut(&Path) -> Place) {
        let related = self
            .held
            .iter_mut()
            .chain(&mut self.beside)
            .flat_map(|finding| finding.related.iter_mut())
            .filter(|related| is_header(related));
        for related in related {
            place(&related.subject.path).put(related);
        }
        if let Some(file) = &mut self.file {
            file.place_header(place);
        }
    }

    /// Moves all findings into a report.
    ///
    /// # Errors
    ///
    /// [`Error::Spill`] if the file could not be written or read.
    pub(super) fn close(mut self, report: &mut Report) -> Result<(), Error> {
        if self.file.is_some() {
            self.spill();
        }
        if let Some(source) = self.failed {
            return Err(Error::Spill { source });
        }
        let Some(file) = self.file else {
            self.held.append(&mut self.beside);
            self.held.sort_by(order);
            report.findings = self.held;
            return Ok(());
        };
        self.beside.sort_by(order);
        if let Some(source) = file.failure() {
            return Err(Error::Spill { source });
        }
        report.spill(Spilled::new(file, self.beside));
        Ok(())
    }
}

/// Packs findings in items; returns those in views or outside the items unpacked, since they break the order.
pub(super) fn pack(mut findings: Vec<Finding>) -> (Packed, Vec<Finding>) {
    let elsewhere = take_elsewhere(&mut findings);
    (Packed::of(&findings), elsewhere)
}

fn take_elsewhere(findings: &mut Vec<Finding>) -> Vec<Finding> {
    let is_elsewhere = |finding: &mut Finding| {
        let subject = &finding.subject;
        subject.view.is_some() || subject.item.is_none()
    };
    let elsewhere = findings.extract_if(.., is_elsewhere).collect();
    debug_assert!(findings.is_sorted_by(|one, other| order(one, other).is_le()));
    elsewhere
}

/// Approximate size of a finding in memory.
fn weight(finding: &Finding) -> usize {
    let text = |text: &Option<String>| text.as_ref().map_or(0, String::len);
    let path = |path: &Path| size_of_val(path.steps());
    let argument = |argument: &Argument| match argument {
        Argument::Plain(text) => text.len(),
        Argument::Text(_) => 0,
        Argument::Both { zh, en } => zh.len() + en.len(),
    };
    let location = |at: &Option<Location>| {
        let at = at.as_ref();
        at.map_or(0, |at| {
            at.file.len() + text(&at.sheet) + text(&at.cell) + text(&at.field)
        })
    };
    let excerpt = |excerpt: &Option<Box<Excerpt>>| {
        let excerpt = excerpt.as_ref();
        excerpt.map_or(0, |own| size_of::<Excerpt>() + own.text.len())
    };
    let arguments = finding.arguments.iter();
    let arguments = arguments.map(|(_, own)| size_of::<(&str, Argument)>() + argument(own));
    let related = finding.related.iter().map(|own| {
        size_of::<Related>()
            + path(&own.subject.path)
            + argument(&own.label)
            + location(&own.location)
            + excerpt(&own.excerpt)
    });
    let item = finding.item.as_ref().map_or(0, |item| {
        let names = item.name.len() + item.key.len();
        size_of::<ItemIdentity>() + names + text(&item.authority) + text(&item.authority_code)
    });
    size_of::<Finding>()
        + item
        + path(&finding.subject.path)
        + finding.fingerprint.len()
        + text(&finding.quote)
        + location(&finding.location)
        + excerpt(&finding.excerpt)
        + arguments.sum::<usize>()
        + related.sum::<usize>()
}

//! The state of joined parts that belongs to no single item.

use std::collections::HashSet;

use super::form::{Head, Settled};
use super::read::{At, Fault, wrong};
use crate::Error;
use crate::engine::Finding;
use crate::i18n::Argument;

/// The state of joined parts that belongs to no single item.
#[derive(Debug, Default)]
pub(crate) struct Joined {
    /// The inputs of the parts; a document in several parts is one input.
    pub(crate) inputs: Vec<String>,
    /// Documents that were divided into several parts.
    divided: HashSet<String>,
    /// The head of the part that is being read.
    head: Option<Head>,
    /// The settings of each part, whether it has items, and its file.
    settled: Vec<(Settled, bool, String)>,
    /// Findings about the sources as a whole.
    of_source: Vec<Finding>,
    /// Number of documents that are counted again, because an earlier part has the same input.
    pub(crate) counted: usize,
}

impl Joined {
    /// Refuses parts that were checked with other settings.
    pub(crate) fn are_alike(&self, settled: impl FnOnce() -> Settled) -> Result<(), Error> {
        if self.settled.is_empty() {
            return Ok(());
        }
        let settled = settled();
        for (own, has_items, file) in &self.settled {
            if let Some((zh, en)) = own.difference(&settled, *has_items) {
                let at = At {
                    file: file.as_ref(),
                    line: 1,
                };
                return Err(wrong(at, Fault::Settings(zh, en)));
            }
        }
        Ok(())
    }

    /// Takes the findings about the sources as a whole.
    pub(crate) fn of_source(&mut self) -> Vec<Finding> {
        std::mem::take(&mut self.of_source)
    }

    pub(crate) fn begin(&mut self, head: Head) {
        for input in &head.inputs {
            // The parts of one document are one input.
            if head.first_line.is_none() || !self.inputs.contains(input) {
                self.inputs.push(input.clone());
            }
        }
        self.head = Some(head);
    }

    pub(crate) fn end(&mut self, settled: &Settled, has_items: bool, documents: usize, at: At<'_>) {
        if let Some(head) = self.head.take()
            && head.first_line.is_some()
        {
            let known = self.divided.len();
            let inputs = head.inputs.len();
            self.divided.extend(head.inputs);
            if self.divided.len() < known + inputs {
                self.counted += documents;
            }
        }
        let file = at.file.display().to_string();
        self.settled.push((settled.clone(), has_items, file));
    }

    /// Adds a problem of a source as a whole; the same problem in several parts counts once.
    pub(crate) fn add(&mut self, finding: Finding) {
        let same = |known: &&mut Finding| is_same(known, &finding);
        let Some(known) = self.of_source.iter_mut().find(same) else {
            return self.of_source.push(finding);
        };
        let count = |finding: &Finding| -> Option<usize> {
            let (_, count) = finding
                .arguments
                .iter()
                .find(|(name, _)| *name == COUNT_ARGUMENT)?;
            let Argument::Plain(count) = count else {
                return None;
            };
            count.parse().ok()
        };
        if let (Some(own), Some(more)) = (count(known), count(&finding)) {
            let counts = known
                .arguments
                .iter_mut()
                .filter(|(name, _)| *name == COUNT_ARGUMENT);
            counts.for_each(|(_, count)| *count = own.saturating_add(more).into());
        }
    }
}

/// The argument with the number of occurrences in a source.
const COUNT_ARGUMENT: &str = "count";

/// Whether two findings are one problem of a source, regardless of the number of occurrences.
fn is_same(one: &Finding, other: &Finding) -> bool {
    fn other_arguments(finding: &Finding) -> impl Iterator<Item = &(&'static str, Argument)> {
        let arguments = finding.arguments.iter();
        arguments.filter(|(name, _)| *name != COUNT_ARGUMENT)
    }
    let is_counted = |finding: &Finding| {
        finding
            .arguments
            .iter()
            .any(|(name, _)| *name == COUNT_ARGUMENT)
    };
    let file = |finding: &Finding| finding.location.as_ref().map(|at| at.file.clone());
    // A problem without a path, or not counted, is a problem of its file.
    let is_of_file = one.subject.path.steps().is_empty() || !is_counted(one);
    one.rule.code == other.rule.code
        && one.subject.path == other.subject.path
        && other_arguments(one).eq(other_arguments(other))
        && (!is_of_file || file(one) == file(other))
}

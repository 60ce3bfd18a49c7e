//! The end of a part that is written, and the lines of parts that are joined.

use super::checker::Checker;
use super::finish::{Named, Owner, Place, finding};
use super::items::Walked;
use super::part::{At, End, Fault, PartLine, ReadLine, wrong};
use super::suppress::Held;
use crate::Error;
use crate::engine::{NotJudged, Raised, Rule, Settings, WireFinding, placeholder};
use crate::i18n::Argument;
use crate::read::Reading;
use crate::rules;

impl Walked<'_> {
    /// Collects the figures that are known once all items are checked, and writes the last line of the part, if
    /// one is written.
    pub(super) fn close(&mut self, settings: &Settings, whole: &Reading) -> Result<(), Error> {
        self.said_of_source = self.of_source(whole);
        // Listing the rules costs as much as running half of them.
        let settled = || self.checker.settled(settings, self.views.all);
        self.joined.are_alike(settled)?;
        self.store.put_beside(self.joined.of_source());
        let Some(out) = self.out.take() else {
            return Ok(());
        };
        let placed = |(raised, place): &(Raised, Place)| {
            let finding = finding(raised.clone(), Named::default(), [place.clone()]);
            WireFinding::from(&finding)
        };
        let not_judged = self.found.not_judged.iter();
        out.end(&End {
            folded: self.found.folded,
            outside: self.outside.iter().map(placed).collect(),
            of_source: self.said_of_source.iter().map(placed).collect(),
            not_judged: not_judged
                .map(|(entry, times)| (entry.rule.to_owned(), entry.reason.into(), *times))
                .collect(),
            files: self.checked.files().map(str::to_owned).collect(),
            settled: settled(),
            ..End::of(whole)
        })
    }

    /// Reads a line of a part; `first` is the number of items before that part.
    pub(super) fn line(
        &mut self,
        so_far: &Reading,
        first: usize,
        at: At<'_>,
        line: PartLine<'_>,
    ) -> Result<(), Error> {
        let done = match line {
            PartLine::Head(head) => {
                self.joined.begin(head);
                Some(())
            }
            PartLine::Item(text) => self.item_line(so_far, first, text),
            PartLine::End(end) if end.has_catalogue => return Err(wrong(at, Fault::Catalogue)),
            PartLine::End(end) => self.end_line(*end, at, first),
        };
        done.ok_or_else(|| wrong(at, Fault::IllFormed))
    }

    /// Adds the item of a line; `None` if this version did not write the line.
    fn item_line(&mut self, so_far: &Reading, first: usize, text: &str) -> Option<()> {
        let ReadLine { facts, check } = serde_json::from_str(text).ok()?;
        let index = self.facts.len();
        self.facts.add_line(&facts);
        let checker = self.checker;
        // As if the items themselves were checked: the division of their catalogue.
        let division = so_far.catalogue.division.as_ref();
        let owner = Owner::of_facts(&self.facts.get(index)?, false, division);
        let rule = |code: &str| checker.rule(code);
        let findings = check.findings.into_iter().map(|one| {
            let owner = (owner.item.clone(), owner.division.clone());
            one.finding(rule, placeholder, first, owner)
        });
        self.store.extend(findings.collect::<Option<_>>()?);
        let held = Held::of_lines(check.suppressions, index, &owner);
        self.found.add_held(held);
        Some(())
    }

    fn end_line(&mut self, end: End, at: At<'_>, first: usize) -> Option<()> {
        let checker = self.checker;
        let read = |one: WireFinding| {
            one.finding(|code| checker.rule(code), placeholder, first, (None, None))
        };
        for one in end.outside {
            self.store.put_beside([read(one)?]);
        }
        for one in end.of_source {
            self.joined.add(read(one)?);
        }
        self.found.folded += end.folded;
        for (code, reason, times) in end.not_judged {
            let Argument::Text(reason) = reason.into() else {
                return None;
            };
            let rule = checker.rule(&code)?.code;
            self.found
                .add_not_judged([(NotJudged { rule, reason }, times)].into());
        }
        end.files
            .iter()
            .for_each(|file| self.checked.add_file(file));
        self.joined
            .end(&end.settled, end.items > 0, end.documents, at);
        Some(())
    }
}

impl Checker {
    /// The rule with this code, running or not.
    fn rule(&self, code: &str) -> Option<&'static Rule> {
        let running = self.selection.running().map(|selected| selected.rule);
        running
            .into_iter()
            .find(|rule| rule.code == code)
            .or_else(|| rules::find(code))
    }
}

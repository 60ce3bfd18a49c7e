//! The first and the last line of a part.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::code::DivisionCode;
use crate::dialect::Fate;
use crate::engine::{WireArgument, WireFinding};
use crate::model::Platform;
use crate::read::{HiddenRows, MissingValue, Reading, Shortfall};
use crate::source::Location;
use crate::vocabulary::Profile;

/// The version of the format of parts; increase it if a line changes.
pub(crate) const FORM: u32 = 1;

/// The first line of a part.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Head {
    pub(crate) form: u32,
    pub(crate) version: String,
    /// The inputs as the user named them.
    pub(crate) inputs: Vec<String>,
    /// The line at which a part of one document begins.
    pub(crate) first_line: Option<u64>,
    pub(crate) today: Option<NaiveDate>,
}

/// The last line of a part: the figures that are known once all items are checked.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub(crate) struct End {
    pub(crate) items: usize,
    pub(crate) folded: usize,
    pub(crate) documents: usize,
    pub(crate) records: usize,
    pub(crate) lost: Vec<Location>,
    pub(crate) missing: Vec<(Location, String)>,
    /// The number of values of each fate.
    pub(crate) fates: Vec<usize>,
    pub(crate) hidden: HiddenRows,
    pub(crate) excluded: usize,
    pub(crate) dialects: BTreeSet<String>,
    pub(crate) left_out: BTreeSet<String>,
    pub(crate) shortfalls: Vec<Shortfall>,
    pub(crate) unknown_fields: Vec<String>,
    /// Fields of which a value was read, and those of which none was: another part may have read some.
    pub(crate) read_fields: Vec<String>,
    pub(crate) unread_fields: Vec<String>,
    pub(crate) not_collected: Vec<String>,
    pub(crate) not_known: Vec<String>,
    /// Findings outside the items.
    pub(crate) outside: Vec<WireFinding>,
    /// Notices about a source as a whole, once each, regardless of the number of occurrences.
    pub(crate) of_source: Vec<WireFinding>,
    pub(crate) not_judged: Vec<(String, WireArgument, usize)>,
    pub(crate) files: Vec<String>,
    /// Whether the part has a catalogue's own fields, which would apply to all parts.
    pub(crate) has_catalogue: bool,
    pub(crate) settled: Settled,
}

impl End {
    /// The last line of a part, from the reading of all its inputs.
    pub(crate) fn of(whole: &Reading) -> Self {
        let account = &whole.account;
        Self {
            items: account.items,
            documents: account.documents,
            records: account.records,
            lost: account.failed.clone(),
            missing: account
                .missing
                .iter()
                .map(|value| (value.location.clone(), value.path.clone()))
                .collect(),
            fates: Fate::ALL.map(|fate| account.fates.count(fate)).into(),
            hidden: account.hidden,
            excluded: account.excluded,
            dialects: account.dialects.clone(),
            left_out: account.left_out.clone(),
            shortfalls: account.shortfalls.clone(),
            unknown_fields: whole.unknown_fields.clone(),
            read_fields: whole.fields.names(true),
            unread_fields: whole.fields.names(false),
            not_collected: whole.catalogue.not_collected.clone(),
            not_known: whole.not_known.clone(),
            has_catalogue: whole.origins.has_header(),
            ..Self::default()
        }
    }

    /// Adds the figures of the part to those of the whole.
    pub(crate) fn add_to(&self, whole: &mut Reading) {
        let account = &mut whole.account;
        account.items += self.items;
        account.documents += self.documents;
        account.records += self.records;
        account.failed.extend_from_slice(&self.lost);
        let missing = self.missing.iter().cloned();
        let missing = missing.map(|(location, path)| MissingValue { location, path });
        account.missing.extend(missing);
        for (fate, count) in Fate::ALL.into_iter().zip(&self.fates) {
            account.fates.add(fate, *count);
        }
        account.excluded += self.excluded;
        account.dialects.extend(self.dialects.iter().cloned());
        account.left_out.extend(self.left_out.iter().cloned());
        account.shortfalls.extend_from_slice(&self.shortfalls);
        account.hidden.read += self.hidden.read;
        account.hidden.skipped += self.hidden.skipped;
        let add = |own: &mut Vec<String>, more: &[String]| {
            let new = more.iter().filter(|one| !own.contains(one));
            let new: Vec<String> = new.cloned().collect();
            own.extend(new);
        };
        add(&mut whole.catalogue.not_collected, &self.not_collected);
        add(&mut whole.not_known, &self.not_known);
        add(&mut whole.unknown_fields, &self.unknown_fields);
        whole.unknown_fields.sort_unstable();
        whole.fields.extend_named(&self.read_fields, true);
        whole.fields.extend_named(&self.unread_fields, false);
        whole.unread_fields = whole.fields.names(false);
    }
}

/// The settings that the items were checked with.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub(crate) struct Settled {
    pub(crate) rules: Vec<String>,
    pub(crate) profile: Profile,
    pub(crate) today: Option<NaiveDate>,
    pub(crate) division: Option<DivisionCode>,
    pub(crate) platforms: Vec<Platform>,
    pub(crate) not_collected: Vec<String>,
    /// A digest of the configured words, divisions, holidays and the like.
    pub(crate) config: u64,
    /// The views, the previous version and the catalogue of a higher level, with their sizes.
    pub(crate) beside: Vec<String>,
}

impl Settled {
    /// The first setting in which `other` differs, in Chinese and in English. For a part without items, the
    /// elements that its source collects are not compared.
    pub(crate) fn difference(
        &self,
        other: &Self,
        has_items: bool,
    ) -> Option<(&'static str, &'static str)> {
        let differences = [
            (
                self.rules != other.rules,
                ("所用的规则或其级别", "the rules or their severities"),
            ),
            (
                self.profile != other.profile,
                ("检查要求（profile）", "the profile"),
            ),
            (self.today != other.today, ("今天的日期", "today's date")),
            (
                self.division != other.division || self.platforms != other.platforms,
                (
                    "目录写明的区划或平台",
                    "the division or the platforms that the catalogue states",
                ),
            ),
            (
                has_items && self.not_collected != other.not_collected,
                (
                    "来源不采集的要素（not_collected；没有写明的，由各部分自己有哪些栏推断）",
                    "the elements that the source does not collect (not_collected; unless stated, inferred from the columns of each part)",
                ),
            ),
            (
                self.config != other.config,
                ("配置文件", "the configuration file"),
            ),
            (
                self.beside != other.beside,
                (
                    "用来比对的其他渠道、上一版或上级目录",
                    "the views, the previous version or the reference catalogue",
                ),
            ),
        ];
        let mut differences = differences.into_iter();
        differences
            .find(|(differs, _)| *differs)
            .map(|(_, what)| what)
    }
}

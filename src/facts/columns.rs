//! Columns of a row: the values that items may share, and the values of one item alone.

use std::borrow::Cow;

use super::line::FactsLine;
use super::packed::list;
use super::texts;
use crate::model::Limit;
use crate::vocabulary::Vocabulary;

/// The columns of values that many items share, in the order of a row.
#[derive(Debug, Clone, Copy)]
pub(super) enum Shared {
    CatalogueName,
    BaseCode,
    LocalBaseCode,
    ItemType,
    Body,
    BodyCode,
    Division,
    TownCode,
    VillageCode,
    TownName,
    VillageName,
    LegalBases,
    Materials,
    Places,
    Audience,
    Result,
    Levels,
    Status,
    Statutory,
    Promised,
}

/// The columns of values of one item alone, in the order of a row; they follow the effective date.
#[derive(Debug, Clone, Copy)]
pub(super) enum Own {
    Name,
    HandlingCode,
    ImplementationCode,
    LocalImplementationCode,
    SourceId,
    Texts,
    Entries,
    AppliedFor,
    Prerequisites,
    Aliases,
}

/// The number of columns of shared values.
pub(super) const SHARED: usize = Shared::Promised as usize + 1;

/// The values that many items share, except the limits and the date, in the order of [`Shared`].
pub(super) fn shared<'l>(
    line: &'l FactsLine<'_>,
) -> [Option<Cow<'l, [u8]>>; Shared::Statutory as usize] {
    [
        text(line.catalogue_name.as_deref()),
        text(line.base_code.as_deref()),
        text(line.local_base_code.as_deref()),
        text(line.item_type.as_deref()),
        text(line.body.as_deref()),
        text(line.body_code.as_deref()),
        text(line.division.as_deref()),
        text(line.town_code.as_deref()),
        text(line.village_code.as_deref()),
        text(line.town_name.as_deref()),
        text(line.village_name.as_deref()),
        pack_texts(&line.legal_bases),
        list(&line.materials, |row, material| {
            row.text(material.name.as_deref().map(str::as_bytes));
            row.number(material.handed_in.then_some(0));
        }),
        list(&line.places, |row, place| {
            row.number(Some(place.index));
            row.text(Some(place.name.as_bytes()));
            row.text(Some(place.address.as_bytes()));
        }),
        pack_texts(&line.audience),
        text(line.result.as_deref()),
        pack_texts(&line.levels),
        text(line.status.as_deref()),
    ]
}

/// The values of one item alone, in the order of [`Own`].
pub(super) fn own<'l>(
    line: &'l FactsLine<'_>,
) -> [Option<Cow<'l, [u8]>>; Own::Aliases as usize + 1] {
    [
        text(Some(&line.name)),
        text(line.handling_code.as_deref()),
        text(line.implementation_code.as_deref()),
        text(line.local_implementation_code.as_deref()),
        text(line.source_id.as_deref()),
        texts::packed(&line.texts()),
        list(&line.entries, |row, entry| {
            row.number(Some(entry.channel));
            row.text(entry.named.as_deref().map(str::as_bytes));
            row.text(Some(entry.url.as_bytes()));
        }),
        text(line.applied_for.then_some("")),
        pack_texts(&line.prerequisites),
        pack_texts(&line.aliases),
    ]
}

/// Packs a list of texts into one value.
fn pack_texts<'a>(values: &[Cow<'_, str>]) -> Option<Cow<'a, [u8]>> {
    list(values, |row, value| row.text(Some(value.as_bytes())))
}

fn text(text: Option<&str>) -> Option<Cow<'_, [u8]>> {
    text.map(|text| Cow::from(text.as_bytes()))
}

/// A byte key, equal for equal limits: its parts in order, each text ended by a byte that UTF-8 never uses.
pub(super) fn key_of(limit: &Limit) -> Vec<u8> {
    let Limit {
        amount,
        unit,
        immediate,
        excludes,
        text,
    } = limit;
    let mut key = Vec::with_capacity(64);
    key.extend([
        u8::from(amount.is_some()),
        immediate.map_or(2, u8::from),
        unit.as_ref().map_or(2, |unit| u8::from(unit.is_listed())),
        u8::from(text.is_some()),
    ]);
    if let Some(amount) = amount {
        key.extend(amount.value().to_bits().to_le_bytes());
    }
    let unit = unit.as_ref().map(Vocabulary::term);
    let texts = unit.into_iter().chain(excludes.iter().map(String::as_str));
    for text in texts.chain(text.as_deref()) {
        key.extend(text.as_bytes());
        key.push(0xFF);
    }
    key
}

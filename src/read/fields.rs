//! The fields of the sources by whether any of their values was read.

use std::collections::BTreeMap;

use crate::dialect::Fate;
use crate::prose::pieces_digest;

/// The fields seen so far that held values for elements.
#[derive(Debug, Clone, Default)]
pub(crate) struct FieldsRead(BTreeMap<u64, FieldRead>);

#[derive(Debug, Clone)]
struct FieldRead {
    /// The dotted path, without row numbers.
    name: String,
    /// Whether a value of the field was read, at least in part.
    is_read: bool,
}

impl FieldsRead {
    /// Adds the fate of a value whose field is at these keys.
    pub(super) fn add<'k>(&mut self, keys: impl Iterator<Item = &'k str> + Clone, fate: Fate) {
        let is_read = match fate {
            Fate::Typed | Fate::Partial => true,
            Fate::Unread => false,
            _ => return,
        };
        let digest = pieces_digest(dotted(keys.clone()));
        let field = self.0.entry(digest).or_insert_with(|| {
            let name = dotted(keys).collect();
            FieldRead { name, is_read }
        });
        field.is_read |= is_read;
    }

    /// Adds the fields of other records.
    pub(crate) fn extend(&mut self, others: Self) {
        for (digest, other) in others.0 {
            let is_read = other.is_read;
            self.0.entry(digest).or_insert(other).is_read |= is_read;
        }
    }

    /// Adds fields by name.
    pub(crate) fn extend_named(&mut self, names: &[String], is_read: bool) {
        let fate = if is_read { Fate::Typed } else { Fate::Unread };
        for name in names {
            self.add(std::iter::once(name.as_str()), fate);
        }
    }

    /// The names of the fields with or without values that were read, sorted.
    pub(crate) fn names(&self, is_read: bool) -> Vec<String> {
        let fields = self.0.values().filter(|field| field.is_read == is_read);
        let mut names: Vec<String> = fields.map(|field| field.name.clone()).collect();
        names.sort_unstable();
        names
    }
}

/// The dotted path of `keys` in parts: keys and dots.
fn dotted<'k>(keys: impl Iterator<Item = &'k str>) -> impl Iterator<Item = &'k str> {
    let parted = keys.enumerate();
    parted.flat_map(|(number, key)| [if number == 0 { "" } else { "." }, key])
}

//! Keys that occur twice in a table: the second gets a number, `key（第2处）`.

use std::collections::HashMap;

use super::node::Entry;

/// The keys of a table under construction, to which entries are only added.
#[derive(Debug, Default)]
pub(crate) struct Numbering {
    keys: HashMap<String, Known>,
    /// The number of entries whose keys are known.
    known: usize,
}

/// A key of the table.
#[derive(Debug)]
struct Known {
    /// Index of its entry.
    at: usize,
    /// The number that the next entry of this key may get.
    next: usize,
}

impl Numbering {
    /// The index of the entry with a key.
    pub(crate) fn position(&mut self, entries: &[Entry<'_>], key: &str) -> Option<usize> {
        self.learn(entries);
        self.keys.get(key).map(|known| known.at)
    }

    /// Adds an entry, with a number after its key if the key exists.
    pub(crate) fn push<'s>(&mut self, entries: &mut Vec<Entry<'s>>, mut entry: Entry<'s>) {
        if self.position(entries, &entry.key).is_some() {
            let key = entry.key.to_string();
            let mut number = self.keys.get(&key).map_or(2, |known| known.next);
            while self.keys.contains_key(entry.key.as_ref()) {
                entry.key = format!("{key}（第{number}处）").into();
                number += 1;
            }
            if let Some(known) = self.keys.get_mut(&key) {
                known.next = number;
            }
        }
        entries.push(entry);
        self.learn(entries);
    }

    /// Learns the keys that were added meanwhile.
    fn learn(&mut self, entries: &[Entry<'_>]) {
        for (at, entry) in entries.iter().enumerate().skip(self.known) {
            (self.keys.entry(entry.key.to_string())).or_insert(Known { at, next: 2 });
        }
        self.known = entries.len();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Span;
    use crate::source::node::Node;

    fn entry(key: &str) -> Entry<'static> {
        Entry {
            key: key.to_owned().into(),
            key_span: Span::Nowhere,
            value: Node::table(Span::Nowhere),
        }
    }

    // It would take hours if every number was tried each time.
    #[test]
    fn many_equal_keys_are_numbered_in_proportion() {
        let (mut numbering, mut entries) = (Numbering::default(), Vec::new());
        for _ in 0..50_000 {
            numbering.push(&mut entries, entry("甲"));
        }
        let last = entries.last().map(|entry| entry.key.as_ref());
        assert_eq!(last, Some("甲（第50000处）"));
    }

    #[test]
    fn repeated_keys_are_numbered() {
        let (mut numbering, mut entries) = (Numbering::default(), vec![entry("甲")]);
        for key in ["乙", "甲", "甲（第3处）", "甲", "甲"] {
            numbering.push(&mut entries, entry(key));
        }
        entries.push(entry("丙"));
        numbering.push(&mut entries, entry("丙"));
        let keys: Vec<&str> = entries.iter().map(|entry| entry.key.as_ref()).collect();
        let numbered = ["甲（第2处）", "甲（第3处）", "甲（第4处）", "甲（第5处）"];
        let [second, third, fourth, fifth] = numbered;
        assert_eq!(
            keys,
            [
                "甲",
                "乙",
                second,
                third,
                fourth,
                fifth,
                "丙",
                "丙（第2处）"
            ]
        );
    }
}

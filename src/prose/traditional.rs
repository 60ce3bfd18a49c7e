//! Converts traditional characters to simplified ones, for tables from Hong Kong, Macau and Taiwan.
//!
//! Only characters of field names, units and code lists (`traditional.txt`); texts are not
//! converted. Characters that also occur in simplified text, such as 著, are left out.

use std::collections::HashMap;
use std::sync::LazyLock;

/// Each traditional character is followed by its simplified form.
const PAIRS: &str = include_str!("traditional.txt");

/// The first code point that may be in the table.
const FIRST: u32 = 0x4E00;
const COUNT: usize = 0x5200;

struct Table {
    /// Whether each character is in the table; nearly none is.
    is_known: Vec<bool>,
    simplified: HashMap<char, char>,
}

static TABLE: LazyLock<Table> = LazyLock::new(|| {
    let mut chars = PAIRS.chars().filter(|c| !c.is_whitespace());
    let mut table = Table {
        is_known: vec![false; COUNT],
        simplified: HashMap::new(),
    };
    while let (Some(traditional), Some(simplified)) = (chars.next(), chars.next()) {
        if let Some(known) = number(traditional).and_then(|at| table.is_known.get_mut(at)) {
            *known = true;
            table.simplified.insert(traditional, simplified);
        }
    }
    table
});

fn number(c: char) -> Option<usize> {
    usize::try_from(u32::from(c).checked_sub(FIRST)?).ok()
}

/// The simplified form of a traditional character.
pub(super) fn simplified(c: char) -> char {
    let table = &*TABLE;
    let is_known = number(c).and_then(|at| table.is_known.get(at));
    if is_known == Some(&true) {
        table.simplified.get(&c).copied().unwrap_or(c)
    } else {
        c
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_character_of_the_table_is_known_once_and_ends_there() {
        let pairs: Vec<char> = PAIRS.chars().filter(|c| !c.is_whitespace()).collect();
        assert_eq!(TABLE.simplified.len() * 2, pairs.len());
        for pair in pairs.chunks(2) {
            assert_eq!(
                (simplified(pair[0]), simplified(pair[1])),
                (pair[1], pair[1])
            );
        }
        let name: String = "事項名稱、承諾辦結時限".chars().map(simplified).collect();
        assert_eq!(name, "事项名称、承诺办结时限");
        assert_eq!(simplified('著'), '著');
    }
}

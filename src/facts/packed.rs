//! Rows of a few fields in a variable-length encoding.
//!
//! An absent value costs a byte; a value that many rows share is kept once and costs one to three; any other
//! costs its length and a byte.

use std::borrow::Cow;

/// A row under construction: first its numbers, then its texts, each in the order of their fields.
#[derive(Debug, Default)]
pub(super) struct Packed(Vec<u8>);

/// A reader of a packed row.
#[derive(Debug, Clone, Copy)]
pub(super) struct Row<'r>(&'r [u8]);

impl Packed {
    /// Adds a number; `None` is not 0.
    pub(super) fn number(&mut self, number: Option<u32>) {
        add_number(
            &mut self.0,
            number.map_or(0, |number| u64::from(number) + 1),
        );
    }

    /// Adds a number in eight bytes, whatever its size.
    pub(super) fn fixed(&mut self, number: u64) {
        self.0.extend(number.to_le_bytes());
    }

    /// Adds a text; `None` is not an empty one.
    pub(super) fn text(&mut self, text: Option<&[u8]>) {
        add_number(&mut self.0, text.map_or(0, |text| text.len() as u64 + 1));
        self.0.extend_from_slice(text.unwrap_or_default());
    }

    pub(super) fn bytes(&self) -> &[u8] {
        &self.0
    }

    pub(super) fn into_bytes(self) -> Vec<u8> {
        self.0
    }
}

impl<'r> Row<'r> {
    pub(super) fn of(bytes: &'r [u8]) -> Self {
        Self(bytes)
    }

    /// The next number.
    pub(super) fn number(&mut self) -> Option<u32> {
        u32::try_from(self.size()?).ok()
    }

    /// The next number that was added with [`Packed::fixed`].
    pub(super) fn fixed(&mut self) -> u64 {
        let Some((number, rest)) = self.0.split_first_chunk() else {
            return 0;
        };
        self.0 = rest;
        u64::from_le_bytes(*number)
    }

    /// The next text.
    pub(super) fn text(&mut self) -> Option<&'r [u8]> {
        let length = self.size()?;
        let (text, rest) = self.0.split_at_checked(length)?;
        self.0 = rest;
        Some(text)
    }

    /// The remaining values, read one by one with `next`.
    pub(super) fn list<T>(mut self, next: impl Fn(&mut Self) -> T) -> impl Iterator<Item = T> {
        std::iter::from_fn(move || (!self.0.is_empty()).then(|| next(&mut self)))
    }

    /// The remaining bytes.
    pub(super) fn rest(self) -> &'r [u8] {
        self.0
    }

    /// The next variable-length number; `None` if it is absent.
    pub(super) fn size(&mut self) -> Option<usize> {
        let mut number = 0;
        let mut shift = 0;
        while let Some((byte, rest)) = self.0.split_first() {
            self.0 = rest;
            number |= usize::from(byte & 0x7f) << shift;
            if byte & 0x80 == 0 {
                break;
            }
            shift += 7;
        }
        number.checked_sub(1)
    }
}

/// Adds a variable-length number: seven bits per byte, the lowest first.
pub(super) fn add_number(bytes: &mut Vec<u8>, mut number: u64) {
    while number > 0x7f {
        bytes.push(number.to_le_bytes()[0] | 0x80);
        number >>= 7;
    }
    bytes.push(number.to_le_bytes()[0]);
}

/// Packs a list into one value; `None` for an empty list.
pub(super) fn list<'a, T>(
    values: impl IntoIterator<Item = T>,
    add: impl Fn(&mut Packed, T),
) -> Option<Cow<'a, [u8]>> {
    let mut list = Packed::default();
    (values.into_iter()).for_each(|value| add(&mut list, value));
    let bytes = list.into_bytes();
    (!bytes.is_empty()).then(|| Cow::from(bytes))
}

/// The texts of a list.
pub(super) fn each_text(list: Option<&[u8]>) -> impl Iterator<Item = &str> {
    Row::of(list.unwrap_or_default()).list(|row| row.text().map_or("", read))
}

pub(super) fn read(text: &[u8]) -> &str {
    // Valid UTF-8: the bytes come from a `str`.
    str::from_utf8(text).unwrap_or_default()
}

pub(super) fn index(row: &mut Row<'_>) -> usize {
    row.number().unwrap_or_default() as usize
}

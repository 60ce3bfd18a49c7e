//! Bytes as choices: what is made of the same bytes is the same.

/// The bytes that were not used yet.
#[derive(Debug)]
pub(crate) struct Bytes<'d>(pub(crate) &'d [u8]);

impl<'d> Bytes<'d> {
    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The next byte; 0 after the last.
    pub(crate) fn next(&mut self) -> u8 {
        let (first, rest) = self.0.split_first().unwrap_or((&0, &[]));
        self.0 = rest;
        *first
    }

    pub(crate) fn choose<'c, T>(&mut self, from: &'c [T]) -> &'c T {
        &from[usize::from(self.next()) % from.len()]
    }

    pub(crate) fn number(&mut self) -> i64 {
        let bytes = [(); 8].map(|()| self.next());
        // Small numbers are as likely as large ones.
        i64::from_le_bytes(bytes) >> (bytes[7] % 64)
    }

    /// A text as long as the first byte says.
    pub(crate) fn text(&mut self) -> String {
        let length = usize::from(self.next()).min(self.0.len());
        let (text, rest): (&'d [u8], &'d [u8]) = self.0.split_at(length);
        self.0 = rest;
        String::from_utf8_lossy(text).into_owned()
    }
}

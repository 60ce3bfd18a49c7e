//! Stable hashes of texts.

/// The FNV-1a hash of a text: the same on every machine and in every release.
pub(crate) fn text_digest(text: &str) -> u64 {
    pieces_digest(std::iter::once(text))
}

/// The [`text_digest`] of the concatenated parts.
pub(crate) fn pieces_digest<'t>(pieces: impl Iterator<Item = &'t str>) -> u64 {
    let bytes = pieces.flat_map(str::bytes);
    bytes.fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_digest_of_a_text_stays_from_release_to_release() {
        assert_eq!(text_digest(""), 0xcbf2_9ce4_8422_2325);
        assert_eq!(text_digest("a"), 0xaf63_dc4c_8601_ec8c);
        assert_eq!(text_digest("foobar"), 0x8594_4171_f739_67e8);
        let pieces = ["foo", "", "bar"].into_iter();
        assert_eq!(pieces_digest(pieces), text_digest("foobar"));
    }
}

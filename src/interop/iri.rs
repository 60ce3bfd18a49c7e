//! Makes IRIs from texts, and tests whether a text is an IRI.

use std::fmt;
use std::str::FromStr;

/// The beginning of all IRIs that an export makes.
///
/// ```
/// use shixiang::interop::BaseIri;
///
/// let base: BaseIri = "https://data.example.gov.cn/id".parse()?;
/// assert_eq!(base.as_str(), "https://data.example.gov.cn/id/");
/// assert_eq!(BaseIri::default().as_str(), "urn:shixiang:");
/// assert!("事项".parse::<BaseIri>().is_err());
/// # Ok::<(), shixiang::interop::NotAnIri>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct BaseIri(String);

impl BaseIri {
    /// The text of the base; it ends in `/`, `#` or `:`.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl Default for BaseIri {
    fn default() -> Self {
        Self("urn:shixiang:".to_owned())
    }
}

impl fmt::Display for BaseIri {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl FromStr for BaseIri {
    type Err = NotAnIri;

    fn from_str(text: &str) -> Result<Self, NotAnIri> {
        if !is_iri(text) {
            return Err(NotAnIri);
        }
        let end = if text.ends_with(['/', '#', ':']) {
            ""
        } else {
            "/"
        };
        Ok(Self(format!("{text}{end}")))
    }
}

/// The text is not an absolute IRI.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, thiserror::Error)]
#[error("an absolute IRI, such as https://data.example.gov.cn/id/")]
pub struct NotAnIri;

/// Displays a text as a path segment: everything but ASCII letters, digits, `-`, `_` and `.` is percent-encoded
/// UTF-8.
pub(super) struct Encoded<'t>(pub(super) &'t str);

impl fmt::Display for Encoded<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for byte in self.0.trim().bytes() {
            if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.') {
                write!(f, "{}", char::from(byte))?;
            } else {
                write!(f, "%{byte:02X}")?;
            }
        }
        Ok(())
    }
}

/// Whether a text is an absolute IRI that any RDF library accepts: a scheme, then only letters, digits and the
/// marks allowed in an IRI, every `%` followed by two digits, and at most one `#`.
///
/// Brackets, which only IPv6 addresses need, are rejected.
pub(super) fn is_iri(text: &str) -> bool {
    let Some((scheme, rest)) = text.split_once(':') else {
        return false;
    };
    let mut letters = scheme.bytes();
    let is_scheme = letters
        .next()
        .is_some_and(|byte| byte.is_ascii_alphabetic())
        && letters.all(|byte| byte.is_ascii_alphanumeric() || b"+-.".contains(&byte));
    let is_plain = |char: char| {
        char.is_ascii_alphanumeric()
            || "-._~:/?#@!$&'()*+,;=%".contains(char)
            || (!char.is_ascii() && char.is_alphanumeric())
    };
    let mut escapes = rest.split('%').skip(1);
    let is_escaped = escapes.all(|after| {
        let mut digits = after.bytes();
        let mut is_hex = || digits.next().is_some_and(|byte| byte.is_ascii_hexdigit());
        is_hex() && is_hex()
    });
    is_scheme
        && is_escaped
        && rest.chars().all(is_plain)
        && rest.matches('#').count() <= 1
        && has_sound_authority(rest)
}

/// Whether the part between `//` and the next `/` has at most one `@`, and a port of digits.
fn has_sound_authority(rest: &str) -> bool {
    let Some(rest) = rest.strip_prefix("//") else {
        return !rest.is_empty();
    };
    let authority = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let host = match authority.split_once('@') {
        Some((_, host)) => host,
        None => authority,
    };
    let (name, port) = host.split_once(':').unwrap_or((host, ""));
    !name.is_empty() && !host.contains('@') && port.bytes().all(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn addresses_with_a_flaw_are_not_iris() {
        for text in [
            "https://zwfw.example.gov.cn/yunjiang/a?b=1&c=%E4%BA%8B#d",
            "https://zwfw.example.gov.cn/办事/指南",
            "urn:shixiang:",
            "mailto:a@example.com",
        ] {
            assert!(is_iri(text), "{text}");
        }
        for text in [
            "",
            "www.example.gov.cn",
            "https://",
            "https:",
            "http://a b",
            "http://a/{x}",
            "http://a/%4",
            "http://a:x/",
            "http://a@b@c/",
            "http://a/#b#c",
            "：//a",
            "C:\\a.docx",
            "http://a/“b”",
        ] {
            assert!(!is_iri(text), "{text}");
        }
    }

    proptest! {
        #[test]
        fn any_text_becomes_a_part_of_an_iri(text in "\\PC*|[\u{0}-\u{40}]*") {
            let iri = format!("urn:shixiang:service/{}", Encoded(&text));
            prop_assert!(is_iri(&iri));
        }

        #[cfg(feature = "rdf")]
        #[test]
        fn accepted_iris_are_valid(text in "(https?://|urn:|)[\\PC%:@#/\\[\\]]{0,12}(:[0-9a]{0,2})?(/\\PC{0,6})?") {
            if is_iri(&text) {
                prop_assert!(oxrdf::NamedNode::new(&text).is_ok(), "{text}");
            }
        }
    }
}

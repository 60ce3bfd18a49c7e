//! Texts that should be specific to one item, for comparison with those of other items.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use super::packed::{Packed, Row, index, list, read};
use crate::model::ServiceItem;
use crate::path;
use crate::path::Path;
use crate::prose::text_digest;
use crate::prose::{clipped, is_longer, text_key};

/// Maximum number of characters of a text that a message shows.
const MAX_SHOWN_CHARS: usize = 30;

/// Maximum length of texts that may be the same by chance, in characters: 无.
const MAX_SHORT_CHARS: usize = 8;

/// An element whose text should be specific to the item.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum OwnText {
    Conditions,
    Summary,
    Narrative,
}

/// The digest and the beginning of a text, for comparison.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct TextFacts<'f> {
    /// A digest; two texts with the same digest differ in marks and spaces only.
    pub(crate) digest: u64,
    /// Its first characters; they are read for few of all texts.
    beginning: Option<&'f [u8]>,
}

impl<'f> TextFacts<'f> {
    /// Its first characters.
    pub(crate) fn beginning(&self) -> &'f str {
        self.beginning.map_or("", read)
    }
}

impl OwnText {
    pub(crate) const ALL: [Self; 3] = [Self::Conditions, Self::Summary, Self::Narrative];

    /// The path of the element in an item.
    pub(crate) fn path(self) -> Path {
        match self {
            Self::Conditions => path!["guide", "conditions"],
            Self::Summary => path!["summary"],
            Self::Narrative => path!["guide", "process", "narrative"],
        }
    }

    fn of(self, item: &ServiceItem) -> Option<&str> {
        match self {
            Self::Conditions => item.conditions(),
            Self::Summary => item.summary.as_deref(),
            Self::Narrative => {
                let process = item.guide.as_ref()?.process.as_ref()?;
                process.narrative.as_deref()
            }
        }
    }
}

/// The serialized form. The digest is in hexadecimal because many JSON readers cannot hold 64-bit integers.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct TextLine<'a> {
    digest: String,
    beginning: Cow<'a, str>,
}

impl<'a> TextLine<'a> {
    pub(super) fn of(text: TextFacts<'a>) -> Self {
        Self {
            digest: format!("{:016x}", text.digest),
            beginning: text.beginning().into(),
        }
    }

    /// A text of an item, if it is long enough to be compared.
    pub(super) fn of_item(item: &ServiceItem, element: OwnText) -> Option<Self> {
        let text = element.of(item)?.trim();
        let key = text_key(text);
        is_longer(&key, MAX_SHORT_CHARS).then(|| Self {
            digest: format!("{:016x}", text_digest(&key)),
            beginning: clipped(text, MAX_SHOWN_CHARS).into(),
        })
    }
}

/// Packs the texts of an item into one value, in the order of [`OwnText`].
pub(super) fn packed<'a>(texts: &[Option<&TextLine<'_>>; 3]) -> Option<Cow<'a, [u8]>> {
    let compared = texts
        .iter()
        .zip(0..)
        .filter_map(|(text, number)| Some((number, (*text)?)));
    list(compared, |row: &mut Packed, (number, text)| {
        // This program does not write other texts than digests; such a text equals only itself.
        let digest = u64::from_str_radix(&text.digest, 16);
        let digest = digest.unwrap_or_else(|_| text_digest(&text.digest));
        row.number(Some(number));
        row.text(Some(&digest.to_le_bytes()));
        row.text(Some(text.beginning.as_bytes()));
    })
}

/// The text of an element, from the texts in one value.
pub(super) fn find(texts: Option<&[u8]>, element: OwnText) -> Option<TextFacts<'_>> {
    let mut texts = Row::of(texts.unwrap_or_default()).list(|row| {
        let number = index(row);
        let digest = row.text().and_then(|bytes| bytes.try_into().ok());
        let digest = digest.map(u64::from_le_bytes).unwrap_or_default();
        (number, digest, row.text())
    });
    let (_, digest, beginning) =
        texts.find(|(number, ..)| OwnText::ALL.get(*number) == Some(&element))?;
    Some(TextFacts { digest, beginning })
}

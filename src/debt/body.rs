//! Bodies: the offices that have to fix findings.

#[cfg(feature = "tables")]
use std::collections::{BTreeMap, BTreeSet};

#[cfg(feature = "tables")]
use crate::engine::ItemIdentity;
use crate::i18n::{Language, Text, say};

/// The body that implements an item; without name and code if the item states none.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Body {
    pub(crate) name: Option<String>,
    pub(crate) code: Option<String>,
}

/// Distinguishes bodies by name, and by code if several share a name.
#[cfg(feature = "tables")]
#[derive(Debug, Default)]
pub(crate) struct Bodies {
    /// Names that several bodies share.
    shared: BTreeSet<String>,
}

#[cfg(feature = "tables")]
impl Bodies {
    /// Collects the bodies of items.
    pub(crate) fn of<'i>(items: impl Iterator<Item = &'i ItemIdentity>) -> Self {
        let mut codes = BTreeMap::<&str, BTreeSet<&str>>::new();
        for item in items {
            if let (Some(name), Some(code)) = (&item.authority, &item.authority_code) {
                codes.entry(name.trim()).or_default().insert(code.trim());
            }
        }
        let shared = codes.into_iter().filter(|(_, codes)| codes.len() > 1);
        Self {
            shared: shared.map(|(name, _)| name.to_owned()).collect(),
        }
    }

    /// The body of an item.
    pub(crate) fn body(&self, item: Option<&ItemIdentity>) -> Body {
        let filled = |text: &Option<String>| {
            let text = text.as_deref().map(str::trim);
            text.filter(|text| !text.is_empty()).map(str::to_owned)
        };
        let Some(item) = item else {
            return Body::default();
        };
        let (name, code) = (filled(&item.authority), filled(&item.authority_code));
        let is_name_unique = name
            .as_ref()
            .is_some_and(|name| !self.shared.contains(name));
        Body {
            code: code.filter(|_| !is_name_unique),
            name,
        }
    }
}

impl Body {
    /// The name for display, with the code if it has one.
    pub(crate) fn label(&self, language: Language) -> String {
        match (&self.name, &self.code) {
            (Some(name), Some(code)) => say!(language, "{name}（{code}）", "{name} ({code})"),
            (Some(one), None) | (None, Some(one)) => one.clone(),
            (None, None) => Text::new("未写明实施主体", "no authority stated")
                .get(language)
                .to_owned(),
        }
    }
}

#[cfg(all(test, feature = "tables"))]
mod tests {
    use super::*;

    #[test]
    fn bodies_with_one_name_are_distinguished_by_code() {
        let item = |name: Option<&str>, code: Option<&str>| ItemIdentity {
            authority: name.map(str::to_owned),
            authority_code: code.map(str::to_owned),
            ..ItemIdentity::default()
        };
        let items = [
            item(Some("市场监督管理局"), Some("1")),
            item(Some("市场监督管理局"), Some("2")),
            item(Some("公安局"), Some("3")),
            item(Some("公安局 "), None),
            item(Some(" "), Some("4")),
        ];
        let bodies = Bodies::of(items.iter());
        let labels = items
            .each_ref()
            .map(|item| bodies.body(Some(item)).label(Language::Chinese));
        assert_eq!(
            labels,
            [
                "市场监督管理局（1）",
                "市场监督管理局（2）",
                "公安局",
                "公安局",
                "4"
            ]
        );
        assert_eq!(bodies.body(None), Body::default());
    }
}

use std::sync::LazyLock;

use crate::i18n::Text;
use crate::model::Guide;
use crate::model::elements::{self, GUIDE, Group, Topic};
use crate::prose::is_filler;

/// An element that is compared.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Compared {
    /// Dotted path, relative to the guide.
    pub path: String,
    /// The name of the element.
    pub name: Text,
    /// The topic that the element belongs to.
    pub topic: Topic,
}

impl Compared {
    /// Whether a guide states the element; a filler such as 无 states nothing.
    pub fn is_stated(&self, guide: &Guide) -> bool {
        elements::any(guide, &self.path, &|owner, key| {
            let words = owner.child(key).and_then(|node| node.words());
            owner.states(key) && words.is_none_or(|words| !is_filler(words))
        })
    }
}

static COMPARED: LazyLock<Vec<Compared>> = LazyLock::new(|| {
    let mut all = Vec::new();
    collect_elements(GUIDE, "", &mut all);
    all.sort_by_key(|element| element.topic);
    all
});

fn collect_elements(group: &Group, base: &str, all: &mut Vec<Compared>) {
    for field in group.fields {
        let path = format!("{base}{}", field.key);
        if let Some(topic) = field.topic {
            let name = elements::asked_in(GUIDE, &path).unwrap_or(field.name);
            let path = path.clone();
            all.push(Compared { path, name, topic });
        }
        if let Some(inner) = field.group {
            collect_elements(inner, &format!("{path}."), all);
        }
    }
}

/// All compared elements, by topic.
pub fn elements() -> &'static [Compared] {
    &COMPARED
}

/// Looks up the element with this path.
pub fn element(path: &str) -> Option<&'static Compared> {
    COMPARED.iter().find(|element| element.path == path)
}

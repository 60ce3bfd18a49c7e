//! The context in which a value is mapped: the item, the element and the base IRI.

use serde::de::DeserializeOwned;
use serde_json::Value;

use super::iri::{BaseIri, Encoded};
use super::language;
use super::loss::Tally;
use super::node::{Node, Term};
use super::said::{each, labelled, scalar, scalars};
use super::terms::Terms;
use crate::code::CreditCode;
use crate::model::elements::Field;
use crate::model::{Body, ServiceItem};
use crate::prose::is_blank;
use crate::vocabulary::{Vocabulary, list};

/// The context of a value: the item and the element being mapped.
pub(super) struct Around<'a> {
    pub(super) terms: &'static Terms,
    pub(super) base: &'a BaseIri,
    pub(super) item: &'a ServiceItem,
    pub(super) field: &'static Field,
    pub(super) element: &'a str,
    pub(super) tally: &'a mut Tally,
}

impl Around<'_> {
    /// Parses a value into its type of the model; if that fails, the value counts as lost.
    pub(super) fn typed<T: DeserializeOwned>(&mut self, value: &Value) -> Option<T> {
        let typed = serde_json::from_value(value.clone()).ok();
        if typed.is_none() {
            self.lose(value);
        }
        typed
    }

    /// The node of a body, which all items share, and its name; `None` if the body has neither a name nor a code.
    pub(super) fn body<'b>(&self, body: &'b Body, class: &'static str) -> Option<(Node, &'b str)> {
        let code = body.credit_code.as_ref().map(CreditCode::as_str);
        let code = code.filter(|code| !code.is_empty());
        let name = body.name.as_deref().filter(|name| !is_blank(name));
        let key = code.or(name)?.trim();
        let id = format!("{}organisation/{}", self.base.as_str(), Encoded(key));
        let node = Node::named(id, key.to_owned(), class);
        Some((node, name.unwrap_or(key)))
    }

    /// Counts a value as lost.
    pub(super) fn lose(&mut self, value: &Value) {
        self.tally.lose(self.element, value);
    }

    /// Adds name and summary in other languages; a translated guide has no counterpart in any vocabulary.
    pub(super) fn translated(&mut self, value: &Value, node: &mut Node) {
        for value in each(value) {
            let text_of = |key: &str| value.get(key).and_then(scalar);
            let Some(tag) = text_of("language").and_then(|text| language::tag(&text)) else {
                self.lose(value);
                continue;
            };
            let texts = [
                (self.terms.title, "name"),
                (self.terms.description, "summary"),
            ];
            for (property, key) in texts {
                if let Some(text) = text_of(key) {
                    node.add(property, Term::Text(text, tag.clone()));
                }
            }
            if let Some(guide) = value.get("says") {
                self.tally.lose(&format!("{}.says", self.element), guide);
            }
        }
    }

    /// Adds a line with the name of the element and the value to the description.
    pub(super) fn tell(&self, value: &Value, node: &mut Node) {
        node.tell(self.terms.description, &labelled(self.field, value));
    }

    /// Adds a line for each of the fields `keys` of the value to the description.
    pub(super) fn tell_fields(&self, keys: &[&str], value: &Value, node: &mut Node) {
        let group = self.field.group.into_iter();
        for field in group.flat_map(|group| group.fields) {
            if let Some(value) = value.get(field.key).filter(|value| scalars(value) > 0)
                && keys.contains(&field.key)
            {
                node.tell(self.terms.description, &labelled(field, value));
            }
        }
    }

    /// Makes the node of a code, with the name of its element.
    pub(super) fn code(&self, text: String) -> Node {
        let code = &self.terms.code;
        let mut inner = Node::blank(code.class);
        inner.plain(code.value, text);
        inner.text(code.name, self.field.name.zh);
        inner
    }

    /// Makes the concept of a word, in the scheme of its vocabulary or else of its element.
    pub(super) fn concept(&self, word: &str) -> Node {
        let list = self.field.vocabulary.map_or(self.field.key, |list| list.id);
        concept(self.base, list, word)
    }

    /// Makes the concept of a vocabulary term.
    pub(super) fn term<V: Vocabulary>(&self, word: &V) -> Node {
        concept(self.base, V::LIST.id, word.term())
    }
}

/// Makes the node of a page; `class` may be empty.
pub(super) fn page(iri: String, class: &'static str) -> Node {
    let mut page = Node::reference(iri);
    if !class.is_empty() {
        page.classes.push(class);
    }
    page
}

/// Makes the concept of a word of the list `of`, with its code and its name in both languages.
pub(super) fn concept(base: &BaseIri, of: &str, word: &str) -> Node {
    let id = format!("{}concept/{of}/{}", base.as_str(), Encoded(word));
    let mut concept = Node::named(id, format!("concept/{of}/{word}"), "skos:Concept");
    concept.text("skos:prefLabel", word);
    let terms = list(of).into_iter().flat_map(|list| list.terms);
    if let Some(term) = terms.into_iter().find(|term| term.term == word) {
        concept.add(
            "skos:prefLabel",
            Term::Text(term.english.to_owned(), "en".to_owned()),
        );
        if let Some(code) = term.code {
            concept.plain("skos:notation", code);
        }
    }
    concept
}

/// Makes a node whose IRI extends that of `of` by the part, and by the name if there is one.
pub(super) fn below(of: &Node, class: &'static str, part: &str, name: Option<&str>) -> Node {
    let mut id = format!("{}/{part}", of.id.as_deref().unwrap_or_default());
    let mut called = format!("{}/{part}", of.called);
    if let Some(name) = name {
        id.push_str(&format!("/{}", Encoded(name)));
        called.push_str(&format!("/{name}"));
    }
    Node::named(id, called, class)
}

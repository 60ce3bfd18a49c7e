//! The graph of one service: nodes with their properties, independent of the syntax.

use std::mem;

/// The language of everything but translations.
pub(super) const CHINESE: &str = "zh";

/// A node of the graph with its properties. Names of classes and properties use the prefixes of the table.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Node {
    /// The IRI; a node without one only exists inside another node.
    pub(super) id: Option<String>,
    /// The text from which the IRI is made, without the base and before encoding.
    pub(super) called: String,
    pub(super) classes: Vec<&'static str>,
    pub(super) terms: Vec<(&'static str, Term)>,
}

/// The value of a property.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Term {
    /// A text in a language.
    Text(String, String),
    /// A text without a language, such as a code or a telephone number.
    Plain(String),
    /// A value with its data type.
    Typed(String, &'static str),
    Node(Node),
}

impl Node {
    pub(super) fn named(id: String, called: String, class: &'static str) -> Self {
        Self {
            id: Some(id),
            called,
            classes: vec![class],
            terms: Vec::new(),
        }
    }

    pub(super) fn blank(class: &'static str) -> Self {
        Self {
            classes: vec![class],
            ..Self::default()
        }
    }

    /// A reference to a node that is described elsewhere.
    pub(super) fn reference(id: impl Into<String>) -> Self {
        Self {
            id: Some(id.into()),
            ..Self::default()
        }
    }

    /// Adds a value, unless the property has it already.
    pub(super) fn add(&mut self, property: &'static str, term: Term) {
        let is_there = self.get(property).any(|known| *known == term);
        if !is_there {
            self.terms.push((property, term));
        }
    }

    /// Adds a text in Chinese.
    pub(super) fn text(&mut self, property: &'static str, text: impl Into<String>) {
        self.add(property, Term::Text(text.into(), CHINESE.to_owned()));
    }

    pub(super) fn plain(&mut self, property: &'static str, text: impl Into<String>) {
        self.add(property, Term::Plain(text.into()));
    }

    pub(super) fn link(&mut self, property: &'static str, node: Self) {
        self.add(property, Term::Node(node));
    }

    /// Adds a line to the Chinese text of a property.
    pub(super) fn tell(&mut self, property: &'static str, line: &str) {
        let mut terms = self.terms.iter_mut();
        let description = terms.find_map(|(name, term)| match term {
            Term::Text(text, language) if *name == property && language == CHINESE => Some(text),
            _ => None,
        });
        match description {
            Some(text) => {
                text.push('\n');
                text.push_str(line);
            }
            None => self.text(property, line),
        }
    }

    /// The values of a property.
    pub(super) fn get(&self, property: &str) -> impl Iterator<Item = &Term> {
        let of = self.terms.iter().filter(move |(name, _)| *name == property);
        of.map(|(_, term)| term)
    }

    pub(super) fn has(&self, property: &str) -> bool {
        self.get(property).next().is_some()
    }

    /// The nodes among the values of a property.
    pub(super) fn nodes_mut(&mut self, property: &str) -> impl Iterator<Item = &mut Self> {
        let of = self
            .terms
            .iter_mut()
            .filter(move |(name, _)| *name == property);
        of.filter_map(|(_, term)| match term {
            Term::Node(node) => Some(node),
            _ => None,
        })
    }

    /// Flattens the node: returns it and all nodes with an IRI inside it, which are replaced by references.
    pub(super) fn flat(self) -> Vec<Self> {
        let mut nodes = Vec::new();
        self.flatten(&mut nodes);
        nodes
    }

    fn flatten(mut self, nodes: &mut Vec<Self>) {
        let mut inner = Vec::new();
        self.lift(&mut inner);
        nodes.push(self);
        for node in inner {
            node.flatten(nodes);
        }
    }

    /// Moves the inner nodes with an IRI to `lifted`, including those inside nodes without an IRI.
    fn lift(&mut self, lifted: &mut Vec<Self>) {
        for (_, term) in &mut self.terms {
            let Term::Node(node) = term else { continue };
            match node.id.clone() {
                Some(id) if !node.classes.is_empty() => {
                    lifted.push(mem::replace(node, Self::reference(id)));
                }
                Some(_) => {}
                None => node.lift(lifted),
            }
        }
    }
}

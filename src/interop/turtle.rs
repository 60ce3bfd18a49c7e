//! Writes graphs as Turtle.

use std::io;

use oxrdf::vocab::rdf;
use oxrdf::{BlankNode, Literal, NamedNode, NamedOrBlankNode, Term as Object, Triple};
use oxttl::TurtleSerializer;
use oxttl::turtle::LowLevelTurtleSerializer;

use super::node::{Node, Term};
use super::terms::Terms;
use crate::write::TURTLE_MARK;

/// A serializer of nodes, one after another.
pub(super) struct Turtle {
    terms: &'static Terms,
    serializer: LowLevelTurtleSerializer,
    /// Number of nodes without an IRI so far.
    blanks: usize,
}

/// The comment at the start of the document.
pub(super) fn head() -> String {
    format!("{TURTLE_MARK}\n")
}

impl Turtle {
    pub(super) fn new(terms: &'static Terms) -> io::Result<Self> {
        let mut serializer = TurtleSerializer::new();
        for (prefix, iri) in terms.prefixes {
            let named = serializer.with_prefix(*prefix, *iri);
            serializer = named.map_err(io::Error::other)?;
        }
        Ok(Self {
            terms,
            serializer: serializer.low_level(),
            blanks: 0,
        })
    }

    /// Serializes a node and everything in it.
    pub(super) fn node(&mut self, node: &Node) -> io::Result<Vec<u8>> {
        let mut triples = Vec::new();
        self.triples(node, &mut triples)?;
        let mut out = Vec::new();
        for triple in &triples {
            self.serializer.serialize_triple(triple, &mut out)?;
        }
        Ok(out)
    }

    /// Finishes the document, and returns its last bytes.
    pub(super) fn finish(&mut self) -> io::Result<Vec<u8>> {
        let mut out = Vec::new();
        self.serializer.finish(&mut out)?;
        Ok(out)
    }

    /// Collects the triples of a node, then those of the nodes in it, so that each subject is written in one block.
    fn triples(&mut self, node: &Node, out: &mut Vec<Triple>) -> io::Result<NamedOrBlankNode> {
        let subject: NamedOrBlankNode = if let Some(id) = &node.id {
            named_node(id)?.into()
        } else {
            self.blanks += 1;
            let blank = BlankNode::new(format!("b{}", self.blanks));
            blank.map_err(io::Error::other)?.into()
        };
        let mut inner = Vec::new();
        for class in &node.classes {
            let class = self.expand_name(class)?;
            out.push(Triple::new(subject.clone(), rdf::TYPE, class));
        }
        for (property, term) in &node.terms {
            let object: Object = match term {
                Term::Text(text, language) => {
                    let literal = Literal::new_language_tagged_literal(text, language);
                    literal.map_err(io::Error::other)?.into()
                }
                Term::Plain(text) => Literal::new_simple_literal(text).into(),
                Term::Typed(text, datatype) => {
                    Literal::new_typed_literal(text, self.expand_name(datatype)?).into()
                }
                Term::Node(node) => self.triples(node, &mut inner)?.into(),
            };
            out.push(Triple::new(
                subject.clone(),
                self.expand_name(property)?,
                object,
            ));
        }
        out.append(&mut inner);
        Ok(subject)
    }

    /// Expands a name with a prefix to an IRI.
    fn expand_name(&self, name: &str) -> io::Result<NamedNode> {
        let (prefix, local) = name.split_once(':').unwrap_or(("", name));
        let mut prefixes = self.terms.prefixes.iter();
        let iri = prefixes
            .find(|(known, _)| *known == prefix)
            .map(|(_, iri)| *iri);
        named_node(&format!("{}{local}", iri.unwrap_or_default()))
    }
}

fn named_node(iri: &str) -> io::Result<NamedNode> {
    NamedNode::new(iri).map_err(io::Error::other)
}

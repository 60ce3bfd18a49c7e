//! The names of a vocabulary that every mapping needs.

/// The names of classes and properties that all services use.
#[derive(Debug)]
pub(super) struct Terms {
    /// The prefixes of names, with their expansions. The empty prefix applies to names without one.
    pub(super) prefixes: &'static [(&'static str, &'static str)],
    /// The class of a service.
    pub(super) class: &'static str,
    /// The property for the name of a node.
    pub(super) title: &'static str,
    /// The property for the description of a node, which also takes elements written as text.
    pub(super) description: &'static str,
    /// The property for the identifier that every node with an IRI gets; `None` if they get none.
    pub(super) identifier: Option<&'static str>,
    /// The names for the node of a code.
    pub(super) code: Code,
    /// Whether JSON-LD nests all nodes of a service inside it, as search engines expect.
    pub(super) is_nested: bool,
}

/// The node of a code: its class, and the properties of the code and of its name.
#[derive(Debug)]
pub(super) struct Code {
    pub(super) class: &'static str,
    pub(super) value: &'static str,
    pub(super) name: &'static str,
}

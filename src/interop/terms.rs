//! The words of a vocabulary that every element may need.

/// The names of a vocabulary for the things that all services have.
#[derive(Debug)]
pub(super) struct Terms {
    /// Prefixes of its names, with their expansions. An empty prefix stands before all other names.
    pub(super) prefixes: &'static [(&'static str, &'static str)],
    /// The class of a service.
    pub(super) class: &'static str,
    /// The property of the name of a thing.
    pub(super) title: &'static str,
    /// The property for its description, which also takes elements written as text.
    pub(super) description: &'static str,
    /// The property of what identifies it, if everything with an IRI is to have one.
    pub(super) identifier: Option<&'static str>,
    /// The form of a code.
    pub(super) code: Code,
    /// Whether JSON-LD has everything of a service inside it, as search engines read it.
    pub(super) is_nested: bool,
}

/// The node of a code: its class, and the properties of the code and of its name.
#[derive(Debug)]
pub(super) struct Code {
    pub(super) class: &'static str,
    pub(super) value: &'static str,
    pub(super) name: &'static str,
}

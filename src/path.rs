//! Paths to values in the model.

use std::borrow::Cow;
use std::fmt;

use serde::{Deserialize, Serialize};

/// One step of a [`Path`]: a field or a list index.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(untagged)]
pub enum PathStep {
    /// A field, by key.
    Key(Cow<'static, str>),
    /// A list index, from 0.
    Index(usize),
}

impl From<&'static str> for PathStep {
    fn from(key: &'static str) -> Self {
        Self::Key(Cow::Borrowed(key))
    }
}

impl From<String> for PathStep {
    fn from(key: String) -> Self {
        Self::Key(Cow::Owned(key))
    }
}

impl From<usize> for PathStep {
    fn from(index: usize) -> Self {
        Self::Index(index)
    }
}

/// The path of a value in the model, relative to the item (or to the catalogue for values outside
/// items).
///
/// ```
/// use shixiang::path;
///
/// let path = path!["guide", "materials", 1, "name"];
/// assert_eq!(path.to_string(), "guide.materials[1].name");
/// assert_eq!(path.pointer(), "/guide/materials/1/name");
/// assert_eq!(path.element(), "guide.materials.name");
/// ```
///
/// It serializes as a list of steps, because a key may contain any character.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Path(Vec<PathStep>);

/// Builds a [`Path`] from keys and list indexes.
#[macro_export]
macro_rules! path {
    ($($step:expr),* $(,)?) => {
        $crate::Path::new(vec![$($crate::path::PathStep::from($step)),*])
    };
}

impl Path {
    /// Creates a path from its steps.
    pub fn new(steps: Vec<PathStep>) -> Self {
        Self(steps)
    }

    /// The steps of the path.
    pub fn steps(&self) -> &[PathStep] {
        &self.0
    }

    /// Appends a step.
    #[must_use]
    pub fn then(&self, step: impl Into<PathStep>) -> Self {
        let mut steps = Vec::with_capacity(self.0.len() + 1);
        steps.extend_from_slice(&self.0);
        steps.push(step.into());
        Self(steps)
    }

    /// Appends another path.
    #[must_use]
    pub fn join(&self, other: &Self) -> Self {
        Self(self.0.iter().chain(&other.0).cloned().collect())
    }

    /// The path made of the first `length` steps.
    pub(crate) fn prefix(&self, length: usize) -> Self {
        Self(self.0.iter().take(length).cloned().collect())
    }

    /// The path `levels` steps up, or the root.
    pub(crate) fn up(&self, levels: usize) -> Self {
        self.prefix(self.0.len().saturating_sub(levels))
    }

    /// Parses a dotted path with indexes, as written by [`Display`](fmt::Display).
    pub fn parse(text: &str) -> Self {
        let mut steps = Vec::new();
        for part in text.split('.').filter(|part| !part.is_empty()) {
            let mut pieces = part.split('[');
            if let Some(key) = pieces.next().filter(|key| !key.is_empty()) {
                steps.push(PathStep::from(key.to_owned()));
            }
            for piece in pieces {
                let inner = piece.trim_end_matches(']');
                steps.push(match inner.parse::<usize>() {
                    Ok(index) => PathStep::Index(index),
                    Err(_) => PathStep::from(inner.to_owned()),
                });
            }
        }
        Self(steps)
    }

    /// The path of the element: dotted, without indexes.
    pub fn element(&self) -> String {
        let mut out = String::new();
        for step in &self.0 {
            if let PathStep::Key(key) = step {
                if !out.is_empty() {
                    out.push('.');
                }
                out.push_str(key);
            }
        }
        out
    }

    /// The path as a JSON Pointer (RFC 6901).
    pub fn pointer(&self) -> String {
        let mut out = String::new();
        for step in &self.0 {
            out.push('/');
            match step {
                PathStep::Key(key) => out.push_str(&key.replace('~', "~0").replace('/', "~1")),
                PathStep::Index(index) => out.push_str(&index.to_string()),
            }
        }
        out
    }
}

impl fmt::Display for Path {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (at, step) in self.0.iter().enumerate() {
            match step {
                PathStep::Key(key) if at == 0 => f.write_str(key)?,
                PathStep::Key(key) => write!(f, ".{key}")?,
                PathStep::Index(index) => write!(f, "[{index}]")?,
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn written_paths_are_read_back() {
        for text in [
            "",
            "name",
            "guide.materials[1].name",
            "channels[0].says.hours",
        ] {
            assert_eq!(Path::parse(text).to_string(), text);
        }
    }

    #[test]
    fn pointers_escape_as_the_standard_demands() {
        assert_eq!(path![String::from("a/b~c"), 0].pointer(), "/a~1b~0c/0");
    }
}

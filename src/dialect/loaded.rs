//! A dialect ready for use: its file, and the index of its fields.

use std::sync::Arc;

use super::check::check;
use super::fate::Fate;
use super::file::DialectFile;
use super::index::FieldIndex;
use super::names::normal;
use crate::prose::{is_filler, strip_buttons};
use crate::source::Node;

/// 方言 — a dialect: the mapping from the fields of one source to the elements of the model.
///
/// Exports of other systems have their own field names, codes and forms. A dialect is data, not
/// code: it says which field holds which element and which [`Operation`](super::Operation) reads its values. Normally
/// the dialect of an input is recognised by its fields; to choose one, look it up with
/// [`crate::find_dialect`], or parse your own file with [`Dialect::parse`], and pass it to
/// [`ReadOptions::dialect`](crate::ReadOptions::dialect). [`crate::guess_dialect`] drafts a file
/// from a sample.
///
/// ```
/// let text = r#"
/// name = "demo"
/// title = "示例"
/// recognise = ["shixiang_mc"]
/// fields = [{ from = "shixiang_mc", to = "name" }]
/// "#;
/// let dialect = shixiang::dialect::Dialect::parse("demo.toml", text).unwrap();
/// assert_eq!(dialect.name, "demo");
/// ```
#[derive(Debug, Clone, Default)]
#[non_exhaustive]
pub struct Dialect {
    /// Its name, such as `guangxi-portal`.
    pub name: String,
    /// Dotted paths of elements that this source does not collect.
    pub not_collected: Vec<String>,
    /// Whether it says that this source collects every element.
    pub(crate) collects_all: bool,
    /// The parsed file.
    pub file: Arc<DialectFile>,
    pub(super) index: Arc<FieldIndex>,
}

impl Dialect {
    /// Parses a dialect file; `name` is only for messages.
    ///
    /// # Errors
    ///
    /// [`Error::Dialect`](crate::Error::Dialect) if the text is not valid TOML, has unknown keys,
    /// or refers to elements or maps that do not exist.
    pub fn parse(name: &str, text: &str) -> Result<Self, crate::error::Error> {
        let wrong = |message: String| crate::error::Error::Dialect {
            name: name.to_owned(),
            message,
        };
        let file: DialectFile = toml::from_str(text).map_err(|error| {
            let line = error.span().map_or(0, |span| {
                text.get(..span.start)
                    .unwrap_or_default()
                    .matches('\n')
                    .count()
                    + 1
            });
            wrong(format!("第{line}行 / line {line}: {}", error.message()))
        })?;
        Self::of(file).map_err(wrong)
    }

    /// Builds the index of a dialect file.
    fn of(file: DialectFile) -> Result<Self, String> {
        check(&file.fields, &file, "")?;
        Ok(Self {
            name: file.name.clone(),
            not_collected: file.not_collected.clone().unwrap_or_default(),
            collects_all: file.not_collected.as_ref().is_some_and(Vec::is_empty),
            index: Arc::new(FieldIndex::of(&file.fields, &file.ignore)),
            file: Arc::new(file),
        })
    }

    /// Whether a table has what the records of this dialect are recognised by; a dialect that names
    /// nothing goes by any field it knows.
    pub(crate) fn is_record(&self, table: &Node<'_>) -> bool {
        let named = &self.file.recognise;
        if named.is_empty() {
            return self.index.count(table) > 0;
        }
        named.iter().all(|name| self.index.has(table, name))
    }

    /// What the dialect says of a text that went nowhere: that it is left out, or that it says none.
    pub(crate) fn told(&self, keys: &[&str], text: &str) -> Option<Fate> {
        let stripped = strip_buttons(text, &self.file.interface_words);
        let rest = stripped.text;
        if !stripped.buttons.is_empty() && rest.trim().is_empty() {
            return Some(Fate::Ignored);
        }
        let told = self.index.told(keys, &rest);
        told.or_else(|| is_filler(&rest).then_some(Fate::Empty))
    }

    /// Opens the texts of a record that hold rows as JSON, so that each of their values is seen.
    pub(crate) fn open(&self, record: &mut Node<'_>) {
        self.index.open(record, "");
    }

    /// Whether a field is left out on purpose.
    pub(crate) fn ignores(&self, path: &str) -> bool {
        let path = normal(path);
        (self.file.ignore.iter()).any(|name| normal(name) == path)
    }

    /// The number of known fields of this record, if it matches this dialect.
    pub(crate) fn fits(&self, record: &Node<'_>) -> Option<usize> {
        let there = !self.file.recognise.is_empty() && self.is_record(record);
        let known = self.index.count(record);
        (there && known >= self.file.least).then_some(known)
    }
}

//! The registry rows: the facts about one field and one type of the model.

use super::text_kind::TextKind;
use super::topic::Topic;
use crate::i18n::Text;
use crate::path::{Path, PathStep};
use crate::vocabulary::List;

/// The registry of one type: its name and its fields in order.
#[derive(Debug)]
#[non_exhaustive]
pub struct Group {
    /// The name of the Rust type, which is also its name in the schema.
    pub id: &'static str,
    /// Its name.
    pub name: Text,
    /// Its fields.
    pub fields: &'static [Field],
    /// Fields that identify an element of a list of this type, most specific first.
    pub keys: &'static [&'static str],
    /// Whether a list of this type fits into one cell of a table, one line per element.
    pub(crate) in_cell: bool,
}

/// One field of a type.
#[derive(Debug, Clone, Copy)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "independent facts of a field"
)]
#[non_exhaustive]
pub struct Field {
    /// Its key in TOML and JSON, and its name in Rust.
    pub key: &'static str,
    /// Its name.
    pub name: Text,
    /// The columns of the national exchange tables that carry it.
    pub columns: &'static [&'static str],
    /// The vocabulary of its words.
    pub vocabulary: Option<&'static List>,
    /// Whether it is a list.
    pub is_list: bool,
    /// The registry of its own type, if that has fields.
    pub group: Option<&'static Group>,
    /// The topic it is compared on between channels; `None` if it is not compared.
    pub topic: Option<Topic>,
    /// The kind of its value, unless it has fields.
    pub(crate) leaf: Leaf,
    /// The kind of its text.
    pub(crate) text: Option<TextKind>,
    /// Whether the wording of its texts is not checked: names of other things, remarks attached to
    /// a value.
    pub(crate) is_aside: bool,
    /// Whether its texts are in another language.
    pub(crate) is_foreign: bool,
    /// Number of levels from the field up to the composite value that it is a part of, such as a limit for its amount;
    /// 0 if there is none.
    pub(crate) part_of: usize,
    /// How to fill it in, in Chinese, if a blank item includes it; may be empty.
    pub fill: Option<&'static str>,
    /// Its value in a blank item as TOML, unless that is an empty string, list or table.
    pub sample: Option<&'static str>,
    /// Other fields that also state the element: keys or dotted paths, relative to the type of this field's parent.
    pub(crate) or: &'static [&'static str],
    /// Whether a source may collect the fields in `or` without collecting this one.
    pub(crate) is_apart: bool,
    /// The name of the missing information, if it differs from the field's name.
    pub(super) asked: Option<Text>,
    /// Nested fields that have a different name here.
    pub(super) inside: &'static [(&'static str, Text)],
}

/// The properties of a field that follow from its type.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Shape {
    pub(crate) group: Option<&'static Group>,
    pub(crate) is_list: bool,
    pub(crate) vocabulary: Option<&'static List>,
    /// Whether it is a text or may contain one.
    pub(crate) has_text: bool,
    pub(crate) leaf: Leaf,
}

/// The kind of a value without fields.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Leaf {
    /// A text, a code or a word of a vocabulary.
    Text,
    /// True or false.
    Flag,
    /// A whole number.
    Whole,
    /// A number.
    Amount,
    /// A day.
    Date,
    /// A table with any keys.
    Open,
}

impl Group {
    pub(super) const fn new(
        id: &'static str,
        zh: &'static str,
        en: &'static str,
        fields: &'static [Field],
    ) -> Self {
        Self {
            id,
            name: Text::new(zh, en),
            fields,
            keys: &[],
            in_cell: false,
        }
    }

    /// Marks lists of this type as fitting into one cell of a table.
    pub(super) const fn in_cell(mut self) -> Self {
        self.in_cell = true;
        self
    }

    /// Sets the fields that identify an element of a list, most specific first.
    pub(super) const fn known_by(mut self, keys: &'static [&'static str]) -> Self {
        self.keys = keys;
        self
    }

    /// Looks up a field by key.
    pub fn field(&self, key: &str) -> Option<&'static Field> {
        self.fields.iter().find(|field| field.key == key)
    }

    /// Looks up the field at the end of a dotted path relative to this type; lists are transparent.
    ///
    /// ```
    /// use shixiang::model::elements::ITEM;
    ///
    /// let field = ITEM.find("guide.materials.medium").unwrap();
    /// assert_eq!(field.name.zh, "材料形式");
    /// assert_eq!(field.columns, ["material_format"]);
    /// ```
    pub fn find(&self, path: &str) -> Option<&'static Field> {
        self.follow(path.split('.'))
    }

    /// The field that these keys lead to.
    pub(crate) fn follow<'k>(
        &self,
        mut keys: impl Iterator<Item = &'k str>,
    ) -> Option<&'static Field> {
        let mut field = self.field(keys.next()?)?;
        for key in keys {
            field = field.group?.field(key)?;
        }
        Some(field)
    }

    /// The name of the field at the end of a path, in its context: the name of the body that
    /// implements an item is 实施主体.
    pub fn name_at(&self, path: &Path) -> Option<Text> {
        let mut keys = path.steps().iter().filter_map(|step| match step {
            PathStep::Key(key) => Some(key.as_ref()),
            PathStep::Index(_) => None,
        });
        let mut field = self.field(keys.next()?)?;
        let mut name = field.name;
        for key in keys {
            let inner = field.group?.field(key)?;
            name = field.name_of(key).unwrap_or(inner.name);
            field = inner;
        }
        Some(name)
    }
}

impl Field {
    /// Whether a blank item has a table for the field.
    pub(crate) fn is_table(&self) -> bool {
        self.group.is_some() && self.sample.is_none()
    }

    /// The name of a nested field that has a different name here.
    pub(crate) fn name_of(&self, key: &str) -> Option<Text> {
        let mut names = self.inside.iter();
        names
            .find(|(known, _)| *known == key)
            .map(|(_, name)| *name)
    }

    pub(super) const fn new(
        key: &'static str,
        zh: &'static str,
        en: &'static str,
        shape: Shape,
    ) -> Self {
        Self {
            key,
            name: Text::new(zh, en),
            columns: &[],
            vocabulary: shape.vocabulary,
            is_list: shape.is_list,
            leaf: shape.leaf,
            group: shape.group,
            topic: None,
            text: None,
            is_aside: false,
            is_foreign: false,
            part_of: 0,
            fill: None,
            sample: None,
            or: &[],
            is_apart: false,
            asked: None,
            inside: &[],
        }
    }

    /// Sets the columns of the national exchange tables.
    pub(super) const fn columns(mut self, columns: &'static [&'static str]) -> Self {
        self.columns = columns;
        self
    }

    /// Sets the kind of its text.
    pub(super) const fn text(mut self, kind: TextKind) -> Self {
        self.text = Some(kind);
        self
    }

    /// Sets the other fields that also state the element.
    pub(super) const fn or(mut self, others: &'static [&'static str]) -> Self {
        self.or = others;
        self
    }

    /// Marks the field as optional in sources that collect the fields in `or`.
    pub(super) const fn apart(mut self) -> Self {
        self.is_apart = true;
        self
    }

    /// Exempts the wording of its texts from checks.
    pub(super) const fn aside(mut self) -> Self {
        self.is_aside = true;
        self
    }

    /// Marks its texts as being in another language.
    pub(super) const fn foreign(mut self) -> Self {
        self.is_foreign = true;
        self
    }

    /// Sets the topic it is compared on between channels.
    pub(super) const fn topic(mut self, topic: Topic) -> Self {
        self.topic = Some(topic);
        self
    }

    /// Makes it a part of the composite value this many levels up.
    pub(super) const fn part_of(mut self, steps: usize) -> Self {
        self.part_of = steps;
        self
    }

    /// Includes it in blank items, with this advice.
    pub(super) const fn fill(mut self, advice: &'static str) -> Self {
        self.fill = Some(advice);
        self
    }

    /// Sets its TOML value in a blank item.
    pub(super) const fn sample(mut self, toml: &'static str) -> Self {
        self.sample = Some(toml);
        self
    }

    /// Sets the name of the missing information.
    pub(super) const fn asked(mut self, zh: &'static str, en: &'static str) -> Self {
        self.asked = Some(Text::new(zh, en));
        self
    }

    /// Renames nested fields.
    pub(super) const fn inside(mut self, names: &'static [(&'static str, Text)]) -> Self {
        self.inside = names;
        self
    }
}

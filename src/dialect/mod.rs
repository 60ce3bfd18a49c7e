//! Dialects: data that maps the fields of one source to the model.
//!
//! A [`Dialect`] states which field of a source holds which element and how its values are read.
//! Its operations are those of [`Operation`]; no code knows a province. Values that a dialect
//! cannot map are kept under the item's `extensions` and noted.

mod apply;
mod assemble;
mod base;
mod built_in;
mod cases;
mod check;
mod compose;
mod composite;
mod condition;
mod coverage;
mod expect;
mod fate;
mod file;
mod fit;
mod foreign_names;
mod in_words;
mod index;
mod initials;
pub(crate) mod labelled;
mod lists;
mod loaded;
mod names;
mod numbered;
mod one_or_many;
mod operation;
mod output;
mod pattern;
mod place_parts;
mod process;
mod reason;
mod rows;
mod spellings;
mod spread;
mod target;
mod ticked;
mod ticks;
mod time_limit;
mod units;
mod value;
mod words;

use std::sync::LazyLock;

pub(crate) use apply::Carried;
pub(crate) use assemble::Assembly;
use built_in::BUILT_IN;
pub use built_in::source;
pub use condition::Condition;
pub(crate) use coverage::Coverage;
pub use expect::{Expectation, Sample};
pub(crate) use fate::Claims;
pub use fate::{Fate, ValueTrace, ValueUse};
pub use file::{DialectFile, FieldMapping, Join, RowGroup};
pub(crate) use fit::{Reread, reads, reread, usual_operation};
pub use loaded::Dialect;
pub(crate) use names::{GROUP, PARENT, is_of_group, join, normal, without_notes};
pub use operation::Operation;
pub use pattern::Pattern;
pub(crate) use spellings::spellings;

use crate::source::{Node, Notice};

static DIALECTS: LazyLock<Vec<Dialect>> = LazyLock::new(|| {
    BUILT_IN
        .iter()
        .filter_map(|(_, text)| Dialect::built_in(text))
        .collect()
});

/// The built-in dialects.
pub fn all() -> &'static [Dialect] {
    &DIALECTS
}

impl Dialect {
    /// Converts one record to canonical form, with the claims about its values; with `trace`, also
    /// the uses of each.
    pub(crate) fn carry<'a>(
        &self,
        record: &Node<'a>,
        notices: &mut Vec<Notice>,
        trace: bool,
    ) -> Carried<'a> {
        apply::Applier::new(self, notices, trace).record(record)
    }

    /// Whether a source field of this name is known, in records or in rows of joined tables.
    #[cfg(feature = "tables")]
    pub(crate) fn knows_anywhere(&self, field: &str) -> bool {
        let rows = self.index.rows.iter().flatten();
        self.knows(field) || rows.into_iter().any(|index| index.known(field).is_some())
    }

    /// Whether a text is the name of a field of records as written, without translation from English or pinyin.
    pub(crate) fn knows_label(&self, label: &str) -> bool {
        let is_name = label.len() < 100 && !label.trim().is_empty();
        is_name && self.index.known_as_written(label).is_some()
    }

    /// Whether a label such as 电话 or 地址 needs a parent to be meaningful: all its fields are `alone`.
    #[cfg(feature = "tables")]
    pub(crate) fn stands_alone(&self, label: &str) -> bool {
        // A field with rows is identified by the fields of its rows, not by its label.
        let fields = self.index.fields_of(label);
        let mut fields = fields.filter(|field| field.rows.is_empty()).peekable();
        fields.peek().is_some() && fields.all(|field| field.alone)
    }

    /// Whether two labels are read as the same element: 是否收费 and 收费.
    #[cfg(feature = "tables")]
    pub(crate) fn means_same(&self, one: &str, other: &str) -> bool {
        let mut fields = self.index.fields_of(one);
        fields.any(|field| {
            let is_same =
                |other: &FieldMapping| field.to == other.to && other.operation() != Operation::Keep;
            self.index.fields_of(other).any(is_same)
        })
    }

    /// Whether a field of this name may have several values, or paragraphs.
    #[cfg(feature = "tables")]
    pub(crate) fn takes_several(&self, label: &str) -> bool {
        let mut fields = self.index.fields_of(label);
        fields.any(|field| field.operation().takes_several())
    }

    /// Whether a list of this name has rows with a field of that name.
    #[cfg(feature = "tables")]
    pub(crate) fn is_in_rows(&self, list: &str, field: &str) -> bool {
        let rows = self.index.rows_at(list);
        rows.is_some_and(|rows| rows.known(field).is_some())
    }

    /// Whether a source field holds the names of items.
    pub(crate) fn names_items(&self, field: &str) -> bool {
        self.index.fields_of(field).any(|known| known.to.is("name"))
    }

    /// The rank of a source field as a name for `wanted`, smaller is better; `None` if they have
    /// different elements.
    #[cfg(feature = "tables")]
    pub(crate) fn stands_for(&self, field: &str, wanted: &str) -> Option<usize> {
        if normal(field) == normal(wanted) {
            return Some(0);
        }
        let same = self.index.known(wanted)?;
        let known = self.index.known(field)?;
        let mut places = known.uses.iter().filter_map(|(number, alternative)| {
            let is_same = same.uses.iter().any(|(other, _)| {
                let to = |number: usize| self.index.fields.get(number).map(|field| &field.to);
                other == number || to(*other) == to(*number)
            });
            is_same.then_some(alternative + 1)
        });
        places.next()
    }

    /// Whether `field` is a known field of the rows that the field `into` of the record holds.
    #[cfg(feature = "tables")]
    pub(crate) fn knows_of_row(&self, into: &str, field: &str) -> bool {
        let known = self.index.rows_at(into).and_then(|rows| rows.known(field));
        known.is_some_and(|known| !known.uses.is_empty())
    }

    /// Whether `field` maps to the same element as `wanted` in the rows that the field `into` holds.
    pub(crate) fn stands_in_row(&self, into: &str, field: &str, wanted: &str) -> bool {
        let Some(rows) = self.index.rows_at(into) else {
            return normal(field) == normal(wanted);
        };
        // A conditional mapping does not count.
        let is_wanted = |one: &FieldMapping| {
            one.when.is_none() && rows.fields_of(wanted).any(|other| one.to == other.to)
        };
        normal(field) == normal(wanted) || rows.fields_of(field).any(is_wanted)
    }

    /// Whether `field`, in the rows that the field `into` holds, is used only if no other field has its element.
    #[cfg(feature = "tables")]
    pub(crate) fn is_alone_in_row(&self, into: &str, field: &str) -> bool {
        let rows = self.index.rows_at(into);
        rows.is_some_and(|rows| rows.fields_of(field).all(|one| one.alone))
    }

    /// Whether a field of the record fills the list whose rows are in the field `into`.
    #[cfg(feature = "tables")]
    pub(crate) fn fills_same(&self, field: &str, into: &str) -> bool {
        let list = || {
            self.index
                .fields_of(into)
                .filter(|one| !one.rows.is_empty())
        };
        let mut fields = self.index.fields_of(field).peekable();
        fields.peek().is_some() && fields.all(|one| list().any(|list| list.to == one.to))
    }

    /// The mapping of a source field by name; `owner` is the list whose rows have it.
    pub(crate) fn field_of(&self, name: &str, owner: &str) -> Option<&FieldMapping> {
        let index = if owner.is_empty() {
            Some(&*self.index)
        } else {
            self.index.rows_of(owner)
        };
        // A constant only accompanies the value of the field.
        index?
            .fields_of(name)
            .find(|field| field.constant.is_none())
    }

    /// Whether the record already has a value, under any name, for the element of this source field.
    pub(crate) fn says(&self, record: &Node<'_>, field: &str) -> bool {
        self.index.says(record, field)
    }

    /// Whether a source field of this name is known, in records or in the rows of a group.
    pub(crate) fn knows(&self, field: &str) -> bool {
        let group = self.file.group.as_ref();
        let rows = group.and_then(|group| self.index.rows_at(&group.into));
        [Some(&*self.index), rows]
            .into_iter()
            .flatten()
            .any(|index| index.known(field).is_some())
    }
}

/// The built-in dialect that knows the most fields of one of these tables, if any matches.
pub(crate) fn best(tables: &[&Node<'_>]) -> Option<&'static Dialect> {
    let mut best: Option<(usize, &'static Dialect)> = None;
    for dialect in by_fit() {
        let fit = tables.iter().filter_map(|table| dialect.fits(table)).max();
        if let Some(fit) = fit
            && best.is_none_or(|(known, _)| fit > known)
        {
            best = Some((fit, dialect));
        }
    }
    best.map(|(_, dialect)| dialect)
}

/// The built-in dialects: first those of one source, then the one for any source.
pub(crate) fn by_fit() -> impl Iterator<Item = &'static Dialect> {
    let of_one = |dialect: &&Dialect| !dialect.file.initials;
    let all = all().iter();
    all.clone()
        .filter(of_one)
        .chain(all.filter(move |dialect| !of_one(dialect)))
}

/// Looks up a built-in dialect by name.
pub fn find(name: &str) -> Option<&'static Dialect> {
    all().iter().find(|dialect| dialect.name == name)
}

#[cfg(test)]
mod tests {
    mod headings;

    use super::*;
    use crate::model::covers;
    use crate::model::elements::{Field, Group, ITEM};

    #[test]
    fn every_dialect_file_is_built_in() {
        let directory = concat!(env!("CARGO_MANIFEST_DIR"), "/src/dialect/dialects");
        let mut files: Vec<String> = std::fs::read_dir(directory)
            .unwrap()
            .map(|entry| entry.unwrap().path())
            .filter(|path| path.extension().is_some_and(|ending| ending == "toml"))
            .map(|path| path.file_stem().unwrap().to_string_lossy().into_owned())
            .collect();
        files.sort();
        let mut known: Vec<&str> = BUILT_IN.iter().map(|(name, _)| *name).collect();
        known.sort_unstable();
        assert_eq!(
            files, known,
            "files in {directory}, and lines in `BUILT_IN`"
        );
    }

    #[test]
    fn built_in_dialects_are_sound() {
        assert_eq!(all().len(), BUILT_IN.len());
        for (name, text) in BUILT_IN {
            let dialect = Dialect::parse(name, text).unwrap();
            assert_eq!(dialect.name, *name);
            for element in &dialect.not_collected {
                assert!(ITEM.find(element).is_some(), "{name}: {element}");
            }
        }
    }

    /// Collects the names of a dialect's fields with their target elements.
    fn leads(fields: &[FieldMapping], owner: &str, all: &mut Vec<(String, String)>) {
        for field in fields {
            let to = join(owner, &field.to.element());
            for from in &field.from {
                let name = from.rsplit('.').next().unwrap_or_default();
                all.push((name.to_owned(), to.clone()));
            }
            if let Some(unit) = &field.unit {
                all.push((unit.clone(), to.clone()));
            }
            leads(&field.rows, &to, all);
        }
    }

    /// The fields of an item and all nested fields, with their paths.
    fn elements(group: &Group, base: &str, all: &mut Vec<(String, &'static Field)>) {
        for field in group.fields {
            let path = join(base, field.key);
            all.push((path.clone(), field));
            // Channels and translations have no columns for what they state.
            if let Some(inner) = field.group.filter(|_| field.key != "says") {
                elements(inner, &path, all);
            }
        }
    }

    fn known(dialect: &str) -> Vec<(String, String)> {
        let mut known = Vec::new();
        leads(&find(dialect).unwrap().file.fields, "", &mut known);
        known
    }

    /// Columns of the table of bodies, which is exchanged separately.
    const OF_BODIES: &[&str] = &["org_name", "org_short_name", "org_code", "credit_code"];

    /// Names in the dialect `exchange` that are not in a national table, or only join tables.
    const OWN: &[&str] = &[
        "page_num_y",
        "page_num_f",
        "@material",
        "material",
        "@fee",
        "fee",
        "fees",
        "fee_list",
        "charge_list",
        "feelist",
        "chargelist",
        "materials",
        "material_list",
        "materiallist",
        "questions",
        "qa_list",
        "question_list",
        "qalist",
        "questionlist",
        "@question",
    ];

    #[test]
    fn every_column_of_the_registry_is_read() {
        let known = known("exchange");
        let mut all = Vec::new();
        elements(ITEM, "", &mut all);
        let near = |a: &str, b: &str| covers(a, b) || covers(b, a);
        for (path, field) in &all {
            for column in field
                .columns
                .iter()
                .filter(|name| !OF_BODIES.contains(name))
            {
                let read = known.iter().any(|(from, _)| from == column);
                assert!(read, "{path}: `exchange` does not read {column}");
            }
        }
        for (from, to) in known
            .iter()
            .filter(|(from, _)| !OWN.contains(&from.as_str()))
        {
            // The kind of channel follows from the column of its address.
            let to = if to == "channels.kind" {
                "channels.url"
            } else {
                to
            };
            let has = all
                .iter()
                .any(|(path, field)| field.columns.contains(&from.as_str()) && near(path, to));
            assert!(
                has,
                "`exchange` reads {from} as {to}: `.columns` in its row"
            );
        }
    }

    /// Elements without a column of their own in tables, or whose column means something else.
    const WITHOUT_HEADING: &[&str] = &["handling_mode", "languages", "extensions"];

    #[test]
    fn every_element_of_the_registry_has_a_heading() {
        let known = known("elements");
        for base in [
            "",
            "guide",
            "guide.time_limit",
            "guide.fees",
            "guide.fees.items",
            "guide.materials",
            "guide.result",
        ] {
            let owner = ITEM.find(base).map_or(ITEM, |field| field.group.unwrap());
            for field in owner.fields.iter().filter(|field| field.group.is_none()) {
                let path = join(base, field.key);
                let read = known
                    .iter()
                    .any(|(from, to)| from == field.name.zh && *to == path);
                assert!(
                    read || WITHOUT_HEADING.contains(&field.key),
                    "{path}: `elements` does not know the heading {}",
                    field.name.zh
                );
            }
        }
    }
}

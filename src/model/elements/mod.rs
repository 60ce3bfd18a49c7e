//! The registry of elements: everything known about each field of the model except its type.
//!
//! Each row describes one field: its name in both languages, its columns in the national exchange
//! tables, the kind of its text, whether channels must agree on it, and how to tell that it is
//! missing. The rows are in `item.rs`, `guide.rs` and `catalogue.rs`, one group per type. What
//! follows from the type of the field (its vocabulary, its own group, whether it is a list) is
//! derived from the type and not repeated.
//!
//! A field without a row, or a row without a field, does not compile.

mod catalogue;
mod guide;
mod item;
mod lookup;
mod node;
#[cfg(test)]
mod tests;
mod texts;

pub(crate) use lookup::{any, asked, asked_in};
pub(crate) use node::Node;
pub(crate) use texts::each_text;

use node::{Shape, Shaped};

use super::{Catalogue, Guide, ServiceItem};
use crate::i18n::Text;
use crate::path::{Path, Step};
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
}

/// One field of a type.
#[derive(Debug, Clone, Copy)]
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
    /// The kind of its text.
    pub(crate) text: Option<TextKind>,
    /// Whether the wording of its texts is not checked: names of other things, remarks attached to
    /// a value.
    pub(crate) is_aside: bool,
    /// Whether its texts are in another language.
    pub(crate) is_foreign: bool,
    /// How many levels up the composite value is that it is a part of, like the amount of a limit.
    pub(crate) part_of: usize,
    /// How to fill it in, in Chinese, if a blank item includes it; may be empty.
    pub fill: Option<&'static str>,
    /// Its value in a blank item as TOML, unless that is an empty string, list or table.
    pub sample: Option<&'static str>,
    /// The name of the missing information, if it differs from the field's name.
    asked: Option<Text>,
    /// Nested fields that have a different name here.
    inside: &'static [(&'static str, Text)],
}

/// The kind of an element's text, which determines the wording checks that apply.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum TextKind {
    /// Names of the item and of bodies.
    Name,
    /// The summary.
    Summary,
    /// Search keywords.
    Keyword,
    /// Conditions and prohibitions.
    Condition,
    /// Name of a law or document in the legal basis.
    BasisName,
    /// The article's text.
    BasisText,
    /// Notes on time limits.
    LimitNote,
    /// Special procedures, quantity limit, intermediary services: 无 is a valid answer.
    Optional,
    /// Fees: name, standard, basis, remark.
    Fee,
    /// Name of a material.
    MaterialName,
    /// Filling-in notes, acceptance criteria and the like.
    MaterialNote,
    /// Name of a step, or label of a box in the flowchart.
    StepName,
    /// What is done in a step, and by which criteria.
    Step,
    /// The result of a step: 无 is a valid answer.
    StepOutput,
    /// The process narrative.
    Narrative,
    /// Why the applicant has to come.
    Visit,
    /// Addresses.
    Address,
    /// Opening hours as published.
    Hours,
    /// Phone numbers as written.
    Phone,
    /// Other notes on enquiries, progress, collection or appeals.
    Note,
    /// A question.
    Question,
    /// An answer.
    Answer,
    /// Any text in another language.
    Translation,
}

impl TextKind {
    /// The name of the element in messages.
    pub(crate) const fn label(self) -> Text {
        match self {
            Self::Name => Text::new("名称", "the name"),
            Self::Summary => Text::new("摘要", "the summary"),
            Self::Keyword => Text::new("关键词", "the keywords"),
            Self::Condition => Text::new("受理条件", "the conditions"),
            Self::BasisName | Self::BasisText => Text::new("设定依据", "the legal basis"),
            Self::LimitNote => Text::new("时限说明", "the time limit note"),
            Self::Fee => Text::new("收费", "the fee"),
            Self::MaterialName => Text::new("材料名称", "the material name"),
            Self::MaterialNote => Text::new("材料要求", "the material requirements"),
            Self::StepName | Self::Step | Self::StepOutput => Text::new("办理环节", "the step"),
            Self::Narrative => Text::new("办理流程", "the process"),
            Self::Visit => Text::new("到现场原因", "the reason for the visit"),
            Self::Address => Text::new("地址", "the address"),
            Self::Hours => Text::new("办理时间", "the opening hours"),
            Self::Phone => Text::new("电话", "the phone"),
            Self::Optional | Self::Note => Text::new("说明", "the note"),
            Self::Question => Text::new("问题", "the question"),
            Self::Answer => Text::new("答复", "the answer"),
            Self::Translation => Text::new("译文", "the translation"),
        }
    }

    /// Whether the text consists of sentences rather than a name, an address or a number.
    pub(crate) const fn is_prose(self) -> bool {
        matches!(
            self,
            Self::Summary
                | Self::Condition
                | Self::BasisText
                | Self::LimitNote
                | Self::MaterialNote
                | Self::Step
                | Self::Narrative
                | Self::Visit
                | Self::Note
                | Self::Answer
        )
    }
}

/// A topic that people ask about: elements that are compared and judged together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Topic {
    /// 办结时限.
    Limits,
    /// 收费.
    Fees,
    /// 申请材料: which ones.
    MaterialList,
    /// 申请材料: form, copies, medium and necessity of each.
    MaterialDetails,
    /// 受理条件.
    Conditions,
    /// 办理流程.
    Process,
    /// 办理时间.
    Hours,
    /// 办理地点.
    Places,
    /// 咨询和投诉电话.
    Phones,
    /// 审批结果.
    Result,
    /// 到办事现场次数.
    Visits,
    /// 预约、快递、自助、代办、网上支付.
    Conveniences,
}

impl Topic {
    /// All topics, in the order of a guide.
    pub const ALL: &'static [Self] = &[
        Self::Limits,
        Self::Fees,
        Self::MaterialList,
        Self::MaterialDetails,
        Self::Conditions,
        Self::Process,
        Self::Hours,
        Self::Places,
        Self::Phones,
        Self::Result,
        Self::Visits,
        Self::Conveniences,
    ];
}

/// The registry of items, the root of all element paths.
pub const ITEM: &Group = group::<ServiceItem>();

/// The registry of a guide.
pub(crate) const GUIDE: &Group = group::<Guide>();

/// The registry of a catalogue.
pub const CATALOGUE: &Group = group::<Catalogue>();

const NOTHING: &Group = &Group::new("", "", "", &[]);

const fn group<T: Shaped>() -> &'static Group {
    match T::SHAPE.group {
        Some(group) => group,
        None => NOTHING,
    }
}

impl Group {
    const fn new(
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
        }
    }

    const fn known_by(mut self, keys: &'static [&'static str]) -> Self {
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
            Step::Key(key) => Some(key.as_ref()),
            Step::Index(_) => None,
        });
        let mut field = self.field(keys.next()?)?;
        let mut name = field.name;
        for key in keys {
            let inner = field.group?.field(key)?;
            let here = field.inside.iter().find(|(known, _)| *known == key);
            name = here.map_or(inner.name, |(_, name)| *name);
            field = inner;
        }
        Some(name)
    }
}

impl Field {
    const fn new(key: &'static str, zh: &'static str, en: &'static str, shape: Shape) -> Self {
        Self {
            key,
            name: Text::new(zh, en),
            columns: &[],
            vocabulary: shape.vocabulary,
            is_list: shape.is_list,
            group: shape.group,
            topic: None,
            text: None,
            is_aside: false,
            is_foreign: false,
            part_of: 0,
            fill: None,
            sample: None,
            asked: None,
            inside: &[],
        }
    }

    const fn columns(mut self, columns: &'static [&'static str]) -> Self {
        self.columns = columns;
        self
    }

    const fn text(mut self, kind: TextKind) -> Self {
        self.text = Some(kind);
        self
    }

    const fn aside(mut self) -> Self {
        self.is_aside = true;
        self
    }

    const fn foreign(mut self) -> Self {
        self.is_foreign = true;
        self
    }

    const fn topic(mut self, topic: Topic) -> Self {
        self.topic = Some(topic);
        self
    }

    const fn part_of(mut self, steps: usize) -> Self {
        self.part_of = steps;
        self
    }

    const fn fill(mut self, advice: &'static str) -> Self {
        self.fill = Some(advice);
        self
    }

    const fn sample(mut self, toml: &'static str) -> Self {
        self.sample = Some(toml);
        self
    }

    const fn asked(mut self, zh: &'static str, en: &'static str) -> Self {
        self.asked = Some(Text::new(zh, en));
        self
    }

    const fn inside(mut self, names: &'static [(&'static str, Text)]) -> Self {
        self.inside = names;
        self
    }
}

//! The registry of elements: what is known of each field of the model beside its type.
//!
//! A row stands for one field: its name in both languages, the columns of the national exchange
//! tables it is carried in, what its text is for, whether channels must agree on it, and how one
//! tells that it is left out. The rows are in `item.rs`, `guide.rs` and `catalogue.rs`, one group per
//! type. What follows from the type of the field (its vocabulary, the group behind it, whether it
//! is a list) is not written again: it comes from the type.
//!
//! A field without a row and a row without a field do not compile.

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

/// The registry of one type: what it is called, and its fields in their order.
#[derive(Debug)]
#[non_exhaustive]
pub struct Group {
    /// Name of the Rust type, which is its name in the schema as well.
    pub id: &'static str,
    /// Its name.
    pub name: Text,
    /// Its fields.
    pub fields: &'static [Field],
    /// Fields by which one of a list of these is known, best first.
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
    /// The vocabulary its words are from.
    pub vocabulary: Option<&'static List>,
    /// Whether it holds several.
    pub is_list: bool,
    /// What is known of the fields behind it, where it has any.
    pub group: Option<&'static Group>,
    /// What its channels are compared on together with it; none where they are not compared on it.
    pub topic: Option<Topic>,
    /// What its text is for.
    pub(crate) text: Option<TextKind>,
    /// Whether the way its texts are put is nobody's concern: names of others, remarks beside a value.
    pub(crate) is_aside: bool,
    /// Whether its texts are in another language.
    pub(crate) is_foreign: bool,
    /// How many steps up the thing is that it is only a part of, as the amount is of a limit.
    pub(crate) part_of: usize,
    /// How to fill it in, in Chinese, where a blank item has it at all; may say nothing.
    pub fill: Option<&'static str>,
    /// What stands in a blank item, as TOML, where that is no empty text, list or table.
    pub sample: Option<&'static str>,
    /// What one asks for where the element is missing, if that is more than the field.
    asked: Option<Text>,
    /// Fields behind it that have a name of their own here.
    inside: &'static [(&'static str, Text)],
}

/// What an element's text is for: this decides which wording is a fault in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum TextKind {
    /// Names of the item and of bodies.
    Name,
    /// The summary.
    Summary,
    /// Words people search by.
    Keyword,
    /// Conditions and prohibitions.
    Condition,
    /// Name of the law or document an item rests on.
    BasisName,
    /// The article's text.
    BasisText,
    /// Notes on time limits.
    LimitNote,
    /// Special procedures, quantity limit, intermediary services: 无 is a true answer.
    Optional,
    /// Fees: name, standard, basis, remark.
    Fee,
    /// Name of a material.
    MaterialName,
    /// Filling notes, acceptance standard and the like.
    MaterialNote,
    /// Name of a step or a box of the chart.
    StepName,
    /// What is done in a step, and by what standard.
    Step,
    /// What a step gives: 无 is a true answer.
    StepOutput,
    /// The process in words.
    Narrative,
    /// Why the applicant has to come.
    Visit,
    /// Addresses.
    Address,
    /// Opening hours as published.
    Hours,
    /// Phone numbers as written.
    Phone,
    /// Other words on how to ask, follow, fetch, appeal.
    Note,
    /// A question.
    Question,
    /// An answer.
    Answer,
    /// Anything in another language.
    Translation,
}

impl TextKind {
    /// The element in words.
    pub(crate) const fn label(self) -> Text {
        match self {
            Self::Name => Text::new("名称", "the name"),
            Self::Summary => Text::new("摘要", "the summary"),
            Self::Keyword => Text::new("关键词", "the keywords"),
            Self::Condition => Text::new("受理条件", "the conditions"),
            Self::BasisName | Self::BasisText => Text::new("设定依据", "the legal basis"),
            Self::LimitNote => Text::new("时限说明", "the note on the time limit"),
            Self::Fee => Text::new("收费", "the fee"),
            Self::MaterialName => Text::new("材料名称", "the name of the material"),
            Self::MaterialNote => Text::new("材料要求", "the notes on the material"),
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

    /// Whether the element holds sentences rather than a name, an address or a number.
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

/// What a person asks about: elements that are compared and judged together.
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
    /// Every topic, in the order of a guide.
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

/// The registry of an item: the root of all paths of elements.
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

    /// The field with this key.
    pub fn field(&self, key: &str) -> Option<&'static Field> {
        self.fields.iter().find(|field| field.key == key)
    }

    /// The field at the end of a dotted path counted from this type, lists counted as their elements.
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

    /// The field to which these keys lead.
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

    /// The name of the field a path ends in, as it is called there: the name of the body that
    /// exercises an item is 实施主体.
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

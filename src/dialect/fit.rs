//! Which operations fit an element, and its default operation.
//!
//! The decoder itself decides, given a sample output of the operation.

use serde_json::Value;

use super::file::FieldMapping;
use super::operation::Operation;
use super::output::ReadContext;
use super::target::{Target, entry, set, string, tree};
use crate::model::ServiceItem;
use crate::model::elements::{ITEM, TextKind};
use crate::source::{Made, Node, NodeKind, Span, decode};

/// The span of the sample given to the decoder.
const SAMPLE_SPAN: Span = Span::Bytes { start: 1, end: 2 };

impl Operation {
    /// All operations, in the order in which they are tried as the default.
    pub(super) const ALL: [Self; 25] = [
        Self::Text,
        Self::Date,
        Self::YesNo,
        Self::Amount,
        Self::Integer,
        Self::Limit,
        Self::Hours,
        Self::Phones,
        Self::Contact,
        Self::Places,
        Self::Materials,
        Self::Process,
        Self::Steps,
        Self::Citations,
        Self::Fees,
        Self::Bodies,
        Self::Names,
        Self::List,
        Self::Words,
        Self::Word,
        Self::Code,
        Self::Url,
        Self::Statement,
        Self::NoYes,
        Self::Keep,
    ];

    /// A text that the operation reads; for words, the first term of the element's vocabulary.
    fn sample(self, target: &Target, owner: &str) -> Option<&'static str> {
        Some(match self {
            Self::Text | Self::Statement | Self::Keep => "某某说明文字",
            Self::Code => "114500ABC",
            Self::Integer => "37",
            Self::Amount => "37.5",
            Self::YesNo | Self::NoYes => "是",
            Self::Date => "2027-06-30",
            Self::Word | Self::Words => target.vocabulary(owner)?.terms.first()?.term,
            Self::List => "甲方；乙方",
            Self::Limit => "37个工作日",
            Self::Hours => "周一至周五9:00-12:00",
            Self::Phones => "0777-1234567",
            Self::Contact => "电话：0777-1234567",
            Self::Places => "某市某路37号3楼",
            Self::Materials => "1.申请表（原件1份）\n2.身份证（复印件2份）",
            Self::Names => "甲方、乙方",
            Self::Bodies => "某厅（审核）、某局（受理）",
            Self::Steps | Self::Process => "1.受理：窗口收件\n2.审查：核对材料",
            Self::Citations => "《某某法》第三十七条",
            Self::Fees => "每证37元",
            Self::Url => "http://example.gov.cn/37",
        })
    }

    /// The name of the operation in dialect files.
    pub(super) fn name(self) -> String {
        match serde_json::to_value(self) {
            Ok(Value::String(name)) => name,
            _ => String::new(),
        }
    }
}

/// Whether the element of a field accepts the output of an operation; `owner` is the element that
/// it is relative to.
pub(super) fn fits(field: &FieldMapping, owner: &str, operation: Operation) -> bool {
    if operation == Operation::Keep {
        return true;
    }
    let context = ReadContext {
        vocabulary: field.to.vocabulary(owner),
        target: Some(&field.to),
        ..ReadContext::default()
    };
    let sample = operation.sample(&field.to, owner);
    let made = sample.and_then(|sample| operation.read(sample, context).value);
    made.is_some_and(|made| takes(field, owner, made))
}

/// Whether the element of a field accepts a value.
pub(super) fn takes(field: &FieldMapping, owner: &str, value: Value) -> bool {
    // Rows and lines produce a list.
    let is_list = field.line.is_some() && !field.from.is_empty() && !value.is_array();
    let element = ITEM.find(&element(owner, &field.to));
    let value = match element {
        Some(element) if is_list && element.is_list => Value::Array(vec![value]),
        _ => value,
    };
    let mut node = Node::table(Span::Nowhere);
    let mut said = super::target::Said::default();
    let _ = set(
        &mut node,
        field.to.parts(),
        tree(value, SAMPLE_SPAN),
        &mut said,
    );
    let keys: Vec<&str> = owner.split('.').filter(|key| !key.is_empty()).collect();
    for (at, key) in keys.iter().enumerate().rev() {
        let path = keys.get(..=at).unwrap_or_default().join(".");
        if ITEM.find(&path).is_some_and(|field| field.is_list) {
            let span = Span::Nowhere;
            let kind = NodeKind::List(vec![node]);
            node = Node { span, kind };
        }
        let mut outer = Node::table(Span::Nowhere);
        if let NodeKind::Table(entries) = &mut outer.kind {
            entries.push(entry(key, node));
        }
        node = outer;
    }
    if let NodeKind::Table(entries) = &mut node.kind
        && !entries.iter().any(|entry| entry.key == "name")
    {
        entries.push(entry("name", string("某", Span::Nowhere)));
    }
    let decoded = decode::<ServiceItem>(&node, Made::ByDialect);
    decoded.taken.typed.contains(&SAMPLE_SPAN) && !decoded.taken.refused.contains(&SAMPLE_SPAN)
}

/// The operations that fit the element of a field.
pub(super) fn fitting(field: &FieldMapping, owner: &str) -> Vec<Operation> {
    let all = Operation::ALL.into_iter();
    all.filter(|operation| *operation != Operation::Keep && fits(field, owner, *operation))
        .collect()
}

/// The default operation of a field: that of its element's kind.
pub(super) fn usual(field: &FieldMapping, owner: &str) -> Option<Operation> {
    let path = element(owner, &field.to);
    let element = ITEM.find(&path)?;
    let key = element.key;
    let is_code =
        key == "code" || key.ends_with("_code") || matches!(key, "source_id" | "division");
    let first = match element {
        _ if element.vocabulary.is_some() && element.is_list => Some(Operation::Words),
        _ if element.vocabulary.is_some() => Some(Operation::Word),
        _ if is_code => Some(Operation::Code),
        _ if key == "url" || key.ends_with("_url") => Some(Operation::Url),
        // 无 is a valid answer for these elements.
        _ if element.text == Some(TextKind::Optional) => Some(Operation::Statement),
        _ => None,
    };
    let all = first.into_iter().chain(Operation::ALL);
    all.into_iter()
        .find(|operation| *operation != Operation::Keep && fits(field, owner, *operation))
}

/// The path of a field's element in an item.
pub(super) fn element(owner: &str, to: &Target) -> String {
    super::names::join(owner, &to.element())
}

/// A mapping to an element, without a source field.
fn mapping_to(to: &str) -> Option<FieldMapping> {
    let to = to.parse().ok()?;
    Some(FieldMapping {
        to,
        ..FieldMapping::default()
    })
}

/// The default operation of an element; `owner` is the element that it is relative to.
pub(crate) fn usual_operation(to: &str, owner: &str) -> Option<Operation> {
    usual(&mapping_to(to)?, owner)
}

/// The value read from a text in place of a typed value.
#[derive(Debug, PartialEq)]
pub(crate) struct Reread {
    pub(crate) value: Value,
    /// Whether nothing had to be guessed, and no prose was split.
    pub(crate) is_certain: bool,
}

/// Reads a text as the value of an element, as from other systems; `None` unless all of it is understood.
pub(crate) fn reread(path: &str, text: &str) -> Option<Reread> {
    let (owner, to) = path.rsplit_once('.').unwrap_or(("", path));
    let field = mapping_to(to)?;
    let operation = usual(&field, owner)?;
    let vocabulary = field.to.vocabulary(owner);
    let context = ReadContext {
        vocabulary,
        target: Some(&field.to),
        ..ReadContext::default()
    };
    let made = operation.read(text, context);
    let value = without_zero_fraction(made.value.filter(|_| made.unread.is_empty())?);
    let is_term = |value: &Value| {
        let word = value.as_str().unwrap_or_default();
        vocabulary.is_some_and(|list| list.terms.iter().any(|term| term.term == word))
    };
    let is_listed = match (operation, &value) {
        (Operation::Word, value) => is_term(value),
        (Operation::Words, Value::Array(values)) => values.iter().all(is_term),
        _ => true,
    };
    let takes_prose_apart = matches!(
        operation,
        Operation::Contact
            | Operation::Places
            | Operation::Materials
            | Operation::Process
            | Operation::Steps
            | Operation::Citations
            | Operation::Fees
            | Operation::Bodies
            | Operation::Names
            | Operation::List
    );
    (is_listed && takes(&field, owner, value.clone())).then_some(Reread {
        value,
        is_certain: made.guess.is_none() && !takes_prose_apart,
    })
}

/// A number without a fraction as an integer.
fn without_zero_fraction(value: Value) -> Value {
    match value.as_f64() {
        Some(number) if value.is_f64() && number.fract() == 0.0 => {
            let text = number.to_string();
            text.parse::<i64>().map_or(value, Value::from)
        }
        _ => value,
    }
}

/// Whether an operation reads all of a text.
pub(crate) fn reads(operation: Operation, to: &str, owner: &str, text: &str) -> bool {
    let Some(field) = mapping_to(to) else {
        return false;
    };
    let context = ReadContext {
        vocabulary: field.to.vocabulary(owner),
        target: Some(&field.to),
        ..ReadContext::default()
    };
    let made = operation.read(text, context);
    made.value.is_some() && made.unread.is_empty()
}

//! The operations of dialects: each reads one form of value. None of them is specific to a province.

use std::collections::HashSet;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::output::{OperationOutput, ReadContext};
use super::process::process;
use super::target::named;
use super::time_limit::time_limit;
use crate::model::FeeItem;
use crate::prose::{self, ending_bracket, fold, is_filler, is_han};
use crate::value::{
    Guess, address, audience, citation, contact, count, date, hours, list, material, money, phone,
    steps, url, yes_no,
};
use crate::vocabulary::{Audience, Vocabulary};
use crate::words;

/// How to read a value of the source.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize, JsonSchema)]
#[schemars(title = "读法")]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Operation {
    /// A text, unchanged; 无, `-` and the like mean no value.
    #[schemars(title = "文字")]
    #[default]
    Text,
    /// A text, unchanged, where 无 is a valid answer: conditions, quantity limits.
    #[schemars(title = "表述")]
    Statement,
    /// A code: converted to half width, without spaces.
    #[schemars(title = "代码")]
    Code,
    /// An integer, such as `2`, `2次` or 两次.
    #[schemars(title = "整数")]
    Integer,
    /// A number, possibly with a fraction.
    #[schemars(title = "数")]
    Amount,
    /// Yes or no, as 是/否, `1`/`0`, `Y`/`N`, 支持/不支持.
    #[schemars(title = "是否")]
    YesNo,
    /// Yes or no with reversed meaning: `0` is yes.
    #[schemars(title = "反义是否")]
    NoYes,
    /// A date.
    #[schemars(title = "日期")]
    Date,
    /// One word of the element's vocabulary: its term, an alias or its code.
    #[schemars(title = "词")]
    Word,
    /// Several words of the vocabulary, with any separator.
    #[schemars(title = "多个词")]
    Words,
    /// A list of texts, with any separator or numbered.
    #[schemars(title = "多项文字")]
    List,
    /// A time limit; the unit may be in another field.
    #[schemars(title = "时限")]
    Limit,
    /// Opening hours.
    #[schemars(title = "办理时间")]
    Hours,
    /// Phone numbers.
    #[schemars(title = "电话")]
    Phones,
    /// An enquiry or complaint contact: phones, addresses and websites in one text.
    #[schemars(title = "联系方式")]
    Contact,
    /// Places, with their windows.
    #[schemars(title = "地点")]
    Places,
    /// Materials, one per line, with form and copies in brackets.
    #[schemars(title = "材料")]
    Materials,
    /// A list of names; each becomes an element with that name.
    #[schemars(title = "名称")]
    Names,
    /// Names of bodies, with their role in brackets.
    #[schemars(title = "机构")]
    Bodies,
    /// Process steps: numbered or labelled blocks, or separated by arrows.
    #[schemars(title = "环节")]
    Steps,
    /// A process: steps if the text has blocks, otherwise the narrative or flowchart.
    #[schemars(title = "流程")]
    Process,
    /// Citations of laws and documents.
    #[schemars(title = "依据")]
    Citations,
    /// A fee standard as text.
    #[schemars(title = "收费项目")]
    Fees,
    /// A web address.
    #[schemars(title = "网址")]
    Url,
    /// The value unchanged, for extensions.
    #[schemars(title = "原样")]
    Keep,
}

impl Operation {
    /// Whether each entry of a list is a separate value.
    pub(super) fn takes_lists(self) -> bool {
        matches!(
            self,
            Self::Words | Self::List | Self::Names | Self::Bodies | Self::Places | Self::Phones
        )
    }

    /// Whether a value may have several entries, or paragraphs.
    pub(super) fn takes_several(self) -> bool {
        matches!(
            self,
            Self::Citations
                | Self::Contact
                | Self::Fees
                | Self::Hours
                | Self::List
                | Self::Materials
                | Self::Names
                | Self::Phones
                | Self::Places
                | Self::Process
                | Self::Statement
                | Self::Steps
                | Self::Words
        )
    }

    /// Whether the operation splits a text into entries or parts, none of which is kept as written.
    pub(super) fn reads_lines(self) -> bool {
        matches!(
            self,
            Self::Materials
                | Self::Names
                | Self::Steps
                | Self::Process
                | Self::Citations
                | Self::Places
                | Self::Hours
                | Self::Phones
                | Self::Contact
                | Self::Limit
                | Self::List
        )
    }

    /// Reads a text.
    pub(super) fn read(self, text: &str, context: ReadContext<'_>) -> OperationOutput {
        match self {
            Self::Text => match context
                .map
                .and_then(|map| map.get(text.trim()).or(map.get(OTHERS)))
            {
                Some(term) if term.is_empty() => OperationOutput::unread(text),
                Some(term) => OperationOutput::some(term.as_str().into()),
                None => text_value(text),
            },
            Self::Statement | Self::Keep => match text.trim() {
                "" => OperationOutput::none(),
                text => OperationOutput::some(text.into()),
            },
            Self::Code => code(text, context),
            Self::Integer => count::read(text).into(),
            Self::Amount => number(text, |value| Some(json!(value))),
            Self::YesNo => yes_no::read(text).into(),
            Self::NoYes => yes_no::read(text).map(|yes| !yes).into(),
            Self::Date => date::read(text).into(),
            Self::Word => word(text, context),
            Self::Words => words(text, context),
            Self::List => list::read(text).into(),
            Self::Limit => time_limit(text, context),
            Self::Hours => hours::read(text).into(),
            Self::Phones => phone::read(text).into(),
            Self::Contact if context.target.is_some_and(|to| to.is("guide.complaint")) => {
                contact::read_complaint(text).into()
            }
            Self::Contact => contact::read(text).into(),
            Self::Places => address::read(text).into(),
            Self::Materials => material::read(text).into(),
            Self::Names => list::names(text)
                .map(|names| named(names.into_iter(), context.target))
                .into(),
            Self::Bodies => list::read(text)
                .map(|names| names.iter().map(|name| body(name)).collect::<Value>())
                .into(),
            Self::Steps => steps::read(text).into(),
            Self::Process => process(text),
            Self::Citations => citation::read(text).into(),
            Self::Fees => fees(text),
            Self::Url => url::read(text).into(),
        }
    }
}

fn text_value(text: &str) -> OperationOutput {
    if is_filler(text) {
        return OperationOutput::none();
    }
    OperationOutput::some(text.trim().into())
}

fn code(text: &str, context: ReadContext<'_>) -> OperationOutput {
    if is_filler(text) {
        return OperationOutput::none();
    }
    let code: String = fold(text)
        .chars()
        .filter(|char| !char.is_whitespace())
        .collect();
    // A spreadsheet keeps 15 digits of a number; the rest of a long code is lost.
    let rounded = code.to_lowercase().contains("e+") && code.parse::<f64>().is_ok();
    if rounded {
        return OperationOutput::unread(text);
    }
    match context.target.and_then(|target| target.padded(&code)) {
        Some(padded) => OperationOutput {
            value: Some(padded.into()),
            guess: Some(Guess::ZerosLost),
            ..OperationOutput::default()
        },
        None => OperationOutput::some(code.into()),
    }
}

fn number(text: &str, value: impl Fn(f64) -> Option<Value>) -> OperationOutput {
    let without_unit = text
        .trim()
        .trim_end_matches(['次', '份', '个', '件', '名', '元', '套']);
    if is_filler(text) {
        return OperationOutput::none();
    }
    prose::number(without_unit)
        .and_then(value)
        .map_or_else(|| OperationOutput::unread(text), OperationOutput::some)
}

/// The key of a map whose term applies to values that are neither in the map nor a standard term.
const OTHERS: &str = "*";

/// The term of a word: in the source's map, or else in the vocabulary, or else in the map's entry for all others.
fn term(word: &str, context: ReadContext<'_>) -> Option<(String, Option<Guess>)> {
    let word = word.trim();
    let map_entry = |key: &str| context.map.and_then(|map| map.get(key));
    let as_term = |term: &String| (!term.is_empty()).then(|| (term.clone(), None));
    if let Some(term) = map_entry(word) {
        return as_term(term);
    }
    standard_term(word, context).or_else(|| map_entry(OTHERS).and_then(as_term))
}

/// The standard term of a word, by its name, an alias or its code.
fn standard_term(word: &str, context: ReadContext<'_>) -> Option<(String, Option<Guess>)> {
    let list = context.vocabulary?;
    if let Some(term) = list.find(word) {
        return Some((term.term.to_owned(), None));
    }
    let folded = fold(word).into_owned();
    if let Some(term) = list.find(&folded) {
        return Some((term.term.to_owned(), None));
    }
    // A spreadsheet turns 01 into the number 1.
    if !folded.is_empty() && folded.chars().all(|char| char.is_ascii_digit()) {
        let padded = [format!("0{folded}"), format!("00{folded}")];
        let found = padded.iter().find_map(|code| list.find(code));
        return found.map(|term| (term.term.to_owned(), Some(Guess::ZerosLost)));
    }
    None
}

fn word(text: &str, context: ReadContext<'_>) -> OperationOutput {
    let mapped = context.map.is_some_and(|map| map.contains_key(text.trim()));
    if !mapped && is_filler(text) {
        return OperationOutput::none();
    }
    match term(text, context) {
        Some((term, guess)) => OperationOutput {
            value: Some(term.into()),
            guess,
            ..OperationOutput::default()
        },
        // An unlisted word is kept unchanged, and a rule reports it. An unlisted code is unread,
        // and so are several words if one is expected.
        None if mapped || is_code(text) || are_terms(text, context) => {
            OperationOutput::unread(text)
        }
        None => OperationOutput::some(text.trim().into()),
    }
}

/// Whether a word is a code: it has no Chinese characters.
fn is_code(text: &str) -> bool {
    !text.chars().any(is_han)
}

/// Whether a text is several standard terms.
fn are_terms(text: &str, context: ReadContext<'_>) -> bool {
    let entries = list::read(text).value.unwrap_or_default();
    entries.len() > 1
        && entries
            .iter()
            .all(|entry| standard_term(entry, context).is_some())
}

fn words(text: &str, context: ReadContext<'_>) -> OperationOutput {
    if context.map.is_none() && context.vocabulary == Some(Audience::LIST) {
        return match term(text, context) {
            // The term of a code; restoring a zero that the code lost is a guess.
            Some((term, guess)) => OperationOutput {
                value: Some(json!([term])),
                guess,
                ..OperationOutput::default()
            },
            None => audience::read(text).into(),
        };
    }
    // A term may contain a separator itself.
    if term(text, context).is_some() {
        let mut made = word(text, context);
        made.value = made.value.map(|value| split_terms(value).collect());
        return made;
    }
    let reading = list::read(text);
    let Some(entries) = reading.value else {
        return if reading.empty {
            OperationOutput::none()
        } else {
            OperationOutput::unread(text)
        };
    };
    let mut made = OperationOutput::default();
    let mut values: Vec<Value> = Vec::new();
    let mut known: HashSet<String> = HashSet::new();
    for entry in &entries {
        let mut one = word(entry, context);
        made.unread.append(&mut one.unread);
        made.guess = made.guess.or(one.guess);
        for value in one.value.into_iter().flat_map(split_terms) {
            if known.insert(value.to_string()) {
                values.push(value);
            }
        }
    }
    made.empty = values.is_empty() && made.unread.is_empty();
    made.value = (!values.is_empty()).then_some(Value::Array(values));
    made
}

/// The terms of a map entry: one code may mean several, as in `窗口办理^网上办理`.
fn split_terms(value: Value) -> impl Iterator<Item = Value> {
    let terms: Vec<Value> = match value {
        Value::String(text) => text.split('^').map(Value::from).collect(),
        other => vec![other],
    };
    terms.into_iter()
}

/// `省级司法（受理,审核）`: a name with the body's role in brackets.
fn body(text: &str) -> Value {
    let text = text.trim();
    match ending_bracket(text).filter(|role| !role.before.is_empty()) {
        Some(role) => json!({ "name": role.before, "role": role.inside }),
        None => json!({ "name": text }),
    }
}

fn fees(text: &str) -> OperationOutput {
    if is_filler(text) {
        return OperationOutput::none();
    }
    // 收费标准：不收费 means no fee, not a fee of zero.
    if words::FREE_OF_CHARGE.is(prose::trimmed(text)) {
        return OperationOutput {
            instead: Some("guide.fees.charged"),
            ..OperationOutput::some(false.into())
        };
    }
    let lines: Option<Vec<FeeItem>> = text
        .split(['\n', '；', ';'])
        .filter(|line| !prose::trimmed(line).is_empty())
        .map(named_fee)
        .collect();
    let items = lines.filter(|items| !items.is_empty());
    let items = items.unwrap_or_else(|| vec![fee(text)]);
    OperationOutput {
        value: serde_json::to_value(items).ok(),
        ..OperationOutput::default()
    }
}

/// A fee with its name before a colon: 工本费：10元/本.
fn named_fee(line: &str) -> Option<FeeItem> {
    const MAX_NAME_CHARS: usize = 16;
    let (name, standard) = prose::unmarked(line).split_once(['：', ':'])?;
    let (name, standard) = (prose::trimmed(name), prose::trimmed(standard));
    let is_name = name.ends_with('费') && !prose::is_longer(name, MAX_NAME_CHARS);
    (is_name && !standard.is_empty()).then(|| FeeItem {
        name: Some(name.to_owned()),
        ..fee(standard)
    })
}

fn fee(text: &str) -> FeeItem {
    let mut item = FeeItem {
        standard: Some(text.trim().to_owned()),
        ..FeeItem::default()
    };
    let reading = money::read(text);
    if let Some(price) = reading.value
        && price.upper.is_none()
        && reading.guess.is_none_or(|guess| guess == Guess::BareAmount)
    {
        item.amount = price.amount;
        item.unit = price.unit;
    }
    item
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;
    use crate::vocabulary::{HandlingForm, ItemType};

    fn value(operation: Operation, text: &str, context: ReadContext<'_>) -> Option<Value> {
        operation.read(text, context).value
    }

    #[test]
    fn words_are_found_by_term_spelling_and_code() {
        let context = ReadContext {
            vocabulary: Some(ItemType::LIST),
            ..ReadContext::default()
        };
        for text in ["行政许可", "01", " 行政许可 ", "1"] {
            assert_eq!(
                value(Operation::Word, text, context),
                Some("行政许可".into()),
                "{text}"
            );
        }
        let map = BTreeMap::from([("20".to_owned(), "其他行政权力".to_owned())]);
        let own = ReadContext {
            map: Some(&map),
            ..context
        };
        assert_eq!(
            value(Operation::Word, "20", own),
            Some("其他行政权力".into())
        );
        assert_eq!(value(Operation::Word, "审批", context), Some("审批".into()));
    }

    #[test]
    fn several_words_take_any_separator() {
        let context = ReadContext {
            vocabulary: Some(HandlingForm::LIST),
            ..ReadContext::default()
        };
        for text in [
            "窗口办理,网上办理",
            "窗口办理^网上办理",
            "1，2",
            "[\"窗口办理\",\"网上办理\"]",
        ] {
            let expected = json!(["窗口办理", "网上办理"]);
            assert_eq!(
                value(Operation::Words, text, context),
                Some(expected),
                "{text}"
            );
        }
    }

    #[test]
    fn the_unit_of_a_limit_may_stand_elsewhere() {
        let context = ReadContext {
            unit: Some("1"),
            ..ReadContext::default()
        };
        let read = value(Operation::Limit, "20", context);
        assert_eq!(read, Some(json!({ "amount": 20, "unit": "工作日" })));
        let bare = value(Operation::Limit, "20", ReadContext::default());
        assert_eq!(bare, Some(json!({ "amount": 20 })));
    }

    #[test]
    fn words_beside_an_amount_stay_with_it() {
        let read = |text, unit| {
            let context = ReadContext {
                unit: Some(unit),
                ..ReadContext::default()
            };
            value(Operation::Limit, text, context)
        };
        let words = "15个工作日，评价结果确定前完成";
        let expected = json!({ "amount": 15, "unit": "工作日", "text": words });
        assert_eq!(read("15", words), Some(expected));
        let expected = json!({ "immediate": true, "text": "1，即时办结" });
        assert_eq!(read("1", "即时办结"), Some(expected));
        let expected = json!({ "amount": 3, "text": "3，按批次" });
        assert_eq!(read("3", "按批次"), Some(expected));
    }

    #[test]
    fn processes_are_steps_where_their_blocks_have_names() {
        let steps = |text: &str| {
            let process = value(Operation::Process, text, ReadContext::default()).unwrap();
            process["steps"].as_array().map_or(0, Vec::len)
        };
        assert_eq!(
            steps("1. 受理\n核对资料。\n2. 办理\n（1）录入。\n3. 反馈\n出具结果。"),
            3
        );
        assert_eq!(steps("（1）申请。提交资料。\n（2）受理。\n（3）办结。"), 3);
        assert_eq!(steps("申请人申报-->县市初审-->窗口送达"), 3);
        assert_eq!(steps("受理-审核-办结"), 3);
        assert_eq!(
            steps("1.申请人登录系统，选择事项后提交申请并上传材料。\n2.到窗口领证。"),
            0
        );
        let drawn = "flowchart TD\na[受理] --> b[办结]";
        let process = value(Operation::Process, drawn, ReadContext::default()).unwrap();
        assert_eq!(process["flowchart"]["mermaid"], drawn);
    }

    #[test]
    fn a_rounded_code_is_not_a_code() {
        let made = Operation::Code.read("1.14500007565194E+30", ReadContext::default());
        assert!(made.value.is_none() && !made.unread.is_empty());
        let made = Operation::Code.read("１１４５ 00", ReadContext::default());
        assert_eq!(made.value, Some("114500".into()));
    }

    #[test]
    fn bodies_have_roles_in_brackets() {
        let read = value(
            Operation::Bodies,
            "省级司法（审核,决定）、市级司法（受理）",
            ReadContext::default(),
        );
        let expected = json!([
            { "name": "省级司法", "role": "审核,决定" },
            { "name": "市级司法", "role": "受理" }
        ]);
        assert_eq!(read, Some(expected));
    }

    #[test]
    fn inverted_answers_are_turned_round() {
        assert_eq!(
            value(Operation::NoYes, "0", ReadContext::default()),
            Some(true.into())
        );
        assert_eq!(
            value(Operation::YesNo, "0", ReadContext::default()),
            Some(false.into())
        );
    }
}

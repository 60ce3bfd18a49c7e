//! A blank workbook to fill in.

use std::collections::BTreeMap;
use std::io;

use serde_json::Value;

use crate::i18n::{Language, Text, without_keys};
use crate::model::elements::{Field, Group, ITEM, Leaf};
use crate::model::{Catalogue, ServiceItem, covers};
use crate::rules::element::wanted;
use crate::schema;
use crate::tabular::{self, Advice, CellForm, Column, Filled, Template, Writing, tables};
use crate::vocabulary::Profile;

/// The source of the example rows.
const EXAMPLE: &str = include_str!("../../examples/data/items/food-business-licence.toml");

/// Generates a blank workbook: a sheet for each kind of element, with names, advice and lists to choose from. Once
/// filled in, it is read without a dialect.
///
/// # Errors
///
/// If the workbook cannot be built, which is an internal error.
pub fn blank_workbook(language: Language) -> io::Result<Vec<u8>> {
    filled_workbook(&Filled::new(Writing::Typed), language)
}

/// Generates the workbook to fill in, with the rows of `filled`.
fn filled_workbook(filled: &Filled, language: Language) -> io::Result<Vec<u8>> {
    let mut example = Catalogue::default();
    example
        .items
        .extend(toml::from_str::<ServiceItem>(EXAMPLE).ok());
    let example = Filled::of(&example, Writing::Typed);
    let required = required(language);
    let advice = |column: &Column| advice(column, &required, language);
    let template = Template {
        advice: &advice,
        example: &example,
        lines: LINES
            .iter()
            .map(|line| line.get(language).to_owned())
            .collect(),
    };
    let (bytes, _) = tabular::book(filled, Some(&template), language)?;
    Ok(bytes)
}

/// The text of the first sheet.
const LINES: &[Text] = &[
    Text::new("政务服务事项填报表", "Service items to fill in"),
    Text::new(
        "一张表填一类内容。“事项”和“办事指南”一个事项一行；“申请材料”“办理环节”等表一项内容一行，在“事项”一栏选它属于哪个事项。",
        "A sheet for each kind of content: a row for each item in “items” and “guide”; in all others a row for each material, step and so on, with the item it belongs to.",
    ),
    Text::new(
        "从斜体的示例行的下一行填起。示例行不算事项；在示例行上改写的，改过的那一行就算。",
        "Begin below the example in italics. The example row is not read, unless you overwrite it.",
    ),
    Text::new(
        "黄色的表头是必填的，下面一行写明哪种检查要求（门户、交换、评估）要它。确实不适用的，在“不适用的要素”表里写一行，说明原因；没有内容的格留空，不要填“无”“/”。",
        "Yellow columns are required; the row below says under which profile (portal, exchange, audit). If an element does not apply, add a row to “elements that do not apply”, with the reason. Leave unknown values empty.",
    ),
    Text::new(
        "有下拉箭头的格从列表里选；一格可以有几项的，手工用“、”或“；”分开。全部用词在“词表”里。",
        "Where there is a list, choose from it; several in one cell are separated by 、 or ；. All words are in “lists”.",
    ),
    Text::new(
        "要素的行列可以排序、换位置、隐藏，表可以改名；每张表最左的一栏和隐藏的第一行请不要改，程序凭它们认栏目。自己加的栏不会丢，读入后放在扩展字段里，并给出提示。",
        "Rows and columns may be sorted, moved and hidden, and sheets renamed; leave the first column and the hidden first row as they are: the program identifies columns by them. Columns that you add are kept as extensions and reported.",
    ),
    Text::new(
        "填好后检查：shixiang check 本文件.xlsx（问题指到哪张表的哪一格）；写成目录：shixiang normalize 本文件.xlsx -o 目录",
        "Check it: shixiang check FILE.xlsx (findings name sheet and cell). Make a catalogue of it: shixiang normalize FILE.xlsx -o DIRECTORY",
    ),
];

/// For each required column, the profiles that require it.
type Required = BTreeMap<&'static str, String>;

fn required(language: Language) -> Required {
    let mut required = BTreeMap::new();
    // The profiles do not list the name, without which there is no item.
    let name = Text::new("必填", "required").get(language);
    required.insert("name", name.to_owned());
    for row in wanted() {
        let profiles = Profile::ALL.into_iter().zip(row.severity);
        let profiles = profiles.filter(|(_, severity)| *severity == Some(crate::Severity::Error));
        let names = profiles.map(|(profile, _)| match language {
            Language::English => profile.as_str(),
            Language::Chinese => profile.chinese(),
        });
        let names: Vec<&str> = names.collect();
        // If the element is a list or a composite, the column in which it begins is required.
        let mut columns = tables().iter().flat_map(|table| &table.columns);
        let begins = |column: &&Column| covers(row.element, &column.key);
        if let (Some(column), false) = (columns.find(begins), names.is_empty()) {
            let of = row.items.get(language);
            let text = match language {
                Language::Chinese => format!("{}必填（{of}事项）", names.join("、")),
                Language::English => format!("required by {} ({of})", names.join(", ")),
            };
            required.entry(column.key.as_str()).or_insert(text);
        }
    }
    let (item, catalogue) = (schema::service_item(), schema::catalogue());
    let in_row = Text::new("有这一行就必填", "required in each row").get(language);
    for column in tables().iter().flat_map(|table| &table.columns) {
        if requires(&item, &column.key) || requires(&catalogue, &column.key) {
            let text = in_row.to_owned();
            required.entry(column.key.as_str()).or_insert(text);
        }
    }
    required
}

/// Whether a schema requires the last key of a path in the object that contains it.
fn requires(schema: &Value, path: &str) -> bool {
    let mut owner = schema;
    let mut keys = path.split('.').peekable();
    while let Some(key) = keys.next() {
        if keys.peek().is_none() {
            let required = owner.get("required").and_then(Value::as_array);
            return required.is_some_and(|all| all.iter().any(|one| one == key));
        }
        let inner = owner.get("properties").and_then(|all| all.get(key));
        let inner = inner.map(|inner| inner.get("items").unwrap_or(inner));
        let named = inner.and_then(|inner| inner.get("$ref")?.as_str()?.strip_prefix('#'));
        let Some(found) = named.map_or(inner, |pointer| schema.pointer(pointer)) else {
            return false;
        };
        owner = found;
    }
    false
}

/// Tables that few items need and that a blank TOML item does not show, with their purpose.
const FURTHER: [(&str, Text); 4] = [
    (
        "guide.special_procedures",
        Text::new(
            "要听证、招标、检验、检测、鉴定、专家评审的，一项一行；没有的不填",
            "a row for each hearing, tender, inspection, test, appraisal or review; none if there are none",
        ),
    ),
    (
        "deviations",
        Text::new(
            "几个渠道本来就该说得不一样的，一处一行，写明原因",
            "a row for each element that channels may state differently, with the reason",
        ),
    ),
    (
        "suppressions",
        Text::new(
            "检查指出而经批准暂不整改的，一条一行，写明规则编号、原因和期限",
            "a row for each finding that is accepted for now: the code of the rule, the reason, and the last day",
        ),
    ),
    (
        "translations",
        Text::new(
            "名称和摘要有外文、少数民族文字的，一种语言一行",
            "a row for each language into which name and summary are translated",
        ),
    ),
];

/// The note on a column of a table that few items need; columns of JSON are not for people to fill in.
fn further(column: &Column) -> Option<Text> {
    let (id, about) = FURTHER.iter().find(|(id, _)| {
        let rest = column.key.strip_prefix(id);
        rest.is_some_and(|rest| rest.starts_with('.'))
    })?;
    if matches!(column.form, CellForm::Json) {
        return None;
    }
    let table = tables().iter().find(|table| table.id == *id)?;
    let is_first = table
        .columns
        .first()
        .is_some_and(|first| first.key == column.key);
    Some(if is_first { *about } else { Text::new("", "") })
}

/// The advice on a column; `None` if few items need the column.
fn advice(column: &Column, required: &Required, language: Language) -> Option<Advice> {
    let needed = required.get(column.key.as_str());
    let fill = fill(column);
    let further = further(column);
    if needed.is_none() && fill.is_none() && further.is_none() {
        return None;
    }
    let mut parts: Vec<String> = needed.cloned().into_iter().collect();
    let about = further.map(|about| about.get(language));
    let about = about.filter(|about| !about.is_empty());
    parts.extend(about.map(str::to_owned));
    // The registry gives its advice in Chinese.
    if language == Language::Chinese {
        let fills = fill.into_iter().flatten().filter(|fill| !fill.is_empty());
        parts.extend(fills.map(without_keys));
    }
    let say = |zh, en| Text::new(zh, en).get(language).to_owned();
    parts.extend(column.form.advice(language));
    if let CellForm::Leaf(leaf) = column.form {
        parts.extend(match leaf {
            Leaf::Date => Some(say("如 2027-01-01", "e.g. 2027-01-01")),
            Leaf::Flag => Some(say("是或否", "是 (yes) or 否 (no)")),
            Leaf::Whole | Leaf::Amount => Some(say("只写数字", "a number")),
            Leaf::Text | Leaf::Open => None,
        });
    }
    Some(Advice {
        text: parts.join(match language {
            Language::Chinese => "；",
            Language::English => "; ",
        }),
        is_required: needed.is_some(),
    })
}

/// The registry's advice on how to fill in a column; `None` if a blank TOML item does not show the column and all
/// elements that enclose it.
fn fill(column: &Column) -> Option<Vec<&'static str>> {
    let mut group: &'static Group = ITEM;
    let mut parent: Option<&'static Field> = None;
    let mut advice = Vec::new();
    let keys: Vec<&str> = column.key.split('.').collect();
    for (at, key) in keys.iter().enumerate() {
        let field = group.field(key)?;
        let is_last = at + 1 == keys.len();
        match (field.fill, parent.and_then(|parent| parent.sample)) {
            // The sample of a group written in one line shows which of its fields are filled in.
            (None, Some(sample)) if sample.contains(key) || field.leaf == Leaf::Flag => {}
            (None, _) => return None,
            (Some(fill), _) => {
                let is_begun = keys.len() <= at + 2 && field.sample.is_some();
                if is_last || (is_begun && !field.is_list && group_begins(field, keys.last())) {
                    advice.push(fill);
                }
            }
        }
        parent = Some(field);
        group = match field.group {
            Some(inner) => inner,
            None => break,
        };
    }
    Some(advice)
}

/// Whether the key is the first of the type of a field.
fn group_begins(field: &Field, key: Option<&&str>) -> bool {
    let first = field.group.and_then(|group| group.fields.first());
    first.map(|first| first.key) == key.copied()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Format;
    use crate::{ReadOptions, read_bytes};

    #[test]
    fn rarely_needed_elements_can_be_filled_in_and_read_back() {
        const ITEM: &str = r#"
name = "食品经营许可（新办）"
deviations = [{ channels = ["portal"], element = "guide.hours", reason = "夜间只网上受理", until = 2027-01-01 }]
suppressions = [{ rule = "MAT003", element = "guide.materials", reason = "等省里统一", approved_by = "某局", until = 2027-01-01 }]
translations = [{ language = "en", name = "Food permit", summary = "For those who sell food" }]

[[guide.special_procedures]]
name = "现场核查"
limit = { amount = 10, unit = "工作日" }
basis = "《食品经营许可和备案管理办法》第二十条"
note = "不计入办结时限"

[[guide.materials]]
name = "申请书"
"#;
        let mut catalogue = Catalogue::default();
        catalogue.items.push(toml::from_str(ITEM).unwrap());
        let filled = Filled::of(&catalogue, Writing::Typed);
        for language in [Language::Chinese, Language::English] {
            let bytes = filled_workbook(&filled, language).unwrap();
            let options = ReadOptions::default();
            let reading = read_bytes("a.xlsx", bytes, Format::Workbook, &options);
            assert_eq!(reading.catalogue.items, catalogue.items);
            assert_eq!(reading.notices.len(), 0, "{:?}", reading.notices);
        }
    }
}

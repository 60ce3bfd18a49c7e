//! Dictionaries beside records, with the words for the records' codes: `{"dict": {"type": {"1": "行政许可"}}, …}`.

use std::cell::LazyCell;
use std::collections::HashMap;

use super::node::{Entry, Node, NodeKind};
use crate::words::Letters;

/// Substrings of the keys of dictionaries.
const ABOUT_CODES: &[&str] = &[
    "dict",
    "enum",
    "codelist",
    "codes",
    "codemap",
    "字典",
    "代码表",
    "码表",
];
/// Keys of a code in a row of a dictionary; `WORDS` are those of its word, `FIELDS` those of the field it belongs to.
const CODES: &[&str] = &[
    "code",
    "value",
    "key",
    "dictcode",
    "dictvalue",
    "itemcode",
    "itemvalue",
    "代码",
    "值",
    "字典值",
];
const WORDS: &[&str] = &[
    "label",
    "text",
    "name",
    "dictlabel",
    "dictname",
    "itemname",
    "itemtext",
    "desc",
    "名称",
    "含义",
    "字典标签",
];
const FIELDS: &[&str] = &[
    "dicttype",
    "type",
    "field",
    "dict",
    "column",
    "dictname",
    "字典类型",
    "字段",
];
/// Maximum depth searched for dictionaries.
const DEEPEST: u32 = 6;
/// Maximum length of a code, in bytes.
const LONGEST_CODE: usize = 40;

/// The words for codes, by field and code.
type Words = HashMap<String, HashMap<String, String>>;

impl<'a> Node<'a> {
    /// Replaces the codes in records by their words; dictionaries that were used are moved to `shed`.
    pub(crate) fn say_words(&mut self, shed: &mut Vec<(String, Node<'a>)>) {
        self.words_said(shed, DEEPEST);
    }

    fn words_said(&mut self, shed: &mut Vec<(String, Node<'a>)>, depth: u32) {
        let NodeKind::Table(entries) = &mut self.kind else {
            return;
        };
        let mut at = 0;
        while let Some(entry) = entries.get(at) {
            let Some(words) = words(entry) else {
                at += 1;
                continue;
            };
            let mut said = 0;
            for (other, entry) in entries.iter_mut().enumerate() {
                if other != at {
                    said += say(&mut entry.value, None, &words);
                }
            }
            let columns = columns(entries, &words);
            for entry in entries.iter_mut() {
                said += say_in_rows(&mut entry.value, &columns, &words);
            }
            if said == 0 {
                at += 1;
                continue;
            }
            let Entry { key, value, .. } = entries.remove(at);
            shed.push((key.into_owned(), value));
        }
        for entry in entries.iter_mut().filter(|_| depth > 0) {
            entry.value.words_said(shed, depth - 1);
        }
    }
}

fn plain(name: &str) -> String {
    let letters = name.chars().filter(|char| char.is_alphanumeric());
    letters.flat_map(char::to_lowercase).collect()
}

fn is_dictionary(key: &str) -> bool {
    // Fast path: the keys of every document are asked, and few have the letters of such a word.
    let letters = Letters::of_lower(key);
    let key = LazyCell::new(|| plain(key));
    (ABOUT_CODES.iter()).any(|word| letters.may_contain(word) && key.contains(word))
}

/// The value of the first of `keys` that a table has.
fn text_of(node: &Node<'_>, keys: &[&str]) -> Option<String> {
    let mut keys = keys.iter();
    keys.find_map(|key| {
        let entry = node
            .entries()
            .iter()
            .find(|entry| plain(&entry.key) == *key)?;
        entry.value.plain_text().filter(|_| entry.value.is_scalar())
    })
}

/// The words for codes in an entry, if it is a dictionary.
fn words(entry: &Entry<'_>) -> Option<Words> {
    if entry.value.is_scalar() || !is_dictionary(&entry.key) {
        return None;
    }
    let mut words = Words::new();
    match &entry.value.kind {
        NodeKind::Table(fields) if !fields.is_empty() => {
            for field in fields {
                words.insert(plain(&field.key), codes(&field.value)?);
            }
        }
        NodeKind::List(rows) if !rows.is_empty() => {
            for row in rows {
                let field = text_of(row, FIELDS)?;
                let code = text_of(row, CODES)?;
                let word = text_of(row, WORDS).filter(|word| *word != field)?;
                words.entry(plain(&field)).or_default().insert(code, word);
            }
        }
        _ => return None,
    }
    Some(words)
}

/// The words for the codes of one field: `{"1": "…"}` or `[{"code": "1", "label": "…"}]`.
fn codes(node: &Node<'_>) -> Option<HashMap<String, String>> {
    let pairs: Option<HashMap<String, String>> = match &node.kind {
        NodeKind::Table(entries) => (entries.iter())
            .map(|entry| {
                let word = entry.value.text()?;
                let is_code = entry.key.len() <= LONGEST_CODE;
                is_code.then(|| (entry.key.to_string(), word.to_owned()))
            })
            .collect(),
        NodeKind::List(rows) => (rows.iter())
            .map(|row| text_of(row, CODES).zip(text_of(row, WORDS)))
            .collect(),
        _ => None,
    };
    pairs.filter(|pairs| !pairs.is_empty())
}

/// The dictionary for a field, by its name or by the end of its name.
fn of_field<'w>(key: &str, words: &'w Words) -> Option<&'w HashMap<String, String>> {
    let name = plain(key);
    words.get(&name).or_else(|| {
        let parts: Vec<&str> = key.split(['_', '-', '.']).collect();
        (1..parts.len()).find_map(|at| words.get(&plain(&parts.get(at..)?.concat())))
    })
}

/// Replaces the codes in a value by their words; returns the number of codes replaced.
fn say(node: &mut Node<'_>, codes: Option<&HashMap<String, String>>, words: &Words) -> usize {
    match &mut node.kind {
        NodeKind::Table(entries) => (entries.iter_mut())
            .map(|entry| {
                let codes = of_field(&entry.key, words);
                say(&mut entry.value, codes, words)
            })
            .sum(),
        NodeKind::List(nodes) => nodes.iter_mut().map(|node| say(node, codes, words)).sum(),
        _ => {
            let Some(word) = codes.and_then(|codes| said(node, codes)) else {
                return 0;
            };
            node.kind = NodeKind::String(word.into());
            1
        }
    }
}

/// The word for a code, or the words for a list of codes, joined by 、.
fn said(node: &Node<'_>, codes: &HashMap<String, String>) -> Option<String> {
    let text = node.plain_text()?;
    let of = |code: &str| codes.get(code.trim()).map(String::as_str);
    if let Some(word) = of(&text) {
        return Some(word.to_owned());
    }
    let all: Option<Vec<&str>> = text
        .split([',', '，', ';', '；', '、', '|'])
        .map(of)
        .collect();
    all.map(|words| words.join("、"))
}

/// For each column in the list of columns with the most dictionaries, the name for which there is one.
fn columns(entries: &[Entry<'_>], words: &Words) -> Vec<Option<String>> {
    let name = |column: &Node<'_>| {
        let names = column
            .entries()
            .iter()
            .filter_map(|entry| entry.value.text());
        let own = column.text().into_iter();
        own.chain(names)
            .find(|name| of_field(name, words).is_some())
            .map(str::to_owned)
    };
    let lists = entries.iter().filter_map(|entry| match &entry.value.kind {
        NodeKind::List(columns) => Some(columns.iter().map(name).collect::<Vec<_>>()),
        _ => None,
    });
    lists
        .max_by_key(|columns| columns.iter().flatten().count())
        .unwrap_or_default()
}

/// Replaces the codes in rows that are lists of cells.
fn say_in_rows(node: &mut Node<'_>, columns: &[Option<String>], words: &Words) -> usize {
    let NodeKind::List(rows) = &mut node.kind else {
        return 0;
    };
    let mut count = 0;
    for row in rows {
        let NodeKind::List(cells) = &mut row.kind else {
            continue;
        };
        for (cell, column) in cells.iter_mut().zip(columns) {
            let codes = column.as_ref().and_then(|name| of_field(name, words));
            count += say(cell, codes, words);
        }
    }
    count
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use crate::source::json;

    #[test]
    fn codes_are_replaced_by_the_words_beside_them() {
        for (text, expected, dropped) in [
            (
                r#"{"dict":{"lx":{"1":"甲","2":"乙"}},"rows":[{"lx":"2","x":"2"},{"lx":"1,2"},{"lx":3}]}"#,
                json!({"rows":[{"lx":"乙","x":"2"},{"lx":"甲、乙"},{"lx":3}]}),
                1,
            ),
            (
                r#"{"data":{"dictList":[{"dictType":"UNIT","dictCode":"D","dictLabel":"日"}],"list":[{"LAW_UNIT":"D"}]}}"#,
                json!({"data":{"list":[{"LAW_UNIT":"日"}]}}),
                1,
            ),
            (
                r#"{"enums":{"lx":[{"code":1,"label":"甲"}]},"columns":[{"name":"lx"},{"name":"y"}],"rows":[[1,1]]}"#,
                json!({"columns":[{"name":"lx"},{"name":"y"}],"rows":[["甲",1]]}),
                1,
            ),
            // A dictionary that was not used is kept as data.
            (
                r#"{"dict":{"lx":{"1":"甲"}},"rows":[{"y":"1"}]}"#,
                json!({"dict":{"lx":{"1":"甲"}},"rows":[{"y":"1"}]}),
                0,
            ),
        ] {
            let mut root = json::parse(text).0.unwrap();
            let mut shed = Vec::new();
            root.say_words(&mut shed);
            assert_eq!((root.to_json(), shed.len()), (expected, dropped), "{text}");
        }
    }
}

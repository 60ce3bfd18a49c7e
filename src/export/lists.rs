//! The code lists as JSON, and as CSV with a table schema.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::table::{Column, Table, package};
use crate::dialect::{self, spellings};
use crate::division;
use crate::vocabulary::{self, List, Origin};

/// The separator of aliases in a cell; no alias contains it.
const SEPARATOR: &str = "|";

/// The columns of the table of a vocabulary.
const VALUE: &[Column] = &[
    Column::text("code", "国家代码；交换表没有的是空的"),
    Column::key("term", "词，文件里写的"),
    Column::required("english", "英文"),
    Column::required("variant", "程序里的名称"),
    Column::text("aliases", "别名，用 | 分开"),
];

const SPELLING: &[Column] = &[
    Column::key("dialect", "方言"),
    Column::key("list", "代码表"),
    Column::key("spelling", "来源里的写法"),
    Column::required("term", "词"),
];

const DIVISION: &[Column] = &[
    Column::key("code", "代码"),
    Column::key("name", "名称；改过名的代码一个名称一行"),
    Column::text("since", "第一次出现的年月；最早的一版就有的是空的"),
    Column::text("until", "最后一次出现的年月；在用的是空的"),
];

/// Generates the files of the code lists, by name: `NAME.json` and `NAME.csv` for each vocabulary and for the
/// divisions, `spellings.csv` with the spellings of the built-in dialects, and `datapackage.json`,
/// which describes the tables.
pub fn code_lists() -> BTreeMap<String, String> {
    let spelled = spelled();
    let mut files = BTreeMap::new();
    let mut tables = Vec::new();
    for list in vocabulary::all() {
        files.insert(
            format!("{}.json", list.id),
            pretty(&as_json(list, &spelled)),
        );
        let rows = list.terms.iter().map(|term| {
            let code = term.code.unwrap_or_default();
            let texts = [code, term.term, term.english, term.variant];
            let texts = texts.into_iter().map(str::to_owned);
            texts.chain([term.aliases.join(SEPARATOR)]).collect()
        });
        tables.push(Table::new(list.id, list.name, VALUE, rows));
    }
    let rows = spelled.iter().map(|one| {
        let cells = [one.dialect, one.list, one.spelling, one.term];
        cells.map(str::to_owned).into()
    });
    tables.push(Table::new("spellings", "各方言的写法", SPELLING, rows));
    let divisions = division::all().iter();
    let divided: Vec<String> = divisions
        .clone()
        .map(|one| as_line(one).to_string())
        .collect();
    files.insert(
        "divisions.json".to_owned(),
        format!("[\n{}\n]\n", divided.join(",\n")),
    );
    let rows = divisions.map(|one| {
        let (since, until) = (one.since.unwrap_or_default(), one.until.unwrap_or_default());
        [one.code, one.name, since, until].map(str::to_owned).into()
    });
    tables.push(Table::new(
        "divisions",
        "行政区划（含已撤销的）",
        DIVISION,
        rows,
    ));
    let described = package("shixiang-code-lists", "政务服务事项代码表", &tables);
    files.insert("datapackage.json".to_owned(), pretty(&described));
    files.extend(tables.into_iter().map(|table| (table.file(), table.csv())));
    files
}

/// The spelling of a value in a dialect.
struct Spelled {
    dialect: &'static str,
    list: &'static str,
    spelling: &'static str,
    term: &'static str,
}

fn spelled() -> Vec<Spelled> {
    let dialects = dialect::all().iter();
    let spelled = dialects.flat_map(|dialect| {
        let own = spellings(&dialect.file).into_iter();
        own.map(|one| Spelled {
            dialect: &dialect.name,
            list: one.list,
            spelling: one.source,
            term: one.term,
        })
    });
    spelled.collect()
}

fn as_json(list: &List, spelled: &[Spelled]) -> Value {
    let values = list.terms.iter().map(|term| {
        let mut dialects: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
        for one in spelled
            .iter()
            .filter(|one| one.list == list.id && one.term == term.term)
        {
            dialects.entry(one.dialect).or_default().push(one.spelling);
        }
        json!({
            "code": term.code,
            "term": term.term,
            "english": term.english,
            "variant": term.variant,
            "aliases": term.aliases,
            "dialects": dialects,
        })
    });
    let columns = list
        .column
        .into_iter()
        .flat_map(|all| all.split(',').map(str::trim));
    json!({
        "id": list.id,
        "name": list.name,
        "national": list.origin == Origin::National,
        "columns": columns.collect::<Vec<_>>(),
        "values": values.collect::<Vec<_>>(),
    })
}

fn as_line(one: &division::Division) -> Value {
    json!({ "code": one.code, "name": one.name, "since": one.since, "until": one.until })
}

fn pretty(value: &Value) -> String {
    format!("{value:#}\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_alias_has_the_separator() {
        for list in vocabulary::all() {
            let aliases = list.terms.iter().flat_map(|term| term.aliases);
            let found: Vec<_> = aliases.filter(|alias| alias.contains(SEPARATOR)).collect();
            assert!(found.is_empty(), "{}: {found:?}", list.id);
        }
    }
}

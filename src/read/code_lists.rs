//! Code lists: sheets with the meanings of codes in other sheets (字段, 代码, 含义), or one for each field.

use std::collections::HashMap;

use super::heading::HEADING_ROWS;
use crate::dialect::normal;
use crate::source::cells::{Row, Sheet};

/// Names of the column with the field that a code belongs to.
const FIELD_COLUMNS: &[&str] = &[
    "字段",
    "字段名",
    "字段名称",
    "列名",
    "属性",
    "指标",
    "要素",
    "代码类型",
    "代码类别",
    "代码集",
    "代码项",
    "字典类型",
    "字典名称",
    "字典项",
    "类别",
    "field",
    "dict",
    "dicttype",
    "dictname",
];
/// Names of the column with the code.
const CODE_COLUMNS: &[&str] = &[
    "代码",
    "编码",
    "代码值",
    "字典值",
    "字典编码",
    "字典代码",
    "值",
    "取值",
    "键",
    "键值",
    "code",
    "value",
    "key",
    "dictcode",
    "dictvalue",
    "itemcode",
    "itemvalue",
];
/// Names of the column with the meaning of the code.
const MEANING_COLUMNS: &[&str] = &[
    "含义",
    "名称",
    "说明",
    "代码含义",
    "代码名称",
    "代码说明",
    "字典名称",
    "字典标签",
    "标签",
    "释义",
    "中文",
    "中文名称",
    "中文含义",
    "对应含义",
    "text",
    "label",
    "name",
    "dictlabel",
    "dicttext",
    "itemname",
    "itemtext",
];

/// The meanings of codes, by field and code.
#[derive(Debug, Default)]
pub(super) struct CodeLists(HashMap<String, HashMap<String, String>>);

impl CodeLists {
    /// Adds the codes of a sheet, if it is a code list and nothing else; returns whether it is.
    pub(super) fn take(&mut self, sheet: &Sheet) -> bool {
        let is = |names: &[&str], cell: &str| {
            names.contains(&cell.trim().to_lowercase().replace('_', "").as_str())
        };
        let header = sheet
            .rows
            .iter()
            .take(HEADING_ROWS)
            .enumerate()
            .find_map(|(at, row)| {
                let code = row.iter().position(|cell| is(CODE_COLUMNS, cell))?;
                let others = || row.iter().enumerate().filter(|(column, _)| *column != code);
                let field = others()
                    .find(|(_, cell)| is(FIELD_COLUMNS, cell))
                    .map(|(column, _)| column);
                let word = others()
                    .find(|(column, cell)| Some(*column) != field && is(MEANING_COLUMNS, cell))?
                    .0;
                Some((at, field, code, word))
            });
        let Some((at, field, code, word)) = header else {
            return false;
        };
        let cell =
            |row: Row<'_>, column: usize| row.get(column).unwrap_or_default().trim().to_owned();
        // The field may be written once, above all of its codes.
        let mut of = match field {
            Some(_) => String::new(),
            None => sheet.name.clone().unwrap_or_default(),
        };
        let mut found: Vec<(String, String, String)> = Vec::new();
        for row in sheet.rows.iter().skip(at + 1).filter(|row| !row.is_blank()) {
            let named = field
                .map(|field| cell(row, field))
                .filter(|name| !name.is_empty());
            of = named.unwrap_or(of);
            let (code, word) = (cell(row, code), cell(row, word));
            if of.is_empty() || code.is_empty() || word.is_empty() {
                return false;
            }
            found.push((normal(&of).into_owned(), code.to_lowercase(), word));
        }
        let is_list = !found.is_empty();
        for (field, code, word) in found {
            self.0.entry(field).or_default().insert(code, word);
        }
        is_list
    }

    /// Sets the meanings of the codes in the columns of a sheet.
    pub(super) fn apply(&self, sheet: &mut Sheet) {
        for (column, name) in sheet.header.iter().enumerate() {
            if let Some(list) = self.of_column(name) {
                sheet.codes.insert(column, list.clone());
            }
        }
    }

    /// The codes of a column: of its name, or of how that ends, as `UNIT` for `LAW_DAYS_UNIT`.
    fn of_column(&self, name: &str) -> Option<&HashMap<String, String>> {
        let name = normal(name);
        let ends = name
            .match_indices('_')
            .filter_map(|(at, _)| name.get(at + 1..));
        std::iter::once(name.as_ref())
            .chain(ends)
            .find_map(|name| self.0.get(name))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lists(name: &str, rows: &[&[&str]]) -> Option<CodeLists> {
        let mut sheet = Sheet {
            name: Some(name.to_owned()),
            ..Sheet::default()
        };
        rows.iter().for_each(|row| sheet.rows.push(row.iter()));
        let mut lists = CodeLists::default();
        lists.take(&sheet).then_some(lists)
    }

    #[test]
    fn a_sheet_of_codes_is_for_the_fields_that_it_names() {
        let all: &[&[&str]] = &[
            &["代码表", "", ""],
            &["字段", "代码", "含义"],
            &["办件类型", "1", "承诺件"],
            &["", "2", "即办件"],
            &["服务对象", "G", "自然人"],
        ];
        let found = lists("代码", all).unwrap();
        assert_eq!(found.0["办件类型"]["2"], "即办件");
        assert_eq!(found.0["服务对象"]["g"], "自然人");
        let one: &[&[&str]] = &[&["编码", "名称"], &["1", "承诺件"]];
        assert_eq!(lists("办件类型", one).unwrap().0["办件类型"]["1"], "承诺件");
        let other: &[&[&str]] = &[&["编码", "名称"], &["1", ""]];
        assert!(lists("办件类型", other).is_none());
    }
}

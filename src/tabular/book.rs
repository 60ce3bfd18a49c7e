//! Writes the tables as a workbook, to read or to fill in.
//!
//! Each sheet has the keys of its columns in a hidden first row, and their names in the second row. All cells
//! are texts, so that nothing is evaluated as a formula and no code becomes a number.

use std::io;

use rust_xlsxwriter::{DataValidation, Format, Formula, IgnoreError, Worksheet, XlsxError};

use super::cell::CellForm;
use super::layout::{Column, ITEM_KEY, Owner, Table};
use super::mark::{MARK_KEY, Mark, NOTES_KEY};
use super::rows::{Filled, Row};
use crate::excel::{LINE_HEIGHT, MOST_ROWS, SheetNames, Styles, bytes, fits, lines_of, workbook};
use crate::i18n::{Language, Text};
use crate::model::elements::Leaf;
use crate::vocabulary::List;

/// Zero-based index of the last row of a sheet.
const LAST_ROW: u32 = 1_048_575;

/// Number of rows above the data: the keys and the names of the columns.
const HEAD_ROWS: usize = 2;

/// Number of columns before those of elements: the mark of the row and its item.
const LEADING_COLUMNS: u16 = 2;

/// Additional content of a workbook that is to be filled in.
pub(crate) struct Template<'t> {
    /// Returns the advice on a column, or `None` to leave the column out.
    pub(crate) advice: &'t dyn Fn(&Column) -> Option<Advice>,
    /// The example; only the first row of each table is shown.
    pub(crate) example: &'t Filled,
    /// The lines of the first sheet, which has the instructions.
    pub(crate) lines: Vec<String>,
}

/// Advice on a column.
#[derive(Debug)]
pub(crate) struct Advice {
    pub(crate) text: String,
    pub(crate) is_required: bool,
}

/// A cell that was left empty because its text is too long for a workbook.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Unheld {
    pub(crate) item: String,
    /// The path of the element.
    pub(crate) element: String,
}

/// Writes a workbook; returns its bytes, and the cells whose values it could not hold.
pub(crate) fn book(
    filled: &Filled,
    template: Option<&Template<'_>>,
    language: Language,
) -> io::Result<(Vec<u8>, Vec<Unheld>)> {
    let mut book = Book {
        language,
        template,
        styles: Styles::new(),
        lists: Vec::new(),
        list_sheet: String::new(),
        item_sheet: String::new(),
        unheld: Vec::new(),
    };
    let sheets = book.sheets(filled).map_err(io::Error::other)?;
    let mut workbook_out = workbook().map_err(io::Error::other)?;
    for sheet in sheets {
        workbook_out.push_worksheet(sheet);
    }
    Ok((bytes(workbook_out)?, book.unheld))
}

struct Book<'b> {
    language: Language,
    template: Option<&'b Template<'b>>,
    styles: Styles,
    /// The vocabularies that cells are chosen from; each has a column in the list sheet.
    lists: Vec<&'static List>,
    list_sheet: String,
    item_sheet: String,
    unheld: Vec<Unheld>,
}

impl Book<'_> {
    fn say(&self, zh: &'static str, en: &'static str) -> &'static str {
        Text::new(zh, en).get(self.language)
    }

    fn sheets(&mut self, filled: &Filled) -> Result<Vec<Worksheet>, XlsxError> {
        let mut names = SheetNames::default();
        let mut sheets = Vec::new();
        if let Some(template) = self.template {
            let name = names.name(self.say("填写说明", "instructions"));
            sheets.push(instructions_sheet(&name, &template.lines)?);
        }
        self.list_sheet = names.name(self.say("词表", "lists"));
        for (table, rows) in filled.tables() {
            let columns = self.columns(table, rows);
            let is_shown = !rows.is_empty() || table.is_items();
            if columns.is_empty() || !(is_shown || self.template.is_some()) {
                continue;
            }
            let max_rows = MOST_ROWS - HEAD_ROWS - 2;
            let count = rows.len().div_ceil(max_rows).max(1);
            for number in 0..count {
                let rows = rows.chunks(max_rows).nth(number).unwrap_or_default();
                let name = names.name(table.title.get(self.language));
                if table.is_items() && number == 0 {
                    self.item_sheet.clone_from(&name);
                }
                let mut sheet = Worksheet::new();
                sheet.set_name(&name)?;
                self.write_sheet(&mut sheet, table, &columns, rows)?;
                sheets.push(sheet);
            }
        }
        sheets.push(self.list_sheet()?);
        Ok(sheets)
    }

    /// The columns that are shown: in a template those with advice, otherwise those with a non-empty cell and
    /// those that are usually filled in.
    fn columns(&self, table: &'static Table, rows: &[Row]) -> Vec<(usize, &'static Column)> {
        let all = table.columns.iter().enumerate();
        let is_shown = |(number, column): &(usize, &'static Column)| {
            if let Some(template) = self.template {
                return (template.advice)(column).is_some();
            }
            let mut cells = rows.iter().filter_map(|row| row.cells.get(*number));
            cells.any(|cell| !cell.is_empty()) || column.field.fill.is_some()
        };
        all.filter(is_shown).collect()
    }

    fn write_sheet(
        &mut self,
        sheet: &mut Worksheet,
        table: &'static Table,
        columns: &[(usize, &'static Column)],
        rows: &[Row],
    ) -> Result<(), XlsxError> {
        let of_item = table.owner == Owner::Item;
        let keys = self.write_head(sheet, table, columns)?;
        let mut next = 2;
        if let Some(template) = self.template {
            next = self.write_guidance(sheet, template, table, columns, &keys)?;
        }
        let first = next;
        for (at, row) in (first..).zip(rows) {
            self.write_row(sheet, at, columns, row, &keys)?;
        }
        self.add_drop_downs(sheet, table, columns, first)?;
        let last = LEADING_COLUMNS
            + u16::try_from(columns.len()).unwrap_or(u16::MAX - LEADING_COLUMNS)
            - 1;
        sheet.ignore_error_range(first, 0, LAST_ROW, last, IgnoreError::NumberStoredAsText)?;
        sheet.set_freeze_panes(first, if of_item { 3 } else { 2 })?;
        sheet.set_landscape();
        sheet.set_paper_size(9);
        sheet.set_print_fit_to_pages(1, 0);
        sheet.set_repeat_rows(1, 1)?;
        Ok(())
    }

    /// Writes the advice of a template and its example, if it has one; returns the number of the row below.
    fn write_guidance(
        &self,
        sheet: &mut Worksheet,
        template: &Template<'_>,
        table: &'static Table,
        columns: &[(usize, &'static Column)],
        keys: &[&str],
    ) -> Result<u32, XlsxError> {
        let advice = columns.iter().map(|(_, column)| {
            let advice = (template.advice)(column);
            advice.map_or_else(String::new, |advice| advice.text)
        });
        let mut cells = vec![self.item_advice(table).to_owned()];
        cells.extend(advice);
        let text = &self.styles.text;
        let style = text.clone().set_font_color(0x0059_5959).set_font_size(9);
        write_marked_row(sheet, 2, Mark::Notes, keys, &cells, &style)?;
        let mut shown = template.example.tables();
        let shown = shown.find(|(other, _)| other.id == table.id);
        let Some(row) = shown.and_then(|(_, rows)| rows.first()) else {
            return Ok(3);
        };
        let mut cells = vec![row.item.clone()];
        cells.extend(columns.iter().map(|(number, _)| cell_of(row, *number)));
        let style = text.clone().set_italic().set_font_color(0x0080_8080);
        write_marked_row(sheet, 3, Mark::Example, keys, &cells, &style)?;
        Ok(4)
    }

    /// Writes a row; a value that does not fit into a cell is left out and listed.
    fn write_row(
        &mut self,
        sheet: &mut Worksheet,
        at: u32,
        columns: &[(usize, &'static Column)],
        row: &Row,
        keys: &[&str],
    ) -> Result<(), XlsxError> {
        let mut lines = 1;
        let cells = columns.iter().map(|(number, _)| cell_of(row, *number));
        let cells = [row.item.clone()].into_iter().chain(cells);
        for ((column, cell), key) in (1..).zip(cells).zip(keys) {
            if cell.is_empty() {
                continue;
            }
            if fits(&cell) {
                lines = lines.max(lines_of(&cell, Some(width_of(columns, column))));
                sheet.write_string_with_format(at, column, cell, &self.styles.text)?;
            } else {
                self.unheld.push(Unheld {
                    item: row.item.clone(),
                    element: (*key).to_owned(),
                });
            }
        }
        sheet.set_row_height(at, LINE_HEIGHT * f64::from(lines))?;
        Ok(())
    }

    /// Writes the keys and the names of the columns; returns the keys, from the column of the item on.
    fn write_head(
        &self,
        sheet: &mut Worksheet,
        table: &'static Table,
        columns: &[(usize, &'static Column)],
    ) -> Result<Vec<&'static str>, XlsxError> {
        let of_item = table.owner == Owner::Item;
        let mut keys = vec![if of_item { ITEM_KEY } else { "" }];
        keys.extend(columns.iter().map(|(_, column)| column.key.as_str()));
        sheet.write_string(0, 0, MARK_KEY)?;
        for (at, key) in (1..).zip(&keys) {
            sheet.write_string(0, at, *key)?;
        }
        sheet.set_row_hidden(0)?;
        let item = if of_item {
            self.say("事项", "item")
        } else {
            ""
        };
        let mut titles = vec![item.to_owned()];
        titles.extend(
            columns
                .iter()
                .map(|(_, column)| column.title(self.language)),
        );
        write_marked_row(sheet, 1, Mark::Names, &keys, &titles, &self.styles.head)?;
        if self.template.is_some() && of_item && !table.is_items() {
            sheet.write_string_with_format(1, 1, item, &self.styles.head_to_fill)?;
        }
        // The text format keeps Excel from turning codes into numbers and dates while one types.
        let text = Format::new().set_num_format("@").set_text_wrap();
        for (at, (_, column)) in (LEADING_COLUMNS..).zip(columns) {
            let advice = self.template.and_then(|template| (template.advice)(column));
            if advice.is_some_and(|advice| advice.is_required) {
                let title = column.title(self.language);
                sheet.write_string_with_format(1, at, title, &self.styles.head_to_fill)?;
            }
            sheet.set_column_format(at, &text)?;
            sheet.set_column_width(at, width_of(columns, at))?;
        }
        let grey = Format::new().set_font_color(0x00A6_A6A6).set_font_size(8);
        sheet.set_column_format(0, &grey)?;
        sheet.set_column_width(0, 8)?;
        sheet.set_column_format(1, &text)?;
        if of_item {
            sheet.set_column_width(1, 22)?;
        } else {
            sheet.set_column_hidden(1)?;
        }
        Ok(keys)
    }

    fn item_advice(&self, table: &Table) -> &'static str {
        match (table.owner, table.is_items()) {
            (Owner::Catalogue, _) => "",
            (_, true) => self.say(
                "不用填；有两个事项同名的，才在这里写上不同的叫法",
                "leave empty, unless two items have the same name: then distinguish them here",
            ),
            (_, false) => self.say(
                "属于哪个事项：选事项名称",
                "the name of the item that the row belongs to",
            ),
        }
    }

    /// Adds drop-down lists to the cells of items, flags and vocabularies.
    fn add_drop_downs(
        &mut self,
        sheet: &mut Worksheet,
        table: &'static Table,
        columns: &[(usize, &'static Column)],
        first: u32,
    ) -> Result<(), XlsxError> {
        if table.owner == Owner::Item && !table.is_items() {
            // In a template, rows refer to items by their names, which are in the column after the item column.
            let column = if self.template.is_some() { 'C' } else { 'B' };
            let from = if self.template.is_some() { 5 } else { 3 };
            let name = &self.item_sheet;
            let range = format!("='{name}'!${column}${from}:${column}$5000");
            let list = DataValidation::new()
                .allow_list_formula(Formula::new(range))
                .show_error_message(false);
            sheet.add_data_validation(first, 1, LAST_ROW, 1, &list)?;
        }
        for (at, (_, column)) in (LEADING_COLUMNS..).zip(columns) {
            let list = match column.form {
                CellForm::Leaf(Leaf::Flag) => {
                    let message = self.say("选“是”或“否”", "choose 是 or 否");
                    DataValidation::new()
                        .allow_list_strings(&["是", "否"])?
                        .set_error_message(message)?
                }
                CellForm::Leaf(_) | CellForm::Words => {
                    let Some(vocabulary) = column.field.vocabulary else {
                        continue;
                    };
                    let list = DataValidation::new();
                    // Several words, and words that are not listed, may be correct, so there is no error message.
                    list.allow_list_formula(self.list(vocabulary))
                        .show_error_message(false)
                }
                _ => continue,
            };
            sheet.add_data_validation(first, at, LAST_ROW, at, &list)?;
        }
        Ok(())
    }

    /// The range with the words of a vocabulary in the list sheet; adds the vocabulary to it if necessary.
    fn list(&mut self, list: &'static List) -> Formula {
        let known = self.lists.iter().position(|known| known.id == list.id);
        let column = known.unwrap_or(self.lists.len());
        if known.is_none() {
            self.lists.push(list);
        }
        let column = column_name(column);
        let last = list.terms.len() + 2;
        let name = &self.list_sheet;
        Formula::new(format!("='{name}'!${column}$3:${column}${last}"))
    }

    /// Creates the sheet with the words of the vocabularies.
    fn list_sheet(&self) -> Result<Worksheet, XlsxError> {
        let mut sheet = Worksheet::new();
        sheet.set_name(&self.list_sheet)?;
        sheet.write_string(0, 0, NOTES_KEY)?;
        sheet.set_row_hidden(0)?;
        for (at, list) in (0..).zip(&self.lists) {
            sheet.write_string_with_format(1, at, list.name, &self.styles.head)?;
            sheet.set_column_width(at, 18)?;
            for (row, term) in (2..).zip(list.terms) {
                sheet.write_string(row, at, term.term)?;
            }
        }
        sheet.set_freeze_panes(2, 0)?;
        Ok(sheet)
    }
}

/// Writes a row that is not data, and marks it in the first column.
fn write_marked_row(
    sheet: &mut Worksheet,
    at: u32,
    mark: Mark,
    keys: &[&str],
    cells: &[String],
    style: &Format,
) -> Result<(), XlsxError> {
    let pairs = keys.iter().copied().zip(cells.iter().map(String::as_str));
    let grey = style.clone().set_font_color(0x00A6_A6A6).set_font_size(8);
    sheet.write_string_with_format(at, 0, mark.text(pairs), &grey)?;
    let mut lines = 2;
    for (column, cell) in (1..).zip(cells) {
        // Empty cells are written for their style; the digest in the mark ignores them.
        sheet.write_string_with_format(at, column, cell, style)?;
        lines = lines.max(lines_of(cell, Some(16.0)));
    }
    sheet.set_row_height(at, LINE_HEIGHT * f64::from(lines.min(9)))?;
    Ok(())
}

/// Creates the sheet with the instructions.
fn instructions_sheet(name: &str, lines: &[String]) -> Result<Worksheet, XlsxError> {
    let mut sheet = Worksheet::new();
    sheet.set_name(name)?;
    sheet.write_string(0, 0, NOTES_KEY)?;
    sheet.set_row_hidden(0)?;
    sheet.set_column_width(0, 100)?;
    let wrapped = Format::new().set_text_wrap();
    let bold = wrapped.clone().set_bold().set_font_size(14);
    for (at, line) in (1..).zip(lines) {
        let style = if at == 1 { &bold } else { &wrapped };
        sheet.write_string_with_format(at, 0, line, style)?;
        let lines = lines_of(line, Some(100.0)).max(if at == 1 { 2 } else { 1 });
        sheet.set_row_height(at, LINE_HEIGHT * f64::from(lines))?;
    }
    sheet.set_landscape();
    sheet.set_paper_size(9);
    sheet.set_print_fit_to_pages(1, 0);
    Ok(sheet)
}

fn cell_of(row: &Row, number: usize) -> String {
    row.cells.get(number).cloned().unwrap_or_default()
}

/// The width of a column, in characters.
fn width_of(columns: &[(usize, &'static Column)], at: u16) -> f64 {
    let number = usize::from(at.saturating_sub(LEADING_COLUMNS));
    let column = columns.get(number).filter(|_| at >= LEADING_COLUMNS);
    match column.map(|(_, column)| column) {
        Some(column) => match column.form {
            CellForm::Leaf(Leaf::Text) if column.field.vocabulary.is_none() => 24.0,
            CellForm::Leaf(_) => 14.0,
            CellForm::Words => 18.0,
            _ => 26.0,
        },
        None => 22.0,
    }
}

/// The name of a column in a spreadsheet, such as `AB`.
fn column_name(mut number: usize) -> String {
    let mut name = String::new();
    loop {
        let letter = u8::try_from(number % 26).unwrap_or_default();
        name.insert(0, char::from(b'A' + letter));
        number /= 26;
        if number == 0 {
            return name;
        }
        number -= 1;
    }
}

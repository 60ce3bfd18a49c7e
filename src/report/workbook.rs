//! The rectification workbook: a sheet for each body, which the body fills in and sends back.

use std::collections::BTreeMap;
use std::io::{self, Write};

use rust_xlsxwriter::{DataValidation, Format, Url, Worksheet, XlsxError};

use super::shared::{ReportOptions, printable};
use super::table::{COLUMNS, Column, FINGERPRINT, FindingRow, open};
use crate::check::Report;
use crate::debt::{Bodies, Body, Conditions, columns};
use crate::engine::Severity;
use crate::excel::{
    LINE_HEIGHT, MOST_ROWS, SheetNames, Styles, bytes, cut, fits, lines_of, workbook,
};
use crate::i18n::{Language, Text, say};

/// Maximum number of bodies that get their own sheets, those with the most findings; Excel cannot handle thousands
/// of sheets. All other bodies share one.
const MAX_BODIES: usize = 250;

/// The columns that the body fills in, with their widths.
const TO_FILL: [(Text, f64); 3] = [
    (columns::DEADLINE, 12.0),
    (columns::MENDED, 9.0),
    (columns::REMARK, 20.0),
];

const SEVERITIES: [Severity; 3] = [Severity::Error, Severity::Warning, Severity::Hint];

pub(super) fn write(
    report: &Report,
    options: &ReportOptions,
    out: &mut dyn Write,
) -> io::Result<()> {
    let book = Book::new(report, options);
    let sheets = book.write().map_err(io::Error::other)?;
    out.write_all(&bytes(sheets)?)
}

struct Book<'r> {
    report: &'r Report,
    options: &'r ReportOptions,
    language: Language,
    /// The conditions of the run, for the column that identifies them.
    conditions: String,
    styles: Styles,
}

/// The findings of a body, and the names of its sheets.
#[derive(Default)]
struct Share<'r> {
    rows: Vec<FindingRow<'r>>,
    sheets: Vec<String>,
}

/// The places of the columns of a sheet: those of the finding come first.
#[derive(Clone, Copy)]
struct Places {
    /// The first column that the body fills in.
    to_fill: u16,
    fingerprint: u16,
    conditions: u16,
}

impl Places {
    fn new() -> Self {
        let to_fill = u16::try_from(COLUMNS.len()).unwrap_or(u16::MAX);
        let fingerprint = to_fill + u16::try_from(TO_FILL.len()).unwrap_or(u16::MAX);
        Self {
            to_fill,
            fingerprint,
            conditions: fingerprint + 1,
        }
    }

    /// The columns whose values the finding determines, with their places.
    fn known(self) -> impl Iterator<Item = (u16, &'static Column)> {
        (0..).zip(COLUMNS).chain([(self.fingerprint, &FINGERPRINT)])
    }
}

impl<'r> Book<'r> {
    fn new(report: &'r Report, options: &'r ReportOptions) -> Self {
        let conditions = Conditions::of(&report.checked, options.least.unwrap_or(Severity::Hint));
        Self {
            report,
            options,
            language: options.language,
            conditions: conditions.cell(),
            styles: Styles::new(),
        }
    }

    fn text(&self, text: Text) -> &'static str {
        text.get(self.language)
    }

    fn write(&self) -> Result<rust_xlsxwriter::Workbook, XlsxError> {
        let rows: Vec<FindingRow<'_>> = open(self.report, self.options).collect();
        let items = rows.iter().map(|row| row.finding.item.as_deref());
        let bodies = Bodies::of(items.flatten());
        let mut shares = BTreeMap::<Body, Share>::new();
        for row in rows {
            let body = bodies.body(row.finding.item.as_deref());
            shares.entry(body).or_default().rows.push(row);
        }
        let mut names = SheetNames::default();
        let title = names.name(self.text(columns::TITLE));
        let mut sheets = Vec::new();
        let mut cut_cells = 0;
        let mut counts: Vec<usize> = shares.values().map(|share| share.rows.len()).collect();
        counts.sort_unstable_by(|a, b| b.cmp(a));
        // A body gets its own sheet if it has more findings than the first body beyond the maximum.
        let least = counts.get(MAX_BODIES).map_or(0, |count| count + 1);
        let mut others = Vec::new();
        for (body, share) in &mut shares {
            if share.rows.len() >= least {
                let rows: Vec<&FindingRow> = share.rows.iter().collect();
                let label = body.label(self.language);
                share.sheets =
                    self.write_sheets(&label, &rows, &mut names, &mut sheets, &mut cut_cells)?;
            }
        }
        for share in shares.values().filter(|share| share.rows.len() < least) {
            others.extend(&share.rows);
        }
        if !others.is_empty() {
            let label = self.text(Text::new("其余主体", "other authorities"));
            let made =
                self.write_sheets(label, &others, &mut names, &mut sheets, &mut cut_cells)?;
            for share in shares.values_mut().filter(|share| share.rows.len() < least) {
                share.sheets.clone_from(&made);
            }
        }
        let mut book = workbook()?;
        let mut first = Worksheet::new();
        first.set_name(title)?;
        self.write_overview(&mut first, &shares, cut_cells)?;
        book.push_worksheet(first);
        for sheet in sheets {
            book.push_worksheet(sheet);
        }
        Ok(book)
    }

    /// Writes the findings of one or several bodies to as many sheets as needed, and returns the names of the sheets.
    fn write_sheets(
        &self,
        label: &str,
        rows: &[&FindingRow],
        names: &mut SheetNames,
        sheets: &mut Vec<Worksheet>,
        cut_cells: &mut usize,
    ) -> Result<Vec<String>, XlsxError> {
        let mut made = Vec::new();
        for rows in rows.chunks(MOST_ROWS - 1) {
            let name = names.name(label);
            let mut sheet = Worksheet::new();
            sheet.set_name(&name)?;
            self.write_sheet(&mut sheet, rows, cut_cells)?;
            sheets.push(sheet);
            made.push(name);
        }
        Ok(made)
    }

    fn write_sheet(
        &self,
        sheet: &mut Worksheet,
        rows: &[&FindingRow],
        cut_cells: &mut usize,
    ) -> Result<(), XlsxError> {
        let places = Places::new();
        self.write_heads(sheet, places)?;
        for (number, row) in (1..).zip(rows) {
            self.write_row(sheet, number, row, places, cut_cells)?;
        }
        let last = u32::try_from(rows.len()).unwrap_or(u32::MAX);
        self.offer_marks(sheet, last, places.to_fill + 1)?;
        sheet.set_freeze_panes(1, 3)?;
        sheet.autofilter(0, 0, last, places.conditions)?;
        set_up_printing(sheet)?;
        sheet.set_print_area(0, 0, last, places.fingerprint - 1)?;
        Ok(())
    }

    fn write_heads(&self, sheet: &mut Worksheet, places: Places) -> Result<(), XlsxError> {
        for (at, column) in places.known() {
            self.write_head(sheet, at, column)?;
        }
        for (at, (name, width)) in (places.to_fill..).zip(TO_FILL) {
            sheet.write_string_with_format(0, at, self.text(name), &self.styles.head_to_fill)?;
            sheet.set_column_width(at, width)?;
        }
        let head = self.text(columns::CONDITIONS);
        sheet.write_string_with_format(0, places.conditions, head, &self.styles.head)?;
        sheet.set_column_hidden(places.conditions)?;
        Ok(())
    }

    fn write_row(
        &self,
        sheet: &mut Worksheet,
        number: u32,
        row: &FindingRow,
        places: Places,
        cut_cells: &mut usize,
    ) -> Result<(), XlsxError> {
        // The fingerprint identifies the row for the program; it need not be readable.
        let one_line = self.styles.text.clone().unset_text_wrap();
        let mut lines = 1;
        for (at, column) in places.known() {
            let text = (column.value)(row, self.language);
            let is_fingerprint = at == places.fingerprint;
            let (text, is_cut) = self.cell(is_fingerprint, &text);
            *cut_cells += usize::from(is_cut);
            if is_fingerprint {
                sheet.write_string_with_format(number, at, text, &one_line)?;
            } else {
                lines = lines.max(lines_of(&text, column.width));
                sheet.write_string_with_format(number, at, text, &self.styles.text)?;
            }
        }
        sheet.set_row_height(number, LINE_HEIGHT * f64::from(lines))?;
        let date = self.styles.to_fill.clone().set_num_format("yyyy-mm-dd");
        let formats: [&Format; 3] = [&date, &self.styles.to_fill, &self.styles.to_fill];
        for (at, format) in (places.to_fill..).zip(formats) {
            sheet.write_blank(number, at, format)?;
        }
        let (at, text) = (places.conditions, &self.conditions);
        sheet.write_string_with_format(number, at, text, &self.styles.text)?;
        Ok(())
    }

    /// Lets the body choose between yes and no in the cells of a column.
    fn offer_marks(&self, sheet: &mut Worksheet, last: u32, column: u16) -> Result<(), XlsxError> {
        let marks = columns::MARKS.map(|mark| self.text(mark));
        let [yes, no] = marks;
        let message = say!(self.language, "选“{yes}”或“{no}”", "choose {yes} or {no}");
        let list = DataValidation::new()
            .allow_list_strings(&marks)?
            .set_error_message(message)?;
        sheet.add_data_validation(1, column, last, column, &list)?;
        Ok(())
    }

    /// Fits a text into a cell, and returns whether it was cut. A fingerprint that does not fit is left out, because a
    /// part of it would be useless.
    fn cell(&self, is_fingerprint: bool, text: &str) -> (String, bool) {
        if is_fingerprint {
            let does_fit = fits(text);
            return (if does_fit { text } else { "" }.to_owned(), !does_fit);
        }
        let (text, is_cut) = cut(text, self.language);
        (text.into_owned(), is_cut)
    }

    fn write_head(&self, sheet: &mut Worksheet, at: u16, column: &Column) -> Result<(), XlsxError> {
        sheet.write_string_with_format(0, at, self.text(column.head), &self.styles.head)?;
        match column.width {
            Some(width) => sheet.set_column_width(at, width)?,
            None => sheet.set_column_hidden(at)?,
        };
        Ok(())
    }

    /// Writes the overview: the sheets of each body, and instructions.
    fn write_overview(
        &self,
        sheet: &mut Worksheet,
        shares: &BTreeMap<Body, Share>,
        cut_cells: usize,
    ) -> Result<(), XlsxError> {
        let bold = Format::new().set_bold().set_font_size(14);
        sheet.write_string_with_format(0, 0, self.text(columns::TITLE), &bold)?;
        let mut next = 1;
        for line in self.overview_notes(cut_cells) {
            sheet.write_string(next, 0, line)?;
            next += 1;
        }
        next += 1;
        let heads = [
            columns::AUTHORITY,
            Text::new("工作表", "sheet"),
            Severity::Error.text(),
            Severity::Warning.text(),
            Severity::Hint.text(),
            Text::new("合计", "total"),
        ];
        for (at, head) in (0..).zip(heads) {
            sheet.write_string_with_format(next, at, self.text(head), &self.styles.head)?;
        }
        sheet.set_column_width(0, 44)?;
        sheet.set_column_width(1, 34)?;
        let count = |share: &Share, severity| {
            let rows = share.rows.iter();
            rows.filter(|row| row.finding.severity == severity).count()
        };
        let mut sums = [0; 3];
        for (body, share) in shares {
            next += 1;
            let label = printable(&body.label(self.language));
            let (label, _) = cut(&label, self.language);
            sheet.write_string_with_format(next, 0, label, &self.styles.text)?;
            if let Some(name) = share.sheets.first() {
                let names = share.sheets.join("、");
                let link = Url::new(format!("internal:'{name}'!A1")).set_text(names);
                sheet.write_url_with_format(
                    next,
                    1,
                    link,
                    &self.styles.text.clone().set_hyperlink(),
                )?;
            }
            let counts = SEVERITIES.map(|severity| count(share, severity));
            self.write_counts(sheet, next, counts)?;
            for (sum, count) in sums.iter_mut().zip(counts) {
                *sum += count;
            }
        }
        next += 1;
        let total = self.text(Text::new("合计", "total"));
        sheet.write_string_with_format(next, 0, total, &self.styles.head)?;
        self.write_counts(sheet, next, sums)?;
        set_up_printing(sheet)?;
        Ok(())
    }

    fn write_counts(
        &self,
        sheet: &mut Worksheet,
        row: u32,
        counts: [usize; 3],
    ) -> Result<(), XlsxError> {
        let format = self.styles.text.clone().set_num_format("0");
        for (at, count) in (2..).zip(counts.into_iter().chain([counts.iter().sum()])) {
            let count = u32::try_from(count).unwrap_or(u32::MAX);
            sheet.write_number_with_format(row, at, count, &format)?;
        }
        Ok(())
    }

    /// The notes below the overview.
    fn overview_notes(&self, cut_cells: usize) -> Vec<String> {
        let suppressed = self.report.suppressed.len();
        let not_shown = self
            .report
            .findings
            .iter()
            .chain(&self.report.known)
            .filter(|finding| !self.options.shows(finding))
            .count();
        let mut lines = vec![super::shared::figures(self.report, self.options)];
        let chinese = self.language == Language::Chinese;
        lines.push(if chinese {
            "各表黄色的栏由整改单位填写：整改期限、已整改（选是或否）、备注；其余各栏用来对账，请不要改。".to_owned()
        } else {
            "Fill in the yellow columns: deadline, fixed? (yes or no), remark. Leave the other columns as they are.".to_owned()
        });
        lines.push(if chinese {
            "可以排序、筛选，可以把一张表单独存成文件分发；交回以后，重新检查并核对：shixiang check 目录 --rectified 交回的文件.xlsx".to_owned()
        } else {
            "Sort, filter, or hand out a sheet as a file of its own; once it is returned, check again: shixiang check CATALOGUE --rectified FILE.xlsx".to_owned()
        });
        if suppressed > 0 {
            lines.push(if chinese {
                format!("另有{suppressed}处按豁免不计，没有列入。")
            } else {
                format!("Suppressed findings, not listed: {suppressed}.")
            });
        }
        if not_shown > 0 {
            lines.push(if chinese {
                format!("另有{not_shown}处低于要列出的级别，没有列入。")
            } else {
                format!("Findings below the severity to show, not listed: {not_shown}.")
            });
        }
        if cut_cells > 0 {
            lines.push(if chinese {
                format!("有{cut_cells}格的文字长过 Excel 一格能放的，末尾从略；全文用 --format json 看。")
            } else {
                format!("Cells with more text than Excel can hold, cut: {cut_cells}; --format json has all of it.")
            });
        }
        lines
    }
}

/// Sets a sheet to print in landscape, fitted to the page width, with the heading on each page.
fn set_up_printing(sheet: &mut Worksheet) -> Result<(), XlsxError> {
    sheet.set_paper_size(9);
    sheet.set_landscape();
    sheet.set_print_fit_to_pages(1, 0);
    sheet.set_repeat_rows(0, 0)?;
    Ok(())
}

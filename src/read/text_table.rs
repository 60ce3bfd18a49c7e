//! Reads text tables, some chunks at a time, and texts that look like tables but are written like forms.

use std::io::{Read, Seek};

use super::again::Wanted;
use super::flat::may_be_flat;
use super::heading::{HEADING_ROWS, Heading};
use super::joins::Joins;
use super::options::ReadOptions;
use super::own;
use super::page;
use super::parts;
use super::record::{DocumentReading, NO_RECORDS};
use super::role::{Role, dialect_of, has_pairs, role};
use super::rows::read_rows;
use super::sheet_notes::note_subheads;
use super::sheets::{note_faults, read_alone};
use super::sink::Sink;
use super::subheads::{Subheads, unused};
use super::upright::is_upright;
use crate::Error;
use crate::dialect::Dialect;
use crate::source::Span;
use crate::source::bytes::MAX_DOCUMENT_BYTES;
use crate::source::cells::Sheet;
use crate::source::csv::TextTable;
use crate::source::origins::Body;
use crate::threads;

/// Reads a single text table, some chunks at a time and each independently.
///
/// # Errors
///
/// Errors of the sink.
pub(super) fn read_text<'o, S: Read + Seek>(
    name: &str,
    source: &mut S,
    options: &'o ReadOptions,
    sink: &mut Sink<'_>,
) -> Result<DocumentReading<'o>, Error> {
    let mut sheet = Sheet::default();
    let mut table = TextTable::new(source, options.encoding.as_deref());
    // The header is searched for in the first rows.
    while sheet.rows.len() <= HEADING_ROWS && table.more(&mut sheet) {}
    let is_other = is_other_than_records(&sheet, options);
    let dialect = dialect_of(&[&sheet], options).filter(|_| !is_other);
    let known = dialect.and_then(|dialect| {
        let heading = heading_of_records(&sheet, dialect)?;
        Some((dialect, heading))
    });
    let Some((dialect, heading)) = known else {
        while table.more(&mut sheet) {}
        let faults = table.faults();
        // Commas inside the sentences of a text are no delimiters.
        let whole = sheet.rows.iter().filter(|row| row.len() < 2).count();
        let may_be_text = !is_other || whole * 2 > sheet.rows.len();
        if dialect.is_none()
            && may_be_text
            && let Some(text) = page_of(name, source, options)
        {
            return Ok(text);
        }
        return Ok(read_alone(name, vec![sheet], faults, options));
    };
    heading.name_columns(&mut sheet, dialect, None);
    let chunks = Chunks {
        name,
        dialect,
        options,
    };
    let mut read = chunks.read(&mut sheet, &mut table, sink)?;
    note_faults(&mut read, table.faults());
    note_subheads(&mut read, 0, &unused(sheet.subheads));
    if read.records == 0 {
        read.nothing_at(Span::Nowhere, NO_RECORDS);
    }
    Ok(read)
}

/// Whether a table is anything else than rows of records: our own table, whose rows belong to items that may have
/// rows anywhere below, one with an item a column, several tables, or a form.
fn is_other_than_records(sheet: &Sheet, options: &ReadOptions) -> bool {
    own::holds(std::slice::from_ref(sheet))
        || is_upright(sheet, options)
        || parts::has_several(sheet, options)
        || options
            .reader_of_forms()
            .is_some_and(|dialect| has_pairs(sheet, dialect))
}

/// The header of a table whose records are a row each, which depend on rows above only.
fn heading_of_records(sheet: &Sheet, dialect: &Dialect) -> Option<Heading> {
    match role(sheet, dialect) {
        Role::Main(heading) if !dialect.assembles() && !may_be_flat(&heading.names, dialect) => {
            Some(heading)
        }
        _ => None,
    }
}

/// Reads the chunks of a table.
struct Chunks<'o, 'n> {
    name: &'n str,
    dialect: &'o Dialect,
    options: &'o ReadOptions,
}

impl<'o> Chunks<'o, '_> {
    /// Reads all chunks, of which `sheet` holds the first; passes on each but the last.
    fn read<S: Read + Seek>(
        &self,
        sheet: &mut Sheet,
        table: &mut TextTable<'_, S>,
        sink: &mut Sink<'_>,
    ) -> Result<DocumentReading<'o>, Error> {
        let mut read = DocumentReading::new(self.name, self.options);
        read.set_dialect(Some(self.dialect));
        let mut above = Vec::new();
        let mut window = vec![split(sheet)];
        let mut is_first = true;
        let (again, mut chunk) = (sink.again.clone(), sink.passed());
        while !window.is_empty() {
            for sheet in &mut window {
                sheet.rows.fill_dittos(&mut above);
            }
            let parts = threads::each(window.len(), self.options.threads, |number| {
                let sheet = window.get(number)?;
                Some(self.chunk(sheet, again.of_chunk(chunk + number)))
            });
            for (mut part, sheet) in parts.into_iter().flatten().zip(window) {
                chunk += 1;
                if !std::mem::take(&mut is_first) {
                    sink.chunk(&mut read)?;
                }
                part.set_body(self.name, Body::Sheets(vec![sheet]));
                read.absorb(part);
            }
            window = Vec::new();
            let most = threads::parts_ahead(self.options.threads);
            while window.len() < most && table.more(sheet) {
                window.push(split(sheet));
            }
        }
        Ok(read)
    }

    /// Reads a chunk.
    fn chunk(&self, sheet: &Sheet, wanted: Option<Wanted>) -> DocumentReading<'o> {
        let mut part = DocumentReading::new(self.name, self.options).wanting(wanted);
        part.set_dialect(Some(self.dialect));
        let mut joins = Joins::new(self.dialect, Vec::new(), false);
        read_rows(&mut part, 0, sheet, &mut joins, self.options);
        part
    }
}

/// Splits the rows read so far off a sheet, which keeps its header and the headings in force.
fn split(sheet: &mut Sheet) -> Sheet {
    let part = sheet.split();
    sheet.subheads = Subheads::after(&part);
    part
}

/// Reads a text that is not a table, if it is written like a form.
fn page_of<'o, S: Read + Seek>(
    name: &str,
    source: &mut S,
    options: &'o ReadOptions,
) -> Option<DocumentReading<'o>> {
    let mut bytes = Vec::new();
    source.rewind().ok()?;
    source
        .take(MAX_DOCUMENT_BYTES)
        .read_to_end(&mut bytes)
        .ok()?;
    page::read_text(name, &bytes, options)
}

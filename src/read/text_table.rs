//! Reads text tables, some chunks at a time, and texts that look like tables but are written like forms.

use std::io::{Read, Seek};

use super::flat::may_be_flat;
use super::heading::HEADING_ROWS;
use super::joins::Joins;
use super::options::ReadOptions;
use super::own;
use super::page;
use super::parts;
use super::reading::Sink;
use super::record::{DocumentReading, NO_RECORDS};
use super::sheet_notes::note_subheads;
use super::sheets::{Role, dialect_of, has_pairs, note_faults, read_alone, read_rows, role};
use super::subheads::{Subheads, unused};
use super::upright::is_upright;
use crate::Error;
use crate::source::Span;
use crate::source::bytes::MAX_DOCUMENT_BYTES;
use crate::source::cells::Sheet;
use crate::source::csv::TextTable;
use crate::source::origins::Body;
use crate::threads;

/// Number of chunks of a table per thread that are read at a time; more than one, because some take
/// longer than others.
const CHUNKS_PER_THREAD: usize = 2;

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
    // Rows of our own tables belong to items, which may have rows anywhere below.
    let is_other = own::holds(std::slice::from_ref(&sheet))
        || is_upright(&sheet, options)
        || parts::has_several(&sheet, options)
        || options
            .reader_of_forms()
            .is_some_and(|dialect| has_pairs(&sheet, dialect));
    let dialect = dialect_of(&[&sheet], options).filter(|_| !is_other);
    let known = dialect.map(|dialect| (dialect, role(&sheet, dialect)));
    // A row may depend on any row above it, and its record may have rows anywhere below.
    let known = known.filter(|(dialect, role)| match role {
        Role::Main(heading) => !dialect.assembles() && !may_be_flat(&heading.names, dialect),
        _ => false,
    });
    let Some((dialect, Role::Main(heading))) = known else {
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
    let mut read = DocumentReading::new(name, options);
    read.set_dialect(Some(dialect));
    heading.name_columns(&mut sheet, dialect, None);
    let split = |sheet: &mut Sheet| {
        let part = sheet.split();
        sheet.subheads = Subheads::after(&part);
        part
    };
    let mut above = Vec::new();
    let mut window = vec![split(&mut sheet)];
    let mut is_first = true;
    let (again, mut chunk) = (sink.again.clone(), sink.passed());
    while !window.is_empty() {
        for sheet in &mut window {
            sheet.rows.fill_dittos(&mut above);
        }
        let parts = threads::each(window.len(), options.threads, |number| {
            let sheet = window.get(number)?;
            let wanted = again.of_chunk(chunk + number);
            let mut part = DocumentReading::new(name, options).wanting(wanted);
            part.set_dialect(Some(dialect));
            let mut joins = Joins::new(dialect, Vec::new(), false);
            read_rows(&mut part, 0, sheet, &mut joins, options);
            Some(part)
        });
        for (mut part, sheet) in parts.into_iter().flatten().zip(window) {
            chunk += 1;
            if !std::mem::take(&mut is_first) {
                sink.chunk(&mut read)?;
            }
            part.set_body(name, Body::Sheets(vec![sheet]));
            read.absorb(part);
        }
        window = Vec::new();
        let most = CHUNKS_PER_THREAD * threads::count(options.threads);
        while window.len() < most && table.more(&mut sheet) {
            window.push(split(&mut sheet));
        }
    }
    note_faults(&mut read, table.faults());
    note_subheads(&mut read, 0, &unused(sheet.subheads));
    if read.records == 0 {
        read.nothing_at(Span::Nowhere, NO_RECORDS);
    }
    Ok(read)
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

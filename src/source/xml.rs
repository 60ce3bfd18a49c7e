//! Access to the XML parts of workbooks that are archives.

use std::borrow::Cow;
use std::io::{BufRead, Cursor};

use quick_xml::Reader;
use quick_xml::escape::{resolve_xml_entity, unescape};
use quick_xml::events::{BytesStart, Event};
use zip::ZipArchive;

/// An archive with the parts of a workbook.
pub(super) type Archive<'b> = ZipArchive<Cursor<&'b [u8]>>;

/// A lenient reader of a part.
pub(super) fn reader<R: BufRead>(part: R) -> Reader<R> {
    let mut reader = Reader::from_reader(part);
    let config = reader.config_mut();
    config.check_end_names = false;
    config.expand_empty_elements = true;
    reader
}

/// Calls `each` with each event of a part. A syntax error ends the iteration; it is reported when the part is read.
pub(super) fn elements<R: BufRead>(part: R, each: &mut dyn FnMut(&Event<'_>)) {
    let mut reader = reader(part);
    let mut buffer = Vec::new();
    loop {
        match reader.read_event_into(&mut buffer) {
            Ok(Event::Eof) | Err(_) => return,
            Ok(event) => each(&event),
        }
        buffer.clear();
    }
}

/// The value of an attribute in any namespace.
pub(super) fn attribute(element: &BytesStart<'_>, name: &str) -> Option<String> {
    let mut attributes = element.attributes();
    let mut attributes = attributes.with_checks(false).flatten();
    let found = attributes.find(|attribute| attribute.key.local_name().as_ref() == name)?;
    unescape(&found.value).ok().map(Cow::into_owned)
}

/// A number in an attribute.
pub(super) fn number(element: &BytesStart<'_>, name: &str) -> Option<u64> {
    attribute(element, name)?.trim().parse().ok()
}

/// Adds the text of an event to a text.
pub(super) fn add_text(event: &Event<'_>, text: &mut String) {
    match event {
        Event::Text(part) => text.push_str(&part.xml10_content()),
        Event::CData(part) => text.push_str(&part.xml10_content()),
        Event::GeneralRef(reference) => {
            let name: &str = reference.as_ref();
            if let Some(known) = resolve_xml_entity(name) {
                text.push_str(known);
            } else if let Ok(Some(char)) = reference.resolve_char_ref() {
                text.push(char);
            }
        }
        _ => {}
    }
}

//! Tables to records.

use super::ReadOptions;
use super::document::DocumentReading;
use crate::source::Format;

pub(super) fn read(
    _name: &str,
    _bytes: Vec<u8>,
    _format: Format,
    _options: &ReadOptions,
) -> DocumentReading {
    DocumentReading::default()
}

//! How much a table may ask for.

use crate::i18n::Text;

/// The most rows that a sheet can have in any format.
pub(super) const MOST_ROWS: u64 = 1_048_576;
/// The most cells of a sheet: its rows that hold anything, each as wide as the sheet.
const MAX_CELLS: u64 = 20_000_000;
/// The most bytes of text in a sheet once its merged cells are filled (256 MiB).
pub(super) const MAX_TEXT_BYTES: usize = 256 << 20;
/// This many cells with content are never too many for the size of their file.
pub(super) const FEW_CELLS: u64 = 100_000;
/// This many cells are never too many for those with content.
const FEW_AREA: u64 = 1_000_000;
/// This much text is never too much for the size of its file (32 MiB).
const FEW_TEXT_BYTES: u64 = 32 << 20;

pub(super) const TOO_LARGE: Text = Text::new(
    "工作簿解压后超过1 GB",
    "the unpacked workbook is larger than 1 GB",
);
pub(super) const TOO_MANY: Text = Text::new(
    "工作表的单元格太多（超过2000万格、256 MB文字，或远远多于文件能装下的）",
    "the sheet has too many cells: more than 20 million, more than 256 MB of text, or more than its file could hold",
);

/// The most cells that a sheet may have in all if this many hold anything: in a sheet that people fill,
/// one in a hundred does.
pub(super) fn most_area(found: u64) -> u64 {
    found.saturating_mul(100).clamp(FEW_AREA, MAX_CELLS)
}

/// The most bytes of text that a sheet may have in a file of this unpacked size.
pub(super) fn most_text(size: u64) -> u64 {
    size.saturating_mul(8)
        .clamp(FEW_TEXT_BYTES, MAX_TEXT_BYTES as u64)
}

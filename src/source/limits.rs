//! Limits on the memory that a table may require.

use crate::i18n::Text;

/// Maximum number of rows of a sheet in any format.
pub(super) const MOST_ROWS: u64 = 1_048_576;
/// Maximum number of cells of a sheet: its non-empty rows, each as wide as the sheet.
const MAX_CELLS: u64 = 20_000_000;
/// Maximum size of the text of a sheet with its merged cells filled (256 MiB).
pub(super) const MAX_TEXT_BYTES: usize = 256 << 20;
/// Number of non-empty cells that is allowed for files of any size.
pub(super) const FEW_CELLS: u64 = 100_000;
/// Number of cells that is allowed even if all but a few are empty.
const FEW_AREA: u64 = 1_000_000;
/// Size of text that is allowed for files of any size (32 MiB).
const FEW_TEXT_BYTES: u64 = 32 << 20;

pub(super) const TOO_LARGE: Text = Text::new(
    "工作簿解压后超过1 GB",
    "the unpacked workbook is larger than 1 GB",
);
pub(super) const TOO_MANY: Text = Text::new(
    "工作表的单元格太多（超过2000万格、256 MB文字，或远远多于文件能装下的）",
    "the sheet has too many cells: more than 20 million, more than 256 MB of text, or more than its file could hold",
);

/// Maximum number of cells of a sheet with this many non-empty ones: at least one in a hundred must
/// be non-empty.
pub(super) fn most_area(found: u64) -> u64 {
    found.saturating_mul(100).clamp(FEW_AREA, MAX_CELLS)
}

/// Maximum size of the text of a sheet in a file of this unpacked size.
pub(super) fn most_text(size: u64) -> u64 {
    size.saturating_mul(8)
        .clamp(FEW_TEXT_BYTES, MAX_TEXT_BYTES as u64)
}

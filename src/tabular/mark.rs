//! Marks of the rows of a workbook that are not data, in a column of their own.

use crate::prose::text_digest;

/// Key of the column with the marks.
pub(crate) const MARK_KEY: &str = "shixiang_row";

/// First cell of a sheet that holds no data, such as the instructions.
pub(crate) const NOTES_KEY: &str = "shixiang_notes";

/// The kind of a row that is not data.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Mark {
    /// The names of the columns.
    Names,
    /// Advice on filling in the columns.
    Notes,
    /// An example.
    Example,
}

impl Mark {
    const ALL: [(Self, &'static str); 3] = [
        (Self::Names, "名称"),
        (Self::Notes, "填写说明"),
        (Self::Example, "示例"),
    ];

    /// The mark of a row with these cells, each given with the key of its column.
    ///
    /// The mark contains a digest of the cells. So a row that a user overwrote is recognised as data despite its
    /// mark, and an example that an older release wrote is still recognised as an example.
    pub(crate) fn text<'c>(self, cells: impl Iterator<Item = (&'c str, &'c str)>) -> String {
        let name = Self::ALL.iter().find(|(mark, _)| *mark == self);
        let name = name.map_or("", |(_, name)| name);
        format!("{name} {}", digest(cells))
    }

    /// Parses the text of a mark; returns it, and whether the row still has its original cells.
    pub(crate) fn read<'c>(
        text: &str,
        cells: impl Iterator<Item = (&'c str, &'c str)>,
    ) -> Option<(Self, bool)> {
        let (name, known) = text.trim().split_once(' ')?;
        let (mark, _) = Self::ALL.iter().find(|(_, known)| *known == name)?;
        Some((*mark, known.trim() == digest(cells)))
    }
}

/// The digest of the non-empty cells, independent of their order.
fn digest<'c>(cells: impl Iterator<Item = (&'c str, &'c str)>) -> String {
    let mut cells: Vec<(&str, &str)> = cells
        .map(|(key, cell)| (key.trim(), cell.trim()))
        .filter(|(_, cell)| !cell.is_empty())
        .collect();
    cells.sort_unstable();
    let text: Vec<String> = cells
        .iter()
        .map(|(key, cell)| format!("{key}\u{1f}{}", cell.replace("\r\n", "\n")))
        .collect();
    format!("{:08x}", text_digest(&text.join("\u{1e}")) >> 32)
}

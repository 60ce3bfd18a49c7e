//! The headings and fixed words of the rectification workbook, by which a returned workbook is read.

use crate::i18n::Text;

pub(crate) const AUTHORITY: Text = Text::new("实施主体", "authority");
pub(crate) const AUTHORITY_CODE: Text = Text::new("实施主体代码", "authority code");
pub(crate) const ITEM: Text = Text::new("事项", "item");
pub(crate) const KEY: Text = Text::new("标识", "key");
pub(crate) const FILE: Text = Text::new("文件", "file");
pub(crate) const FINGERPRINT: Text = Text::new("指纹", "fingerprint");

/// First characters that make a spreadsheet program evaluate a cell of CSV as a formula.
pub(crate) const FORMULA: [char; 8] = ['=', '+', '-', '@', '＝', '＋', '－', '＠'];

/// The title of the overview sheet.
#[cfg(feature = "tables")]
pub(crate) const TITLE: Text = Text::new("整改台账", "Rectification workbook");
pub(crate) const DEADLINE: Text = Text::new("整改期限", "deadline");
pub(crate) const MENDED: Text = Text::new("已整改", "fixed?");
pub(crate) const REMARK: Text = Text::new("备注", "remark");
pub(crate) const STATE: Text = Text::new("状态", "state");
pub(crate) const SUPPRESSED: Text = Text::new("豁免", "suppressed");
pub(crate) const CONDITIONS: Text = Text::new("检查条件", "conditions");

/// The choices of the drop-down list in the column `fixed?`.
#[cfg(feature = "tables")]
pub(crate) const MARKS: [Text; 2] = [Text::new("是", "yes"), Text::new("否", "no")];

/// Other entries that mean yes in the column `fixed?`.
#[cfg(feature = "tables")]
pub(super) const DONE: &[&str] = &["√", "✓", "✔", "已整改", "已完成", "完成", "done"];

//! 基本编码, the base code of an item in the catalogue.

use super::fault::{Allowed, CodeFault};
use super::written::{cut, cut_of, verify, written_code};

written_code! {
    /// Basic code of an item in the catalogue: 基本编码, exchange column `catalog_code`.
    ///
    /// Twelve characters: 2 for the catalogue (`00` for the national one, otherwise the province),
    /// 2 for the item type, 2 for the department, 3 for the main item and 3 for the sub-item. A
    /// main item with sub-items ends in `00Y`.
    BaseCode, "基本编码", "Basic code of an item in the catalogue: 12 characters, exchange column catalog_code.",
    "^[0-9]{9}([0-9]{3}|00Y)$",
    12..=12
}

/// The parts of a [`BaseCode`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct BaseCodeParts<'a> {
    /// Catalogue: `00` for the national one, otherwise the first two digits of the province.
    pub prefix: &'a str,
    /// Item type (事项类型), two digits; the numbering is national only if the prefix is `00`.
    pub item_type: &'a str,
    /// Department in charge (业务主管部门), two digits; each catalogue has its own numbering.
    pub department: &'a str,
    /// Sequence of the main item (主项), three digits.
    pub main: &'a str,
    /// Sequence of the sub-item (子项): `000` for none, `00Y` for a main item with sub-items.
    pub sub: &'a str,
    /// Whether the code ends in `00Y`: a node of the directory, not an item that can be handled.
    pub is_directory_node: bool,
}

impl BaseCodeParts<'_> {
    /// Whether the code belongs to the national catalogue (国家基本目录).
    pub fn is_national(&self) -> bool {
        self.prefix == "00"
    }

    /// Whether the code belongs to a sub-item (子项).
    pub fn is_sub_item(&self) -> bool {
        !self.is_directory_node && self.sub != "000"
    }
}

impl BaseCode {
    /// Splits the code into its parts, or returns its first fault.
    ///
    /// ```
    /// use shixiang::code::BaseCode;
    ///
    /// let code = BaseCode::new("44010200200Y");
    /// let parts = code.parts()?;
    /// assert_eq!((parts.prefix, parts.item_type, parts.department), ("44", "01", "02"));
    /// assert_eq!((parts.main, parts.sub), ("002", "00Y"));
    /// assert!(parts.is_directory_node);
    /// # Ok::<(), shixiang::code::CodeFault>(())
    /// ```
    pub fn parts(&self) -> Result<BaseCodeParts<'_>, CodeFault> {
        verify(self.as_str(), &[12], allowed)?;
        parts_of(self.as_str(), 0)
    }

    /// The nine characters shared by a main item and its sub-items; `None` if the code has another
    /// length or non-ASCII characters.
    ///
    /// ```
    /// use shixiang::code::BaseCode;
    ///
    /// let (main, sub) = (BaseCode::new("44010200200Y"), BaseCode::new("440102002003"));
    /// assert_eq!(main.main_item(), sub.main_item());
    /// ```
    pub fn main_item(&self) -> Option<&str> {
        cut_of(self.as_str(), 12, 1, 9)
    }
}

/// The characters allowed at each position of a base code.
pub(super) fn allowed(position: usize) -> Allowed {
    if position == 12 {
        Allowed::DigitOrNodeMark
    } else {
        Allowed::Digit
    }
}

/// The parts of a verified base code that starts after `before` other characters.
pub(super) fn parts_of(text: &str, before: usize) -> Result<BaseCodeParts<'_>, CodeFault> {
    let sub = cut(text, 10, 12);
    let is_directory_node = sub == "00Y";
    if sub.ends_with('Y') && !is_directory_node {
        return Err(CodeFault::MisplacedNodeMark {
            position: before + 12,
        });
    }
    Ok(BaseCodeParts {
        prefix: cut(text, 1, 2),
        item_type: cut(text, 3, 4),
        department: cut(text, 5, 6),
        main: cut(text, 7, 9),
        sub,
        is_directory_node,
    })
}

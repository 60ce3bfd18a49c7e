//! Faults of codes.

use std::fmt::{self, Write as _};

use thiserror::Error;

/// The kind of character allowed at a position of a code.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Allowed {
    /// A digit.
    Digit,
    /// A digit, or the `Y` of a directory node.
    DigitOrNodeMark,
    /// A level of exercise, 1 to 7.
    Level,
    /// A digit or a capital letter.
    DigitOrCapital,
    /// A digit or a capital letter other than I, O, S, V and Z (GB 32100).
    CreditCharacter,
    /// A hyphen.
    Hyphen,
}

impl Allowed {
    /// Whether the position allows this character.
    pub(super) fn accepts(self, found: char) -> bool {
        match self {
            Self::Digit => found.is_ascii_digit(),
            Self::DigitOrNodeMark => found.is_ascii_digit() || found == 'Y',
            Self::Level => ('1'..='7').contains(&found),
            Self::DigitOrCapital => found.is_ascii_digit() || found.is_ascii_uppercase(),
            Self::CreditCharacter => {
                Self::DigitOrCapital.accepts(found) && !matches!(found, 'I' | 'O' | 'S' | 'V' | 'Z')
            }
            Self::Hyphen => found == '-',
        }
    }

    /// The name of the kind in Chinese.
    fn chinese(self) -> &'static str {
        match self {
            Self::Digit => "数字",
            Self::DigitOrNodeMark => "数字或大写字母Y",
            Self::Level => "1至7的数字",
            Self::DigitOrCapital => "数字或大写字母",
            Self::CreditCharacter => "数字或大写字母（不含I、O、S、V、Z）",
            Self::Hyphen => "连字符“-”",
        }
    }
}

impl fmt::Display for Allowed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Digit => "a digit",
            Self::DigitOrNodeMark => "a digit or the letter Y",
            Self::Level => "a digit from 1 to 7",
            Self::DigitOrCapital => "a digit or a capital letter",
            Self::CreditCharacter => "a digit or a capital letter other than I, O, S, V, Z",
            Self::Hyphen => "a hyphen",
        })
    }
}

/// A fault of a code, with its position.
///
/// Positions count characters from 1 in the code as written. `Display` gives an English text,
/// [`CodeFault::chinese`] a Chinese one.
///
/// ```
/// use shixiang::code::{BaseCode, CodeFault};
///
/// let fault = BaseCode::new("44O101007000").parts().unwrap_err();
/// assert_eq!(fault.position(), Some(3));
/// assert_eq!(fault.code(), "wrong_character");
/// assert_eq!(fault.chinese(), "第3位“O”有误，应为数字");
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash, Error)]
#[non_exhaustive]
pub enum CodeFault {
    /// The code is too long or too short.
    #[error("the code has {found} characters, expected {}", english_lengths(.expected))]
    WrongLength {
        /// The allowed lengths, in characters.
        expected: &'static [usize],
        /// The actual length, in characters.
        found: usize,
    },
    /// A position has a character that is not allowed there.
    #[error("character {position} is {}, expected {allowed}", display_char(*.found))]
    WrongCharacter {
        /// Position of the character, from 1.
        position: usize,
        /// The character.
        found: char,
        /// The kind of character allowed there.
        allowed: Allowed,
    },
    /// The `Y` of a directory node is not preceded by `00`.
    #[error("the letter Y at character {position} is only allowed in the ending 00Y")]
    MisplacedNodeMark {
        /// Position of the `Y`, from 1.
        position: usize,
    },
    /// The two-digit sequence of a handling item is `00`; it counts from 01.
    #[error("the sequence at character {position} is 00, expected 01 to 99")]
    ZeroSequence {
        /// Position of the first digit, from 1.
        position: usize,
    },
    /// The check character of the whole code does not match the other characters.
    #[error("the check character {position} is {found}, expected {expected}")]
    CheckCharacter {
        /// Position of the check character, from 1.
        position: usize,
        /// The correct check character.
        expected: char,
        /// The actual check character.
        found: char,
    },
    /// The check character of the organization part (characters 9 to 17 of a credit code) is wrong.
    #[error("the check character 17 of the organization part is {found}, expected {expected}")]
    OrganizationCheck {
        /// The correct check character.
        expected: char,
        /// The actual check character.
        found: char,
    },
    /// The code begins with `TE`: a temporary code of a body without a credit code.
    #[error("the code begins with TE: a temporary code of a body without a credit code")]
    Temporary,
}

impl CodeFault {
    /// A stable identifier of the kind of fault, such as `wrong_length`.
    pub fn code(&self) -> &'static str {
        match self {
            Self::WrongLength { .. } => "wrong_length",
            Self::WrongCharacter { .. } => "wrong_character",
            Self::MisplacedNodeMark { .. } => "misplaced_node_mark",
            Self::ZeroSequence { .. } => "zero_sequence",
            Self::CheckCharacter { .. } => "check_character",
            Self::OrganizationCheck { .. } => "organization_check",
            Self::Temporary => "temporary",
        }
    }

    /// Position of the wrong character, from 1; `None` if the fault is with the whole code.
    pub fn position(&self) -> Option<usize> {
        match self {
            Self::WrongCharacter { position, .. }
            | Self::MisplacedNodeMark { position }
            | Self::ZeroSequence { position }
            | Self::CheckCharacter { position, .. } => Some(*position),
            Self::OrganizationCheck { .. } => Some(17),
            Self::WrongLength { .. } | Self::Temporary => None,
        }
    }

    /// The fault in Chinese, as a clause without a full stop that follows the name of the code.
    pub fn chinese(&self) -> String {
        match self {
            Self::WrongLength { found: 0, .. } => "没有填写".to_owned(),
            Self::WrongLength { expected, found } => {
                format!("长度应为{}，实际为{found}位", chinese_lengths(expected))
            }
            Self::WrongCharacter {
                position,
                found,
                allowed,
            } => {
                let (shown, hint) = (display_char(*found), hint(*found));
                format!(
                    "第{position}位“{shown}”有误，应为{}{hint}",
                    allowed.chinese()
                )
            }
            Self::MisplacedNodeMark { position } => {
                format!("第{position}位的“Y”有误，“Y”只能用于“00Y”结尾的目录节点")
            }
            Self::ZeroSequence { position } => {
                let last = position.saturating_add(1);
                format!("第{position}至{last}位的业务办理项序号为“00”，应为01至99")
            }
            Self::CheckCharacter {
                position,
                expected,
                found,
            } => {
                format!("第{position}位校验码应为“{expected}”，实际为“{found}”")
            }
            Self::OrganizationCheck { expected, found } => {
                format!("主体标识码（第9至17位）的校验码应为“{expected}”，实际为“{found}”")
            }
            Self::Temporary => "以“TE”开头，是没有统一社会信用代码的主体所用的临时代码".to_owned(),
        }
    }
}

/// Lengths in English: `6, 9 or 12`.
fn english_lengths(lengths: &[usize]) -> String {
    join_numbers(lengths, ", ", " or ", "")
}

/// Lengths in Chinese: 6位、9位或12位.
fn chinese_lengths(lengths: &[usize]) -> String {
    join_numbers(lengths, "、", "或", "位")
}

/// Joins numbers with their unit, with one separator between them and another before the last.
fn join_numbers(numbers: &[usize], between: &str, before_last: &str, unit: &str) -> String {
    let mut text = String::new();
    for (place, number) in numbers.iter().enumerate() {
        if place > 0 {
            let last = place + 1 == numbers.len();
            text.push_str(if last { before_last } else { between });
        }
        // Writing to a string cannot fail.
        let _ = write!(text, "{number}{unit}");
    }
    text
}

/// The character for display; white space and invisible characters as a code point.
fn display_char(found: char) -> String {
    let unseen = found.is_whitespace()
        || found.is_control()
        || matches!(found, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}');
    if unseen {
        format!("U+{:04X}", u32::from(found))
    } else {
        found.to_string()
    }
}

/// A hint at the likely typing mistake, in Chinese; empty if there is none.
fn hint(found: char) -> &'static str {
    match found {
        '\u{ff01}'..='\u{ff5e}' => "（全角字符应改为半角）",
        'a'..='z' => "（小写字母应改为大写）",
        _ if found.is_whitespace() => "（空白字符应删去）",
        _ if display_char(found).starts_with("U+") => "（不可见字符应删去）",
        _ => "",
    }
}

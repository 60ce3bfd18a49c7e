//! 组织机构代码, the organization code of GB 11714.

use super::fault::{Allowed, CodeFault};
use super::written::{cut, verify, written_code};

/// Weights of the eight characters before the check character.
const WEIGHTS: [u32; 8] = [3, 7, 9, 10, 5, 8, 4, 2];

written_code! {
    /// Organization code of a body: 组织机构代码 (GB 11714), exchange column `org_code`.
    ///
    /// Nine characters, the last of which is a check character. A hyphen before the check character
    /// is allowed, which makes ten.
    OrganizationCode, "组织机构代码", "Organization code of a body (GB 11714): 9 characters, exchange column org_code.",
    "^[0-9A-Z]{8}-?[0-9A-Z]$",
    9..=10
}

/// The parts of an [`OrganizationCode`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct OrganizationCodeParts<'a> {
    /// The eight characters that identify the body (本体代码).
    pub body: &'a str,
    /// The check character (校验码).
    pub check: char,
}

impl OrganizationCode {
    /// Splits the code into its parts, or returns its first fault; does not verify the check
    /// character.
    pub fn parts(&self) -> Result<OrganizationCodeParts<'_>, CodeFault> {
        let text = self.as_str();
        if text.chars().nth(8) == Some('-') {
            let allowed = |position| match position {
                9 => Allowed::Hyphen,
                _ => Allowed::DigitOrCapital,
            };
            verify(text, &[10], allowed)?;
        } else {
            verify(text, &[9], |_| Allowed::DigitOrCapital)?;
        }
        Ok(OrganizationCodeParts {
            body: cut(text, 1, 8),
            check: text.chars().next_back().unwrap_or_default(),
        })
    }

    /// Verifies the check character, and returns the parts or the fault.
    ///
    /// ```
    /// use shixiang::code::{CodeFault, OrganizationCode};
    ///
    /// assert!(OrganizationCode::new("MB2C87614").check().is_ok());
    /// assert_eq!(
    ///     OrganizationCode::new("MB2C87615").check(),
    ///     Err(CodeFault::CheckCharacter { position: 9, expected: '4', found: '5' }),
    /// );
    /// ```
    pub fn check(&self) -> Result<OrganizationCodeParts<'_>, CodeFault> {
        let parts = self.parts()?;
        let expected = check_character(parts.body);
        if expected == parts.check {
            Ok(parts)
        } else {
            let position = self.as_str().len();
            Err(CodeFault::CheckCharacter {
                position,
                expected,
                found: parts.check,
            })
        }
    }
}

/// Computes the check character of eight digits and capital letters (GB 11714).
pub(super) fn check_character(body: &str) -> char {
    let sum: u32 = body
        .chars()
        .zip(WEIGHTS)
        .map(|(letter, weight)| letter.to_digit(36).unwrap_or_default() * weight)
        .sum();
    match 11 - sum % 11 {
        10 => 'X',
        11 => '0',
        digit => char::from_digit(digit, 10).unwrap_or_default(),
    }
}

//! 统一社会信用代码, the unified social credit code of GB 32100.

use super::division::DivisionCode;
use super::fault::{Allowed, CodeFault};
use super::organization::{self, OrganizationCode};
use super::written::{cut, cut_of, verify, written_code};

/// The characters of a credit code; the index is the value.
const ALPHABET: &str = "0123456789ABCDEFGHJKLMNPQRTUWXY";

/// Prefix of temporary codes.
const TEMPORARY: &str = "TE";

written_code! {
    /// Unified social credit code of a body: 统一社会信用代码 (GB 32100), exchange column `dept_code`.
    ///
    /// Eighteen characters: 2 for the registrar, 6 for the division, 9 for the organization code
    /// and a check character.
    CreditCode, "统一社会信用代码", "Unified social credit code of a body (GB 32100): 18 characters, exchange column dept_code.",
    "^([0-9A-HJ-NPQRTUWXY]{2}[0-9]{6}[0-9A-HJ-NPQRTUWXY]{10}|TE.{16})$",
    18..=18
}

/// The parts of a [`CreditCode`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct CreditCodeParts<'a> {
    /// Registrar and type of body (登记管理部门、机构类别), two characters.
    pub prefix: &'a str,
    /// Division of the registrar (登记管理机关行政区划码), six digits.
    pub division: &'a str,
    /// Organization code (主体标识码), nine characters.
    pub organization: &'a str,
    /// Check character (校验码).
    pub check: char,
}

impl CreditCode {
    /// Splits the code into its parts, or returns its first fault; does not verify the check
    /// characters.
    ///
    /// A code of the correct length that begins with `TE` gives [`CodeFault::Temporary`].
    pub fn parts(&self) -> Result<CreditCodeParts<'_>, CodeFault> {
        let text = self.as_str();
        verify_length(text)?;
        if self.is_temporary() {
            return Err(CodeFault::Temporary);
        }
        verify(text, &[18], |position| match position {
            3..=8 => Allowed::Digit,
            _ => Allowed::CreditCharacter,
        })?;
        Ok(CreditCodeParts {
            prefix: cut(text, 1, 2),
            division: cut(text, 3, 8),
            organization: cut(text, 9, 17),
            check: cut(text, 18, 18).chars().next().unwrap_or_default(),
        })
    }

    /// Verifies the check characters, and returns the parts or the first fault.
    ///
    /// Checks the length, the characters, the check character of the whole code (GB 32100) and then
    /// that of the organization part (GB 11714). For all faults at once use [`CreditCode::faults`].
    ///
    /// ```
    /// use shixiang::code::{CodeFault, CreditCode};
    ///
    /// assert!(CreditCode::new("11440000006939756B").check().is_ok());
    /// assert_eq!(
    ///     CreditCode::new("13440000515356094L").check(),
    ///     Err(CodeFault::CheckCharacter { position: 18, expected: 'A', found: 'L' }),
    /// );
    /// assert_eq!(CreditCode::new("TE440000GD030003VV").check(), Err(CodeFault::Temporary));
    /// ```
    pub fn check(&self) -> Result<CreditCodeParts<'_>, CodeFault> {
        let parts = self.parts()?;
        match whole_fault(self.as_str(), &parts).or_else(|| organization_fault(&parts)) {
            Some(fault) => Err(fault),
            None => Ok(parts),
        }
    }

    /// All faults of the code: one fault of its form, or up to two wrong check characters.
    pub fn faults(&self) -> Vec<CodeFault> {
        match self.parts() {
            Err(fault) => vec![fault],
            Ok(parts) => [
                whole_fault(self.as_str(), &parts),
                organization_fault(&parts),
            ]
            .into_iter()
            .flatten()
            .collect(),
        }
    }

    /// Whether the code begins with `TE`, which offices use for bodies without a credit code.
    pub fn is_temporary(&self) -> bool {
        self.as_str().starts_with(TEMPORARY)
    }

    /// The division of the registrar (登记管理机关行政区划码), characters 3 to 8; `None` if the code has
    /// another length.
    pub fn division(&self) -> Option<DivisionCode> {
        cut_of(self.as_str(), 18, 3, 8).map(DivisionCode::from)
    }

    /// The organization code (组织机构代码) inside, characters 9 to 17; `None` if the code has another
    /// length.
    ///
    /// ```
    /// use shixiang::code::{CreditCode, OrganizationCode};
    ///
    /// let code = CreditCode::new("11440000MB2C87614P");
    /// assert_eq!(code.organization_code(), Some(OrganizationCode::new("MB2C87614")));
    /// ```
    pub fn organization_code(&self) -> Option<OrganizationCode> {
        cut_of(self.as_str(), 18, 9, 17).map(OrganizationCode::from)
    }
}

/// Checks the length only.
fn verify_length(text: &str) -> Result<(), CodeFault> {
    match text.chars().count() {
        18 => Ok(()),
        found => Err(CodeFault::WrongLength {
            expected: &[18],
            found,
        }),
    }
}

/// The fault of the final check character, if it is wrong.
fn whole_fault(text: &str, parts: &CreditCodeParts<'_>) -> Option<CodeFault> {
    let expected = check_character(cut(text, 1, 17));
    let found = parts.check;
    (expected != found).then_some(CodeFault::CheckCharacter {
        position: 18,
        expected,
        found,
    })
}

/// The fault of the check character inside the organization part, if it is wrong.
fn organization_fault(parts: &CreditCodeParts<'_>) -> Option<CodeFault> {
    let expected = organization::check_character(cut(parts.organization, 1, 8));
    let found = parts.organization.chars().next_back()?;
    (expected != found).then_some(CodeFault::OrganizationCheck { expected, found })
}

/// Computes the check character of the preceding seventeen characters (GB 32100).
fn check_character(text: &str) -> char {
    let mut weight = 1;
    let mut sum = 0;
    for letter in text.chars() {
        let value = ALPHABET
            .chars()
            .position(|known| known == letter)
            .unwrap_or_default();
        sum += value * weight;
        weight = weight * 3 % 31;
    }
    ALPHABET
        .chars()
        .nth((31 - sum % 31) % 31)
        .unwrap_or_default()
}

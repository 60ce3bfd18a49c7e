//! 实施编码 and 业务办理项编码, the codes of an item at the body that implements it.

use super::base::{self, BaseCode, BaseCodeParts};
use super::credit::CreditCode;
use super::fault::{Allowed, CodeFault};
use super::written::{cut, cut_of, verify, written_code};

written_code! {
    /// Code of an item at the body that runs it: 实施编码, exchange column `task_code`.
    ///
    /// Thirty-one characters: the body's 18-character credit code, one digit for the level of
    /// exercise and the 12-character base code.
    ImplementationCode, "实施编码", "Code of an item at the body that runs it: 31 characters, exchange column task_code.",
    "^[0-9A-Z]{18}[1-7][0-9]{9}([0-9]{3}|00Y)$",
    31..=31
}

written_code! {
    /// Code of one handling item: 业务办理项编码, exchange column `task_handle_item`.
    ///
    /// Thirty-three characters: the 31-character implementation code and a sequence from 01 to 99.
    HandlingCode, "业务办理项编码", "Code of one handling item: 33 characters, exchange column task_handle_item.",
    "^[0-9A-Z]{18}[1-7][0-9]{9}([0-9]{3}|00Y)([0-9][1-9]|[1-9]0)$",
    33..=33
}

/// The parts of an [`ImplementationCode`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct ImplementationCodeParts<'a> {
    /// Credit code of the body (实施主体编码), 18 characters, not verified here.
    pub credit_code: &'a str,
    /// Level of exercise (行使层级), `1` to `7`.
    pub level_digit: char,
    /// Base code (基本编码), 12 characters.
    pub base_code: &'a str,
    /// The parts of the base code.
    pub base: BaseCodeParts<'a>,
}

/// The parts of a [`HandlingCode`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct HandlingCodeParts<'a> {
    /// Implementation code (实施编码), 31 characters.
    pub implementation_code: &'a str,
    /// The parts of the implementation code.
    pub implementation: ImplementationCodeParts<'a>,
    /// Sequence of the handling item, `01` to `99`.
    pub sequence: &'a str,
}

impl ImplementationCode {
    /// Splits the code into its parts, or returns its first fault.
    ///
    /// The embedded credit code only has to consist of digits and capital letters; for its check
    /// characters use [`ImplementationCode::credit_code`] and [`CreditCode::check`].
    ///
    /// ```
    /// use shixiang::code::ImplementationCode;
    ///
    /// let code = ImplementationCode::new("11440100007482575H3440118009000");
    /// let parts = code.parts()?;
    /// assert_eq!(parts.credit_code, "11440100007482575H");
    /// assert_eq!(parts.level_digit, '3');
    /// assert_eq!(parts.base_code, "440118009000");
    /// # Ok::<(), shixiang::code::CodeFault>(())
    /// ```
    pub fn parts(&self) -> Result<ImplementationCodeParts<'_>, CodeFault> {
        verify(self.as_str(), &[31], allowed)?;
        parts_of(self.as_str())
    }

    /// The digit for the level of exercise (行使层级), the 19th character.
    ///
    /// `None` if the code has another length or the character is not a digit.
    pub fn level_digit(&self) -> Option<char> {
        let digit = cut_of(self.as_str(), 31, 19, 19)?.chars().next()?;
        digit.is_ascii_digit().then_some(digit)
    }

    /// The base code (基本编码) inside, the last 12 characters; `None` if the code has another length.
    ///
    /// ```
    /// use shixiang::code::{BaseCode, ImplementationCode};
    ///
    /// let code = ImplementationCode::new("11440000006939756B2440101007000");
    /// assert_eq!(code.base_code(), Some(BaseCode::new("440101007000")));
    /// assert_eq!(code.level_digit(), Some('2'));
    /// ```
    pub fn base_code(&self) -> Option<BaseCode> {
        cut_of(self.as_str(), 31, 20, 31).map(BaseCode::from)
    }

    /// The credit code of the body (实施主体编码) inside, the first 18 characters; `None` if the code has
    /// another length.
    pub fn credit_code(&self) -> Option<CreditCode> {
        cut_of(self.as_str(), 31, 1, 18).map(CreditCode::from)
    }
}

impl HandlingCode {
    /// Splits the code into its parts, or returns its first fault.
    ///
    /// ```
    /// use shixiang::code::HandlingCode;
    ///
    /// let code = HandlingCode::new("11440000006940116U244010200300103");
    /// let parts = code.parts()?;
    /// assert_eq!(parts.implementation_code, "11440000006940116U2440102003001");
    /// assert_eq!(parts.sequence, "03");
    /// # Ok::<(), shixiang::code::CodeFault>(())
    /// ```
    pub fn parts(&self) -> Result<HandlingCodeParts<'_>, CodeFault> {
        let text = self.as_str();
        verify(text, &[33], allowed)?;
        let implementation_code = cut(text, 1, 31);
        let implementation = parts_of(implementation_code)?;
        let sequence = cut(text, 32, 33);
        if sequence == "00" {
            return Err(CodeFault::ZeroSequence { position: 32 });
        }
        Ok(HandlingCodeParts {
            implementation_code,
            implementation,
            sequence,
        })
    }

    /// The implementation code (实施编码) inside, the first 31 characters; `None` if the code has
    /// another length.
    ///
    /// ```
    /// use shixiang::code::{HandlingCode, ImplementationCode};
    ///
    /// let code = HandlingCode::new("11440000006940116U244010200300103");
    /// let item = ImplementationCode::new("11440000006940116U2440102003001");
    /// assert_eq!(code.implementation_code(), Some(item));
    /// ```
    pub fn implementation_code(&self) -> Option<ImplementationCode> {
        cut_of(self.as_str(), 33, 1, 31).map(ImplementationCode::from)
    }

    /// The two-character sequence of the handling item; `None` if the code has another length.
    pub fn sequence(&self) -> Option<&str> {
        cut_of(self.as_str(), 33, 32, 33)
    }
}

/// The characters allowed at each position of an implementation code or a handling code.
fn allowed(position: usize) -> Allowed {
    match position {
        ..=18 => Allowed::DigitOrCapital,
        19 => Allowed::Level,
        20..=31 => base::allowed(position - 19),
        _ => Allowed::Digit,
    }
}

/// The parts of a verified implementation code.
fn parts_of(text: &str) -> Result<ImplementationCodeParts<'_>, CodeFault> {
    let base_code = cut(text, 20, 31);
    Ok(ImplementationCodeParts {
        credit_code: cut(text, 1, 18),
        level_digit: cut(text, 19, 19).chars().next().unwrap_or_default(),
        base_code,
        base: base::parts_of(base_code, 19)?,
    })
}

//! Limits with their unit or wording in a separate field.

use super::output::{OperationOutput, ReadContext};
use super::target::Target;
use crate::prose::is_filler;
use crate::value::Guess;
use crate::value::limit::{self, LimitName};
use crate::vocabulary::{TimeUnit, Vocabulary as _};

/// Maximum length of a code of a unit, in bytes.
const LONGEST_CODE: usize = 2;

/// The unit that a letter abbreviates: W (`workday`) or G for 工作日, Z for 自然日.
fn by_letter(text: &str) -> Option<TimeUnit> {
    match text.trim() {
        "W" | "w" | "G" | "g" => TimeUnit::recognise("工作日"),
        "Z" | "z" => TimeUnit::recognise("自然日"),
        _ => None,
    }
}

/// Reads a limit with the field of its unit.
pub(super) fn time_limit(text: &str, context: ReadContext<'_>) -> OperationOutput {
    let name = match context.target.and_then(Target::key) {
        Some("statutory") => Some(LimitName::Statutory),
        Some("promised") => Some(LimitName::Promised),
        _ => None,
    };
    let mut reading = limit::read_named(text, name);
    let mut used_unit = false;
    if let (Some(limit), Some(unit)) = (&mut reading.value, context.unit)
        && limit.amount.is_some()
    {
        let mapped = context.map.and_then(|map| map.get(unit.trim()));
        let written = mapped.map_or(unit, String::as_str);
        let recognised =
            TimeUnit::recognise(&written.to_lowercase()).or_else(|| by_letter(written));
        let is_short = unit.trim().len() <= LONGEST_CODE;
        let is_code = mapped.is_none() && is_short && unit.trim().is_ascii();
        match recognised {
            // The amount includes its unit.
            unit if limit.unit.is_some() => used_unit = limit.unit == unit,
            Some(unit) => {
                limit.unit = Some(unit);
                used_unit = true;
                // Each system has its own codes of units, so the unit is a guess.
                reading.guess = reading.guess.or(is_code.then_some(Guess::NationalCode));
            }
            // The field of the unit holds the limit in words: 即时办结, 15个工作日，评审除外.
            None if !is_code && !is_filler(unit) && unit.contains(char::is_alphabetic) => {
                let said = limit::read(unit).value.unwrap_or_default();
                let (amount, unit) = (text.trim(), unit.trim());
                let same = said.amount == limit.amount;
                if same || said.is_immediate() {
                    *limit = said;
                }
                limit.text = Some(if same {
                    unit.to_owned()
                } else {
                    format!("{amount}，{unit}")
                });
                used_unit = true;
            }
            None => {}
        }
    }
    if let Some(value) = &reading.value
        && value.amount.is_some_and(|amount| amount.value() == 0.0)
        && value.unit.is_none()
    {
        // A bare 0 means "none" in many systems; it is kept unchanged.
        reading.guess = None;
    }
    OperationOutput {
        used_unit,
        ..reading.into()
    }
}

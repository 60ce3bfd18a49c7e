//! Office hours: 工作日：上午9∶00—12∶00，下午13∶30—16∶30，（法定节假日除外）, by season, by day, by hall.

mod build;
mod clock;
mod compare;
mod days;
mod lexer;
mod read;
#[cfg(test)]
mod tests;
mod token;
mod write;

pub(crate) use compare::{HoursFaultKind, faults, same};
pub use read::read;
pub(crate) use read::{effective, mentions_holidays, names_days};
pub use write::write;

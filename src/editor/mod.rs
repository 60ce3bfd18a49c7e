//! Editor features for a TOML text that is being edited: help, completion and positions.
//!
//! Results are plain data with byte offsets; the language server (`shixiang lsp`) only converts them to messages.

mod completion;
mod element;
mod help;
mod lines;
mod outline;
#[cfg(test)]
mod tests;

pub use completion::{Completion, completions};
pub use help::{Help, help};
pub use lines::{Lines, Position};

//! Answers to an editor about a TOML text that is being written, in bytes of the text and in plain data: the
//! language server (`shixiang lsp`) only puts them into messages.

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

//! The documents that are open in the editor, with their unsaved text.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::{Mutex, MutexGuard, PoisonError};

use gen_lsp_types::{Diagnostic, Range, TextDocumentContentChangeEvent, TextEdit, Uri};
use shixiang::editor::{Lines, Position};
use shixiang::{MemoryFiles, Rule};

/// An open document.
#[derive(Debug)]
pub(super) struct Document {
    /// The URI that messages use for the document.
    pub(super) uri: Uri,
    pub(super) version: i32,
    pub(super) text: String,
    /// The findings of the last check.
    pub(super) found: Vec<Shown>,
    /// The version that was last checked.
    pub(super) checked: Option<i32>,
}

impl Document {
    /// The findings of the current version; none until it is checked.
    pub(super) fn current(&self) -> impl Iterator<Item = &Shown> {
        let is_current = self.checked == Some(self.version);
        self.found.iter().filter(move |_| is_current)
    }
}

/// A finding as the editor shows it.
#[derive(Debug, Clone)]
pub(super) struct Shown {
    /// The rule; `None` for a problem of a configuration.
    pub(super) rule: Option<&'static Rule>,
    pub(super) diagnostic: Diagnostic,
    /// The edit that fixes it, and whether only form and spelling change.
    pub(super) fix: Option<(TextEdit, bool)>,
}

/// The open documents by path, shared by the thread that answers and the one that checks.
#[derive(Debug, Default)]
pub(super) struct Documents(Mutex<BTreeMap<PathBuf, Document>>);

impl Documents {
    /// Locks the documents.
    pub(super) fn lock(&self) -> MutexGuard<'_, BTreeMap<PathBuf, Document>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Copies the texts, as files that take precedence over those on disk, and their versions.
    pub(super) fn snapshot(&self) -> (MemoryFiles, BTreeMap<PathBuf, i32>) {
        let documents = self.lock();
        let mut files = MemoryFiles::new().over_disk();
        for (path, document) in &*documents {
            files = files.with(path, &document.text);
        }
        let versions = documents.iter();
        let versions = versions.map(|(path, document)| (path.clone(), document.version));
        (files, versions.collect())
    }
}

/// The path of a document; `None` if it is not a file, and so is not checked.
pub(super) fn path_of(uri: &Uri) -> Option<PathBuf> {
    (uri.scheme() == "file").then(|| uri.to_file_path().ok())?
}

/// Applies a change of the editor to a text.
pub(super) fn change(text: &mut String, change: TextDocumentContentChangeEvent) {
    match change {
        TextDocumentContentChangeEvent::TextDocumentContentChangeWholeDocument(whole) => {
            *text = whole.text;
        }
        TextDocumentContentChangeEvent::TextDocumentContentChangePartial(part) => {
            let range = bytes(&Lines::new(text), part.range);
            text.replace_range(range, &part.text);
        }
    }
}

/// Converts an editor range to bytes; a range that ends before it begins is empty.
pub(super) fn bytes(lines: &Lines<'_>, range: Range) -> std::ops::Range<usize> {
    let start = lines.offset(position(range.start));
    start..lines.offset(position(range.end)).max(start)
}

/// Converts a protocol position.
pub(super) fn position(at: gen_lsp_types::Position) -> Position {
    Position {
        line: at.line,
        character: at.character,
    }
}

/// Converts a byte range to an editor range.
pub(super) fn range(lines: &Lines<'_>, bytes: &std::ops::Range<usize>) -> Range {
    let position = |offset| {
        let Position { line, character } = lines.position(offset);
        gen_lsp_types::Position::new(line, character)
    };
    Range::new(position(bytes.start), position(bytes.end))
}

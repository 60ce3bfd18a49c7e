//! The documents that are open in the editor, as they are there.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::{Mutex, MutexGuard, PoisonError};

use gen_lsp_types::{Diagnostic, Range, TextDocumentContentChangeEvent, TextEdit, Uri};
use shixiang::editor::{Lines, Position};
use shixiang::{MemoryFiles, Rule};

/// A document.
#[derive(Debug)]
pub(super) struct Document {
    /// Its name in messages.
    pub(super) uri: Uri,
    pub(super) version: i32,
    pub(super) text: String,
    /// The findings in it when it was last checked.
    pub(super) found: Vec<Shown>,
    /// The version in which it was found.
    pub(super) checked: Option<i32>,
}

impl Document {
    /// The findings in the current text; none while it waits to be checked.
    pub(super) fn current(&self) -> impl Iterator<Item = &Shown> {
        let is_current = self.checked == Some(self.version);
        self.found.iter().filter(move |_| is_current)
    }
}

/// A finding as the editor shows it.
#[derive(Debug, Clone)]
pub(super) struct Shown {
    /// Its rule; `None` for a problem of a configuration.
    pub(super) rule: Option<&'static Rule>,
    pub(super) diagnostic: Diagnostic,
    /// The edit that fixes it, and whether only form and spelling change.
    pub(super) fix: Option<(TextEdit, bool)>,
}

/// The documents by their files, which the thread that answers and the one that checks share.
#[derive(Debug, Default)]
pub(super) struct Documents(Mutex<BTreeMap<PathBuf, Document>>);

impl Documents {
    /// The documents, which no other thread changes meanwhile.
    pub(super) fn lock(&self) -> MutexGuard<'_, BTreeMap<PathBuf, Document>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The texts and their versions, over the files that are saved.
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

/// The file of a document; only files are checked.
pub(super) fn path_of(uri: &Uri) -> Option<PathBuf> {
    (uri.scheme() == "file").then(|| uri.to_file_path().ok())?
}

/// Makes a change that was typed.
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

/// The bytes of a range; one that ends before it begins is empty.
pub(super) fn bytes(lines: &Lines<'_>, range: Range) -> std::ops::Range<usize> {
    let start = lines.offset(position(range.start));
    start..lines.offset(position(range.end)).max(start)
}

/// A position of a message.
pub(super) fn position(at: gen_lsp_types::Position) -> Position {
    Position {
        line: at.line,
        character: at.character,
    }
}

/// The range of some bytes.
pub(super) fn range(lines: &Lines<'_>, bytes: &std::ops::Range<usize>) -> Range {
    let position = |offset| {
        let Position { line, character } = lines.position(offset);
        gen_lsp_types::Position::new(line, character)
    };
    Range::new(position(bytes.start), position(bytes.end))
}

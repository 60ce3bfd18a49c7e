//! Answers to requests of the editor: help, completion, fixes.

use std::collections::HashMap;

use gen_lsp_types::{
    CodeAction, CodeActionKind, CodeActionParams, CodeActionResponse, CompletionItem,
    CompletionItemKind, CompletionItemTextEdit, CompletionParams, CompletionResponse, Contents,
    Hover, HoverParams, MarkupContent, MarkupKind, Range, TextDocumentPositionParams, TextEdit,
    WorkspaceEdit,
};
use lsp_server::Request;
use serde_json::Value;
use shixiang::editor::{self, Lines};
use shixiang::{Language, rules};

use super::documents::{Document, Documents, bytes, path_of, position, range};

/// Maximum number of characters of a fix in its title.
const MOST_OF_TITLE: usize = 60;

/// Answers requests.
pub(super) struct Desk<'d> {
    pub(super) documents: &'d Documents,
    pub(super) language: Language,
}

impl Desk<'_> {
    /// The answer to a request of this kind; `None` if it is of another.
    pub(super) fn serve<R: gen_lsp_types::Request>(
        &self,
        request: &Request,
        answer: fn(&Self, &R::Params) -> R::Result,
    ) -> Option<Result<Value, serde_json::Error>> {
        (request.method == R::METHOD.as_str()).then(|| {
            let params = serde_json::from_value(request.params.clone())?;
            serde_json::to_value(answer(self, &params))
        })
    }

    /// Asks about a place in an open document.
    fn at<T>(
        &self,
        place: &TextDocumentPositionParams,
        ask: impl FnOnce(&Document, &Lines<'_>, usize) -> Option<T>,
    ) -> Option<T> {
        let documents = self.documents.lock();
        let document = documents.get(&path_of(&place.text_document.uri)?)?;
        let lines = Lines::new(&document.text);
        let offset = lines.offset(position(place.position));
        ask(document, &lines, offset)
    }

    /// Help on the element at a place, and on the rules that found something there.
    pub(super) fn hover(&self, params: &HoverParams) -> Option<Hover> {
        self.at(
            &params.text_document_position_params,
            |document, lines, offset| {
                let help = editor::help(&document.text, offset, self.language);
                let is_here = |found: &Range| {
                    let bytes = bytes(lines, *found);
                    bytes.start <= offset && offset <= bytes.end
                };
                let found = document.current();
                let mut here: Vec<_> = found
                    .filter(|found| is_here(&found.diagnostic.range))
                    .filter_map(|found| found.rule)
                    .collect();
                here.dedup_by_key(|rule| rule.code);
                let pages = here
                    .into_iter()
                    .map(|rule| rules::explanation(rule, self.language));
                let place = help.as_ref().map(|help| range(lines, &help.range));
                let told: Vec<String> = help
                    .map(|help| help.text)
                    .into_iter()
                    .chain(pages)
                    .collect();
                (!told.is_empty()).then(|| Hover {
                    contents: Contents::MarkupContent(MarkupContent {
                        kind: MarkupKind::Markdown,
                        value: told.join("\n\n---\n\n"),
                    }),
                    range: place,
                })
            },
        )
    }

    /// The proposals at a place.
    pub(super) fn completion(&self, params: &CompletionParams) -> Option<CompletionResponse> {
        self.at(
            &params.text_document_position_params,
            |document, lines, offset| {
                let proposed = editor::completions(&document.text, offset, self.language);
                let items = proposed.into_iter().enumerate().map(|(number, proposed)| {
                    let kind = if proposed.is_key {
                        CompletionItemKind::Property
                    } else {
                        CompletionItemKind::Value
                    };
                    let written = document
                        .text
                        .get(proposed.range.clone())
                        .unwrap_or_default();
                    // Editors compare this with the text that is there.
                    let filter = if written.starts_with(['"', '\'']) {
                        &proposed.text
                    } else {
                        &proposed.label
                    };
                    let edit = TextEdit::new(range(lines, &proposed.range), proposed.text.clone());
                    CompletionItem {
                        filter_text: Some(filter.clone()),
                        label: proposed.label,
                        kind: Some(kind),
                        detail: Some(proposed.detail).filter(|detail| !detail.is_empty()),
                        // In the order of the list, not of the alphabet.
                        sort_text: Some(format!("{number:04}")),
                        text_edit: Some(CompletionItemTextEdit::TextEdit(edit)),
                        ..CompletionItem::default()
                    }
                });
                Some(CompletionResponse::CompletionItemList(items.collect()))
            },
        )
    }

    /// The fixes of findings in a range.
    pub(super) fn actions(&self, params: &CodeActionParams) -> Option<Vec<CodeActionResponse>> {
        let documents = self.documents.lock();
        let document = documents.get(&path_of(&params.text_document.uri)?)?;
        let lines = Lines::new(&document.text);
        let asked = bytes(&lines, params.range);
        let actions = document.current().filter_map(|found| {
            let (edit, is_safe) = found.fix.as_ref()?;
            let place = bytes(&lines, edit.range);
            if place.end < asked.start || asked.end < place.start {
                return None;
            }
            let changes = HashMap::from([(document.uri.clone(), vec![edit.clone()])]);
            Some(CodeActionResponse::CodeAction(CodeAction {
                title: self.title(&edit.new_text, *is_safe),
                kind: Some(CodeActionKind::QuickFix),
                diagnostics: Some(vec![found.diagnostic.clone()]),
                is_preferred: Some(*is_safe),
                edit: Some(WorkspaceEdit {
                    changes: Some(changes),
                    ..WorkspaceEdit::default()
                }),
                ..CodeAction::default()
            }))
        });
        Some(actions.collect())
    }

    fn title(&self, text: &str, is_safe: bool) -> String {
        let mut shown: String = text.chars().take(MOST_OF_TITLE).collect();
        if shown.len() < text.len() {
            shown.push('…');
        }
        match (self.language, is_safe) {
            (Language::English, true) => format!("write {shown}"),
            (Language::English, false) => format!("perhaps {shown}"),
            (_, true) => format!("改写为{shown}"),
            (_, false) => format!("可能应为{shown}"),
        }
    }
}

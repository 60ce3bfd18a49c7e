//! Responses to requests of the editor: hover help, completion, code actions.

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

/// Maximum number of characters of the replacement in the title of a fix.
const MAX_TITLE_CHARS: usize = 60;

/// Answers requests from the state of the open documents.
pub(super) struct Desk<'d> {
    pub(super) documents: &'d Documents,
    pub(super) language: Language,
}

impl Desk<'_> {
    /// Answers a request of the type `R`; `None` if the request is of another type.
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

    /// Calls `ask` with an open document and the byte offset of a position in it.
    fn at_position<T>(
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

    /// Help on the element at a position, and the pages of the rules with findings there.
    pub(super) fn hover(&self, params: &HoverParams) -> Option<Hover> {
        self.at_position(
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
                let texts: Vec<String> = help
                    .map(|help| help.text)
                    .into_iter()
                    .chain(pages)
                    .collect();
                (!texts.is_empty()).then(|| Hover {
                    contents: Contents::MarkupContent(MarkupContent {
                        kind: MarkupKind::Markdown,
                        value: texts.join("\n\n---\n\n"),
                    }),
                    range: place,
                })
            },
        )
    }

    /// The completions at a position.
    pub(super) fn completion(&self, params: &CompletionParams) -> Option<CompletionResponse> {
        self.at_position(
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
                    // Editors compare the filter with the text typed so far.
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
                        // Keeps the order of the list; editors would sort by label.
                        sort_text: Some(format!("{number:04}")),
                        text_edit: Some(CompletionItemTextEdit::TextEdit(edit)),
                        ..CompletionItem::default()
                    }
                });
                Some(CompletionResponse::CompletionItemList(items.collect()))
            },
        )
    }

    /// The fixes of findings in a range, as code actions.
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
        let mut shown: String = text.chars().take(MAX_TITLE_CHARS).collect();
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

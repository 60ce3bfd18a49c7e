//! `lsp`: serves an editor over standard input and output.
//!
//! One thread reads messages and answers requests; another checks after changes, so that no answer waits for a
//! check.

mod answers;
mod documents;
mod findings;
mod transport;

use std::sync::Arc;
use std::sync::mpsc::{self, Sender};
use std::thread;

use gen_lsp_types::{
    CodeActionKind, CodeActionOptions, CodeActionProvider, CodeActionRequest, CompletionOptions,
    CompletionRequest, DidChangeTextDocumentNotification, DidCloseTextDocumentNotification,
    DidOpenTextDocumentNotification, DidSaveTextDocumentNotification, ExitNotification,
    HoverProvider, HoverRequest, Notification as _, PublishDiagnosticsNotification,
    PublishDiagnosticsParams, Save, ServerCapabilities, TextDocumentSync, TextDocumentSyncKind,
    TextDocumentSyncOptions,
};
use lsp_server::{Connection, ErrorCode, Message, Notification, Request, Response};
use shixiang::Language;

use crate::args::Lsp;
use crate::exit::{Exit, Failure};
use answers::Desk;
use documents::{Document, Documents, path_of};
use findings::Inspector;

/// The connection to the editor, shared by both threads.
type Editor = Arc<Connection>;

pub(crate) fn run(args: &Lsp, language: Language) -> Result<Exit, Failure> {
    let (connection, writer) = transport::connect()?;
    let editor = Arc::new(connection);
    let capabilities = serde_json::to_value(capabilities())?;
    let Ok(_) = editor.initialize(capabilities) else {
        return Err(Failure::Usage {
            zh: "没有编辑器接上来；这个命令由编辑器启动，配置见文档 editors".to_owned(),
            en:
                "no editor connected; this command is started by an editor, see the page on editors"
                    .to_owned(),
        });
    };
    let documents = Arc::new(Documents::default());
    let (changed, changes) = mpsc::channel();
    let inspector = Inspector {
        choice: args.choice.clone(),
        language,
        documents: documents.clone(),
        editor: editor.clone(),
    };
    let inspector = thread::Builder::new()
        .name("lsp-inspector".to_owned())
        .spawn(move || inspector.run(&changes))?;
    let server = Server {
        documents: &documents,
        editor: &editor,
        language,
        changed,
    };
    server.run();
    // Without a sender of changes the inspector ends; without a user of the connection the writer ends.
    drop(server);
    let _ = inspector.join();
    drop(editor);
    match writer.join() {
        Ok(written) => written?,
        // The writer panicked.
        Err(_) => return Ok(Exit::Fault),
    }
    Ok(Exit::Fine)
}

fn capabilities() -> ServerCapabilities {
    ServerCapabilities {
        text_document_sync: Some(TextDocumentSync::Options(TextDocumentSyncOptions {
            open_close: Some(true),
            change: Some(TextDocumentSyncKind::Incremental),
            save: Some(Save::Bool(true)),
            ..TextDocumentSyncOptions::default()
        })),
        hover_provider: Some(HoverProvider::Bool(true)),
        completion_provider: Some(CompletionOptions {
            trigger_characters: Some(
                ["\"", "'", "=", "[", "{", ".", ","]
                    .map(str::to_owned)
                    .into(),
            ),
            ..CompletionOptions::default()
        }),
        code_action_provider: Some(CodeActionProvider::CodeActionOptions(CodeActionOptions {
            code_action_kinds: Some(vec![CodeActionKind::QuickFix]),
            ..CodeActionOptions::default()
        })),
        ..ServerCapabilities::default()
    }
}

/// Sends a notification.
fn tell<N: gen_lsp_types::Notification>(editor: &Editor, params: N::Params) {
    let method = N::METHOD.as_str().to_owned();
    // If the editor is gone, the notification is dropped.
    if let Ok(params) = serde_json::to_value(params) {
        let _ = editor.sender.send(Notification { method, params }.into());
    }
}

/// Reads messages and answers them.
struct Server<'s> {
    documents: &'s Documents,
    editor: &'s Editor,
    language: Language,
    /// Wakes the inspector after a change.
    changed: Sender<()>,
}

impl Server<'_> {
    /// Answers until the editor shuts down or is gone.
    fn run(&self) {
        for message in &self.editor.receiver {
            match message {
                Message::Request(request) => {
                    if self.editor.handle_shutdown(&request).unwrap_or(true) {
                        return;
                    }
                    let _ = self.editor.sender.send(self.answer(&request).into());
                }
                Message::Notification(notification) => {
                    if notification.method == ExitNotification::METHOD.as_str() {
                        return;
                    }
                    self.handle_notification(&notification);
                }
                // The server sends no requests.
                Message::Response(_) => {}
            }
        }
    }

    fn answer(&self, request: &Request) -> Response {
        let desk = Desk {
            documents: self.documents,
            language: self.language,
        };
        let id = request.id.clone();
        let answer = desk
            .serve::<HoverRequest>(request, Desk::hover)
            .or_else(|| desk.serve::<CompletionRequest>(request, Desk::completion))
            .or_else(|| desk.serve::<CodeActionRequest>(request, Desk::actions));
        match answer {
            Some(Ok(result)) => Response::new_ok(id, result),
            Some(Err(error)) => {
                Response::new_err(id, ErrorCode::InvalidParams as i32, error.to_string())
            }
            None => {
                let message = format!("{} is not served", request.method);
                Response::new_err(id, ErrorCode::MethodNotFound as i32, message)
            }
        }
    }

    /// Handles a notification of the editor. Unknown notifications are ignored, as the protocol demands.
    fn handle_notification(&self, notification: &Notification) {
        let taken = self
            .on_opened(notification)
            .or_else(|| self.on_changed(notification))
            .or_else(|| self.on_closed(notification))
            .or_else(|| params::<DidSaveTextDocumentNotification>(notification).map(|_| ()));
        if taken.is_some() {
            // The inspector is only gone if its thread panicked; then nothing is checked any more.
            let _ = self.changed.send(());
        }
    }

    fn on_opened(&self, notification: &Notification) -> Option<()> {
        let document = params::<DidOpenTextDocumentNotification>(notification)?.text_document;
        let path = path_of(&document.uri)?;
        let document = Document {
            uri: document.uri,
            version: document.version,
            text: document.text,
            found: Vec::new(),
            checked: None,
        };
        self.documents.lock().insert(path, document);
        Some(())
    }

    fn on_changed(&self, notification: &Notification) -> Option<()> {
        let changed = params::<DidChangeTextDocumentNotification>(notification)?;
        let named = changed.text_document;
        let path = path_of(&named.text_document_identifier.uri)?;
        let mut documents = self.documents.lock();
        let document = documents.get_mut(&path)?;
        document.version = named.version;
        for change in changed.content_changes {
            documents::change(&mut document.text, change);
        }
        Some(())
    }

    fn on_closed(&self, notification: &Notification) -> Option<()> {
        let closed = params::<DidCloseTextDocumentNotification>(notification)?;
        let path = path_of(&closed.text_document.uri)?;
        let document = self.documents.lock().remove(&path)?;
        let shown = PublishDiagnosticsParams {
            uri: document.uri,
            version: None,
            diagnostics: Vec::new(),
        };
        tell::<PublishDiagnosticsNotification>(self.editor, shown);
        Some(())
    }
}

/// The parameters of a notification of the type `N`; `None` if it is of another type.
fn params<N: gen_lsp_types::Notification>(notification: &Notification) -> Option<N::Params> {
    (notification.method == N::METHOD.as_str())
        .then(|| serde_json::from_value(notification.params.clone()).ok())?
}

//! Messages over standard input and output.
//!
//! `lsp-server` has a transport, too, but it allocates as many bytes as the header of a message claims, and ends at
//! the first message that is not JSON.

use std::io::{self, BufRead, BufReader, Read};
use std::thread::{self, JoinHandle};

use lsp_server::{Connection, Message};

/// Maximum number of bytes of a header line.
const MAX_HEADER_LINE_BYTES: u64 = 8 << 10;

/// Connects to the editor, and returns the writer thread, which ends when the connection is dropped and everything
/// is written.
pub(super) fn connect() -> io::Result<(Connection, JoinHandle<io::Result<()>>)> {
    let (server, editor) = Connection::memory();
    let Connection { sender, receiver } = editor;
    let reader = thread::Builder::new().name("lsp-reader".to_owned());
    reader.spawn(move || {
        let mut input = BufReader::new(io::stdin());
        while let Ok(Some(message)) = receive(&mut input) {
            if sender.send(message).is_err() {
                break;
            }
        }
    })?;
    let writer = thread::Builder::new().name("lsp-writer".to_owned());
    let writer = writer.spawn(move || {
        let mut out = io::stdout().lock();
        receiver
            .into_iter()
            .try_for_each(|message| message.write(&mut out))
    })?;
    Ok((server, writer))
}

/// Reads the next message; `None` at the end. Bodies that are not messages are skipped.
fn receive(input: &mut impl BufRead) -> io::Result<Option<Message>> {
    while let Some(length) = header(input)? {
        let mut body = Vec::new();
        input.by_ref().take(length).read_to_end(&mut body)?;
        if (body.len() as u64) < length {
            break;
        }
        if let Ok(message) = serde_json::from_slice(&body) {
            return Ok(Some(message));
        }
    }
    Ok(None)
}

/// Reads a header, and returns the length of the body; `None` at the end.
fn header(input: &mut impl BufRead) -> io::Result<Option<u64>> {
    let mut length = None;
    loop {
        let mut line = Vec::new();
        let read = input
            .by_ref()
            .take(MAX_HEADER_LINE_BYTES)
            .read_until(b'\n', &mut line)?;
        if read == 0 {
            return Ok(None);
        }
        let line = String::from_utf8_lossy(&line);
        let line = line.trim();
        if let Some((name, value)) = line.split_once(':') {
            if name.eq_ignore_ascii_case("Content-Length") {
                length = value.trim().parse().ok();
            }
        } else if line.is_empty() && length.is_some() {
            return Ok(length);
        }
    }
}

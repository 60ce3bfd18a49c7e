//! The checker as a WebAssembly module that imports nothing: bytes and options in, the report as JSON out.
//!
//! The host asks for room ([`input`]), writes a request there, calls [`check`], and reads what [`output`]
//! points at. A request is its options as JSON ([`Options`](options::Options)), followed by the bytes of the
//! files that the options list, one after the other.
//!
//! Plain functions of numbers instead of generated glue, so that browsers, Node and every WebAssembly
//! runtime of other languages call the same file.
#![warn(missing_docs)]

mod options;

use std::cell::RefCell;

pub use options::{Options, SentFile};

thread_local! {
    static INPUT: RefCell<Vec<u8>> = const { RefCell::new(Vec::new()) };
    static OUTPUT: RefCell<Vec<u8>> = const { RefCell::new(Vec::new()) };
}

/// Makes room for a request of this many bytes, and returns its address.
#[unsafe(no_mangle)]
pub extern "C" fn input(length: usize) -> *mut u8 {
    INPUT.with_borrow_mut(|input| {
        input.clear();
        input.resize(length, 0);
        input.as_mut_ptr()
    })
}

/// Answers the request in [`input`], of which the first `options` bytes are its options.
///
/// Returns 0 if the answer is a report, and 2 if the request is wrong: then the answer is
/// `{"error": "…"}` with the reason in the language asked for. The request is gone afterwards.
#[unsafe(no_mangle)]
pub extern "C" fn check(options: usize) -> u32 {
    let request = INPUT.take();
    let (status, answer) = match options::answer(&request, options) {
        Ok(report) => (0, report),
        Err(reason) => (2, serde_json::json!({ "error": reason }).to_string().into()),
    };
    OUTPUT.set(answer);
    status
}

/// The address of the answer, which stays until the next [`check`].
#[unsafe(no_mangle)]
pub extern "C" fn output() -> *const u8 {
    OUTPUT.with_borrow(|output| output.as_ptr())
}

/// The length of the answer in bytes.
#[unsafe(no_mangle)]
pub extern "C" fn output_length() -> usize {
    OUTPUT.with_borrow(Vec::len)
}

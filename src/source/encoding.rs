//! Detects the encoding of a text.

use std::io::{self, Cursor, Read, Seek, SeekFrom};

use encoding_rs::{DecoderResult, Encoding};

/// Whether an encoding has this name.
pub(crate) fn is_known(label: &str) -> bool {
    Encoding::for_label(label.trim().as_bytes()).is_some()
}

/// Detects UTF-16, with or without a byte order mark: documents start with ASCII, so one of the first bytes is zero.
pub(super) fn is_wide(head: &[u8]) -> Option<&'static Encoding> {
    match head {
        [0xff, 0xfe, ..] => Some(encoding_rs::UTF_16LE),
        [0xfe, 0xff, ..] => Some(encoding_rs::UTF_16BE),
        [first, 0, ..] if *first != 0 => Some(encoding_rs::UTF_16LE),
        [0, second, ..] if *second != 0 => Some(encoding_rs::UTF_16BE),
        _ => None,
    }
}

/// The encoding of a text that is not UTF-8, detected from its beginning.
pub(super) fn other(head: &[u8], label: Option<&str>) -> Option<&'static Encoding> {
    use encoding_rs::{BIG5, GB18030, UTF_16BE, UTF_16LE};
    // Reading from memory does not fail.
    let encoding = detect(&mut Cursor::new(head), label).ok()?;
    // Any bytes are text in a single-byte encoding, so a text with an invalid byte would count as one.
    let is_certain = [GB18030, BIG5, UTF_16BE, UTF_16LE].contains(&encoding);
    (is_certain || (label.is_some() && encoding != encoding_rs::UTF_8)).then_some(encoding)
}

/// Detects the encoding of a source: as labelled, or else from all its bytes. The source is rewound to its start.
pub(super) fn detect<S: Read + Seek>(
    source: &mut S,
    label: Option<&str>,
) -> io::Result<&'static Encoding> {
    let labelled = label.and_then(|label| Encoding::for_label(label.trim().as_bytes()));
    let mut head = Vec::new();
    source.by_ref().take(2).read_to_end(&mut head)?;
    source.seek(SeekFrom::Start(0))?;
    // A byte order mark takes precedence.
    let encoding = match is_wide(&head).or(labelled) {
        Some(known) => known,
        None if is_mostly(encoding_rs::UTF_8, source)? => encoding_rs::UTF_8,
        None => {
            source.seek(SeekFrom::Start(0))?;
            let deny = chardetng::Iso2022JpDetection::Deny;
            let mut detector = chardetng::EncodingDetector::new(deny);
            each_part(source, &mut |part, last| {
                detector.feed(part, last);
            })?;
            let guess = detector.guess(Some(b"cn"), chardetng::Utf8Detection::Allow);
            source.seek(SeekFrom::Start(0))?;
            // A single invalid byte makes the detector fall back to a single-byte encoding.
            if guess.is_single_byte() && is_mostly(encoding_rs::GB18030, source)? {
                encoding_rs::GB18030
            } else {
                guess
            }
        }
    };
    source.seek(SeekFrom::Start(0))?;
    // GBK is decoded as its superset GB18030, which offices' files need.
    Ok(if encoding == encoding_rs::GBK {
        encoding_rs::GB18030
    } else {
        encoding
    })
}

/// A document decoded as a whole.
pub(super) struct Decoded {
    pub(super) text: String,
    /// The name of its encoding.
    pub(super) encoding: &'static str,
    /// Whether some bytes were not text.
    pub(super) is_faulty: bool,
}

/// Decodes a page: as labelled, or else as UTF-8 if valid, as declared in it, or as detected.
pub(super) fn decode(bytes: &[u8], label: Option<&str>) -> Decoded {
    let said = || {
        if std::str::from_utf8(bytes).is_ok() {
            return None;
        }
        let head = bytes.get(..HEAD_BYTES).unwrap_or(bytes);
        let head = String::from_utf8_lossy(head).to_ascii_lowercase();
        let mut after = ["charset=", "encoding="]
            .iter()
            .filter_map(|key| Some(head.split_once(key)?.1));
        let after = after.next()?.trim_start_matches(['"', '\'']);
        let end = after.find(|char: char| !char.is_ascii_alphanumeric() && char != '-');
        Some(after.get(..end.unwrap_or(after.len()))?.to_owned())
    };
    let label = label.map(str::to_owned).or_else(said);
    // Reading from memory does not fail.
    let encoding = detect(&mut Cursor::new(bytes), label.as_deref()).unwrap_or(encoding_rs::UTF_8);
    let (text, encoding, is_faulty) = encoding.decode(bytes);
    Decoded {
        text: text.into_owned(),
        encoding: encoding.name(),
        is_faulty,
    }
}

/// Number of bytes at the start of a page that are searched for a declared encoding.
const HEAD_BYTES: usize = 1024;

/// Minimum number of valid non-ASCII characters per invalid one.
const MIN_SOUND_PER_BROKEN: usize = 10;

/// Whether a source is in this encoding apart from a few invalid bytes, which are reported individually.
fn is_mostly<S: Read>(encoding: &'static Encoding, source: &mut S) -> io::Result<bool> {
    let mut decoder = encoding.new_decoder_without_bom_handling();
    let (mut sound, mut broken) = (0_usize, 0_usize);
    let mut text = String::new();
    each_part(source, &mut |mut part, last| {
        loop {
            text.clear();
            let room = decoder.max_utf8_buffer_length_without_replacement(part.len());
            text.reserve(room.unwrap_or(part.len()));
            let (result, used) =
                decoder.decode_to_string_without_replacement(part, &mut text, last);
            sound += text.chars().filter(|char| !char.is_ascii()).count();
            part = part.get(used..).unwrap_or_default();
            match result {
                DecoderResult::Malformed(..) => broken += 1,
                DecoderResult::InputEmpty => break,
                DecoderResult::OutputFull => {}
            }
        }
    })?;
    Ok(broken.saturating_mul(MIN_SOUND_PER_BROKEN) <= sound)
}

/// Calls `each` with each part of a source; the last part is empty.
fn each_part<S: Read>(source: &mut S, each: &mut dyn FnMut(&[u8], bool)) -> io::Result<()> {
    let mut buffer = vec![0; 1 << 16];
    loop {
        let size = match source.read(&mut buffer) {
            Ok(size) => size,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            Err(error) => return Err(error),
        };
        each(buffer.get(..size).unwrap_or_default(), size == 0);
        if size == 0 {
            return Ok(());
        }
    }
}

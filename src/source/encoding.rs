//! Detects the encoding of a text table.

use std::io::{self, Read, Seek, SeekFrom};

use encoding_rs::Encoding;

/// The encoding of a source: as labelled, or else recognised from all its bytes. The source is
/// rewound to its start.
pub(super) fn detect<S: Read + Seek>(
    source: &mut S,
    label: Option<&str>,
) -> io::Result<&'static Encoding> {
    let labelled = label.and_then(|label| Encoding::for_label(label.trim().as_bytes()));
    let encoding = match labelled {
        Some(labelled) => labelled,
        None if is_utf8(source)? => encoding_rs::UTF_8,
        None => {
            source.seek(SeekFrom::Start(0))?;
            let deny = chardetng::Iso2022JpDetection::Deny;
            let mut detector = chardetng::EncodingDetector::new(deny);
            each_part(source, &mut |part, last| {
                detector.feed(part, last);
                true
            })?;
            detector.guess(Some(b"cn"), chardetng::Utf8Detection::Allow)
        }
    };
    source.seek(SeekFrom::Start(0))?;
    // What browsers call GBK is decoded as the larger GB18030, which offices' files need.
    Ok(if encoding == encoding_rs::GBK {
        encoding_rs::GB18030
    } else {
        encoding
    })
}

/// Whether the whole source is UTF-8.
fn is_utf8<S: Read>(source: &mut S) -> io::Result<bool> {
    // The bytes of an incomplete character.
    let mut open: Vec<u8> = Vec::new();
    let mut sound = true;
    each_part(source, &mut |part, last| {
        open.extend_from_slice(part);
        sound = match std::str::from_utf8(&open) {
            Ok(_) => {
                open.clear();
                true
            }
            Err(error) => {
                open.drain(..error.valid_up_to());
                error.error_len().is_none() && !last
            }
        };
        sound
    })?;
    Ok(sound)
}

/// Calls back with each part of a source until the last, which is empty, or until the callback
/// returns `false`.
fn each_part<S: Read>(source: &mut S, each: &mut dyn FnMut(&[u8], bool) -> bool) -> io::Result<()> {
    let mut buffer = vec![0; 1 << 16];
    loop {
        let size = match source.read(&mut buffer) {
            Ok(size) => size,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            Err(error) => return Err(error),
        };
        let part = buffer.get(..size).unwrap_or_default();
        if !each(part, size == 0) || size == 0 {
            return Ok(());
        }
    }
}

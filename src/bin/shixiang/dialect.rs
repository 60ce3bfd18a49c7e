//! `dialect`: shows, checks and drafts dialects.

use std::io::Write;

use shixiang::dialect::{Dialect, all, source};
use shixiang::{Error, Language, ReadOptions, find_dialect, guess_dialect, loss, read_paths};

use crate::args::{DialectCommand, Dialects};
use crate::exit::{Exit, Failure};
use crate::normalize::exit;

pub(crate) fn run(args: &Dialects, language: Language) -> Result<Exit, Failure> {
    match &args.command {
        DialectCommand::List => list(),
        DialectCommand::Show { name } => show(name),
        DialectCommand::Check { file, sample } => check(file, sample.as_deref(), language),
        DialectCommand::Guess { file, encoding } => {
            let mut options = ReadOptions::default();
            if let Some(label) = encoding {
                options = options.encoding(label);
            }
            let text = guess_dialect(file, &options)?;
            std::io::stdout().lock().write_all(text.as_bytes())?;
            Ok(Exit::Fine)
        }
    }
}

fn list() -> Result<Exit, Failure> {
    let mut out = std::io::stdout().lock();
    for dialect in all() {
        writeln!(out, "{}  {}", dialect.name, dialect.file.title)?;
    }
    Ok(Exit::Fine)
}

fn show(name: &str) -> Result<Exit, Failure> {
    let mut out = std::io::stdout().lock();
    if let Some(text) = source(name) {
        out.write_all(text.as_bytes())?;
    } else {
        // Looked up first, to tell an unknown name from an invalid file.
        find_dialect(name)?;
        let text = std::fs::read_to_string(name).map_err(|source| Error::Read {
            path: name.into(),
            source,
        })?;
        out.write_all(text.as_bytes())?;
    }
    Ok(Exit::Fine)
}

fn check(
    file: &std::path::Path,
    sample: Option<&std::path::Path>,
    language: Language,
) -> Result<Exit, Failure> {
    let text = std::fs::read_to_string(file).map_err(|source| Error::Read {
        path: file.to_path_buf(),
        source,
    })?;
    let dialect = Dialect::parse(&file.display().to_string(), &text)?;
    let mut out = std::io::stdout().lock();
    let chinese = language != Language::English;
    let fields = dialect.file.fields.len();
    if chinese {
        writeln!(out, "方言{}没有错误，对应{fields}个字段", dialect.name)?;
    } else {
        writeln!(
            out,
            "dialect {} is valid; it maps {fields} fields",
            dialect.name
        )?;
    }
    let Some(sample) = sample else {
        return Ok(Exit::Fine);
    };
    let options = ReadOptions::default().dialect(dialect).trace();
    let reading = read_paths(&[sample.to_path_buf()], &options)?;
    let list = loss(&reading);
    writeln!(out, "\n{}\n{}", list.table(), list.text(language))?;
    Ok(exit(&reading.account, None))
}

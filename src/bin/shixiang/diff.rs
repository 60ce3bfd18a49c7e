//! `diff`: compares two versions of a catalogue.

use std::io::{ErrorKind, Write};
use std::path::Path;

use shixiang::diff::{self, Burden, CatalogueDiff, DiffVerdict, ItemDiff};
use shixiang::report::diff::{json_diff, markdown, text};
use shixiang::{Language, find_dialect};

use crate::args::{Diff, DiffLimit, DiffOutput, Input};
use crate::exit::{Exit, Failure};
use crate::input::excluding;

pub(crate) fn run(args: &Diff, language: Language) -> Result<Exit, Failure> {
    let is_piped = |path: &Path| path == Path::new("-");
    if is_piped(&args.old) && is_piped(&args.new) {
        return Err(Failure::Usage {
            zh: "只有一个版本可以来自标准输入（-）".to_owned(),
            en: "only one of the versions can be standard input (-)".to_owned(),
        });
    }
    let input = |path: &Path| Input {
        exclude: Vec::new(),
        paths: vec![path.to_path_buf()],
        read: args.read.clone(),
    };
    let options = excluding(args.read.options()?, &args.exclude)?;
    let mut old_options = options.clone();
    if let Some(name) = &args.old_dialect {
        old_options = old_options.dialect(find_dialect(name)?);
    }
    let old = input(&args.old).read(&old_options)?;
    let new = input(&args.new).read(&options)?;
    let found = diff::readings(&old, &new);
    let (old_name, new_name) = (
        args.old.display().to_string(),
        args.new.display().to_string(),
    );
    let data = json_diff(&found, (&old, &old_name), (&new, &new_name), language);
    let written = match args.format {
        DiffOutput::Text => text(&data, language),
        DiffOutput::Markdown => markdown(&data, language),
        DiffOutput::Json => serde_json::to_string_pretty(&data)? + "\n",
    };
    match std::io::stdout().lock().write_all(written.as_bytes()) {
        // A reader that closes the pipe early has read all it needs; the exit code is the same.
        Err(error) if error.kind() == ErrorKind::BrokenPipe => {}
        done => done?,
    }
    Ok(exit(&found, args.fail_on))
}

fn exit(found: &CatalogueDiff, limit: DiffLimit) -> Exit {
    let has_more = |item: &ItemDiff| item.has(Burden::Up);
    let fails = match limit {
        DiffLimit::Difference => found.is_different(),
        DiffLimit::Burden => found.items.iter().any(has_more),
        DiffLimit::Never => false,
    };
    match found.verdict() {
        DiffVerdict::Fault => Exit::Fault,
        DiffVerdict::Same | DiffVerdict::Different if fails => Exit::Findings,
        DiffVerdict::Same | DiffVerdict::Different => Exit::Fine,
        _ => Exit::Incomplete,
    }
}

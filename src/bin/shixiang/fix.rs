//! `fix`: applies the safe fixes of findings.

use std::io::{self, IsTerminal, Write};

use shixiang::fix::{FileFixes, Fixes, fixes};
use shixiang::report::{fixes_summary, fixes_text, printable};
use shixiang::{Error, Language};
use similar::TextDiff;

use crate::args::Fix;
use crate::check::read_config;
use crate::exit::{Exit, Failure, note};
use crate::input::{excluding, tell_excluded};

pub(crate) fn run(args: &Fix, language: Language) -> Result<Exit, Failure> {
    let config = args.choice.config_path(&args.input.paths);
    let config = config.as_deref().map(read_config).transpose()?;
    let excluded = config.as_ref().map_or(&[][..], |config| &config.exclude);
    let options = excluding(args.input.options()?, excluded)?;
    let checker = args.choice.checker(config.as_ref())?;
    let reading = args.input.read(&options)?;
    tell_excluded(&reading.account, language);
    let report = checker.check(&reading);
    let mut fixes = fixes(&reading, &report, &checker, &options);
    let mut out = io::stdout().lock();
    if args.diff {
        for file in &fixes.files {
            let diff = diff(file);
            // Programs need the exact bytes; a terminal must not get control characters.
            let shown = if out.is_terminal() {
                printable(&diff)
            } else {
                diff
            };
            out.write_all(shown.as_bytes())?;
        }
        note(display_fixes(&fixes, args, language).trim_end());
        let is_changed = fixes.files.iter().any(FileFixes::is_changed);
        let exit = if is_changed {
            Exit::Findings
        } else {
            Exit::Fine
        };
        return Ok(exit.and_complete(reading.account.is_complete()));
    }
    let mut failed: Option<Error> = None;
    fixes.files.retain(|file| {
        if !file.is_changed() {
            return true;
        }
        // A file that cannot be written must not prevent the fixes of the others.
        let written = file.write();
        let is_written = written.is_ok();
        failed = failed.take().or(written.err());
        is_written
    });
    write!(out, "{}", display_fixes(&fixes, args, language))?;
    if let Some(error) = failed {
        return Err(error.into());
    }
    Ok(Exit::Fine.and_complete(reading.account.is_complete()))
}

/// Displays the changes made, or with `--diff` those that would be made; with `--quiet` only the summary.
fn display_fixes(fixes: &Fixes, args: &Fix, language: Language) -> String {
    if args.quiet {
        fixes_summary(fixes, args.diff, language) + "\n"
    } else {
        fixes_text(fixes, args.diff, language)
    }
}

/// The changes of a file as a unified diff; empty if there are none.
fn diff(file: &FileFixes) -> String {
    let diff = TextDiff::from_lines(&file.before, &file.after);
    let name = file.name.replace('\\', "/");
    let name = name.trim_start_matches("./").trim_start_matches('/');
    diff.unified_diff()
        .header(&format!("a/{name}"), &format!("b/{name}"))
        .to_string()
}

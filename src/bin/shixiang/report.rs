//! `report`: checks, and writes the inspection report as a page.

use std::io::{BufWriter, Write};
use std::path::Path;

use shixiang::report::text::{self, TextOptions};
use shixiang::report::{ReportOptions, write_inspection};
use shixiang::{Argument, Checker, Language, Run};

use crate::args::Report;
use crate::debt;
use crate::exit::{Exit, Failure};
use crate::output::{are_apart, write_file};
use crate::progress::Progress;

/// Maximum number of items whose process is drawn; each takes some four kilobytes of the page.
const MAX_CHARTED_ITEMS: usize = 2000;

pub(crate) fn run(args: &Report, language: Language) -> Result<Exit, Failure> {
    let mut read = args.checked.read_paths();
    read.extend(args.history.as_deref());
    read.extend(args.baseline.as_deref());
    are_apart(std::iter::once(args.output.as_path()), &read)?;
    let today = args.checked.by.choice.today();
    let set = |checker: Checker| checker.excerpts(false).charted(MAX_CHARTED_ITEMS);
    let progress = Progress::new(args.checked.verbose, false, language);
    let piped = args.checked.input.stream(None, None)?;
    let mut report = args.checked.report(&progress, set, piped.as_ref(), None)?;
    let mut runs: Vec<Run> = Vec::new();
    if let Some(path) = &args.history {
        let mut history = debt::history(path)?;
        runs.extend_from_slice(history.runs());
        // The run is recorded for the comparison only; the history file is not changed.
        report.record(&mut history, today);
    }
    if let Some(path) = &args.baseline {
        // Known findings are only counted; the baseline file is not changed.
        let _ = report.set_aside(&debt::known(path)?);
    }
    let options = ReportOptions::new(language).inputs(args.checked.inputs());
    let write = |out: &mut dyn Write| write_inspection(&report, &runs, today, &options, out);
    if args.output == Path::new("-") {
        let mut out = BufWriter::new(std::io::stdout().lock());
        write(&mut out)?;
        out.flush()?;
    } else {
        write_file(&args.output, write)?;
        let page = args.output.display();
        let written = Argument::Both {
            zh: format!("检查报告写在 {page}，用浏览器打开"),
            en: format!("the report is in {page}; open it in a browser"),
        };
        let summary = text::summary(&report, &TextOptions::new(language));
        let mut out = std::io::stdout().lock();
        writeln!(out, "{summary}\n{}", written.get(language))?;
    }
    progress.end(&report);
    // The page shows the findings; only an incomplete check is a failure.
    Ok(report.verdict(None).into())
}

//! Options of the report of a check.

use std::io::{self, ErrorKind, IsTerminal};
use std::path::{Path, PathBuf};

use clap::Args as ClapArgs;
use shixiang::{Checker, Report};

use crate::args::{Detail, FailOn, Level, Output};
use crate::exit::{Exit, Failure};
use crate::input::files;
use crate::output::OutputFile;

/// How a check is reported.
#[derive(Debug, ClapArgs)]
pub(crate) struct Reporting {
    /// how much to say: a list by rule, a source excerpt for each cause, or one for each place; by
    /// default a list if there are many (text format)
    #[arg(long, value_name = "LEVEL")]
    pub(crate) detail: Option<Detail>,
    /// do not list findings, only the figures and the verdict (text format)
    #[arg(short, long, conflicts_with = "detail")]
    pub(crate) quiet: bool,
    /// minimum severity to show
    #[arg(long, value_name = "SEVERITY", default_value = "hint")]
    pub(crate) show: Level,
    /// minimum severity that fails the check
    #[arg(long, value_name = "SEVERITY", default_value = "error")]
    pub(crate) fail_on: FailOn,
    /// standard output: text for people, the others for programs
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    pub(crate) format: Output,
    /// add to each finding the line of the source that it is in (JSON and NDJSON)
    #[arg(long)]
    pub(crate) excerpts: bool,
    /// about how many MiB of findings to hold in memory; more of them go to a temporary file
    #[arg(long, value_name = "MIB", default_value_t = 64)]
    pub(crate) hold_findings: usize,
    /// also write the report to a file, in the format that its name implies; may be repeated
    #[arg(short, long, value_name = "[FORMAT=]FILE")]
    pub(crate) output: Vec<OutputFile>,
    #[command(flatten)]
    pub(crate) debt: Debt,
}

/// The files of known findings and earlier runs.
#[derive(Debug, ClapArgs)]
pub(crate) struct Debt {
    /// findings that are known: they do not fail the check
    #[arg(long, value_name = "FILE")]
    pub(crate) baseline: Option<PathBuf>,
    /// remove fixed findings from the baseline; nothing is added
    #[arg(long, requires = "baseline", conflicts_with = "write_baseline")]
    pub(crate) update_baseline: bool,
    /// write the baseline anew: everything found now is known
    #[arg(long, requires = "baseline")]
    pub(crate) write_baseline: bool,
    /// compare with the last run in this file, and add this run to it
    #[arg(long, value_name = "FILE")]
    pub(crate) history: Option<PathBuf>,
    /// a returned rectification workbook or table: report which findings are gone; may be repeated
    #[arg(long, value_name = "FILE")]
    pub(crate) rectified: Vec<PathBuf>,
}

impl Debt {
    /// The files of known findings that are read.
    pub(crate) fn read_paths(&self) -> impl Iterator<Item = &Path> {
        let known = [self.baseline.as_deref(), self.history.as_deref()];
        let known = known.into_iter().flatten();
        known.chain(self.rectified.iter().map(PathBuf::as_path))
    }
}

impl Reporting {
    /// Checks before a long run that the report can be written to standard output.
    pub(crate) fn can_be_written(&self) -> Result<(), Failure> {
        if self.format == Output::Xlsx && io::stdout().is_terminal() {
            return Err(Failure::Usage {
                zh: "工作簿不能显示在屏幕上；写到文件，如 -o 整改台账.xlsx".to_owned(),
                en: "a workbook cannot be shown on a screen; write it to a file, such as -o findings.xlsx"
                    .to_owned(),
            });
        }
        Ok(())
    }

    /// Sets the temporary file for findings beyond `--hold-findings`.
    pub(crate) fn holding(&self, checker: Checker) -> Checker {
        let past = self.hold_findings.saturating_mul(1 << 20);
        checker.spill(past, files("findings"))
    }

    /// Whether the report needs the findings more than once.
    pub(crate) fn looks_back(&self) -> bool {
        let lists = |format| format == Output::Text && !self.quiet;
        lists(self.format) || self.output.iter().any(|file| lists(file.format()))
    }

    pub(crate) fn shows_excerpts(&self) -> bool {
        let is_text = self.format == Output::Text
            || self.output.iter().any(|file| file.format() == Output::Text);
        let shown = is_text && !self.quiet && self.detail != Some(Detail::List);
        shown || self.excerpts
    }

    /// The exit code of a report; an error if it could not be written.
    pub(crate) fn exit(
        &self,
        written: Result<(), Failure>,
        report: &Report,
    ) -> Result<Exit, Failure> {
        match written {
            // A reader that closes the pipe early has read all it needs; the verdict is the same.
            Err(Failure::Output(error)) if error.kind() == ErrorKind::BrokenPipe => {}
            done => done?,
        }
        Ok(report.verdict(self.fail_on.severity()).into())
    }
}

//! `across`: combines parts that were checked separately.

use std::path::{Path, PathBuf};

use shixiang::{Language, ReadOptions};

use crate::args::Across;
use crate::check::{finish, read_config};
use crate::exit::{Exit, Failure};
use crate::output::{OutputFile, are_apart};

pub(crate) fn run(args: &Across, language: Language) -> Result<Exit, Failure> {
    args.reporting.can_be_written()?;
    let mut read: Vec<&Path> = args.parts.iter().map(PathBuf::as_path).collect();
    read.extend(args.catalogue.as_deref());
    read.extend(args.reporting.debt.read_paths());
    are_apart(args.reporting.output.iter().map(OutputFile::path), &read)?;
    let by = &args.by;
    let options = by.options(ReadOptions::default());
    let config = by.choice.config_path(&args.parts);
    let config = config.as_deref().map(read_config).transpose()?;
    let checker = by.checker(config.as_ref(), by.choice.today, &options)?;
    let checker = checker.excerpts(args.reporting.shows_excerpts());
    let checker = args.reporting.holding(checker);
    let views = by.views(&options)?;
    let catalogue = args.catalogue.as_deref();
    let mut report = checker.across(&args.parts, catalogue, &options, &views)?;
    let inputs = std::mem::take(&mut report.inputs);
    let done = finish(&args.reporting, report, inputs, by.choice.today(), language);
    let (report, written) = done?;
    args.reporting.exit(written, &report)
}

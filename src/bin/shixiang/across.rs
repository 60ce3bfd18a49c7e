//! `across`: joins parts that were checked apart.

use shixiang::{Language, ReadOptions};

use crate::args::Across;
use crate::check::{finish, read_config};
use crate::exit::{Exit, Failure};

pub(crate) fn run(args: &Across, language: Language) -> Result<Exit, Failure> {
    args.reporting.can_be_written()?;
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

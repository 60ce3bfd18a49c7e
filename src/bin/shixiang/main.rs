//! The command-line tool.

mod args;
mod check;
mod debt;
mod dialect;
mod exit;
mod flowchart;
mod input;
mod new;
mod normalize;
mod output;
mod show;

use clap::FromArgMatches;
use shixiang::Language;

use crate::args::{Args, Command};
use crate::exit::Exit;

fn main() -> std::process::ExitCode {
    let given: Vec<_> = std::env::args_os().collect();
    let language = args::language(&given);
    let matches = match args::command(language).try_get_matches_from(&given) {
        Ok(matches) => matches,
        Err(error) => return args::refused(&error, language),
    };
    let args = match Args::from_arg_matches(&matches) {
        Ok(args) => args,
        Err(error) => return args::refused(&error, language),
    };
    run(args, language).into()
}

fn run(args: Args, language: Language) -> Exit {
    let done = match args.command {
        Command::Check(args) => check::run(&args, language),
        Command::Normalize(args) => normalize::run(&args, language),
        Command::Dialect(args) => dialect::run(&args, language),
        Command::Rules(args) => show::rules(&args, language),
        Command::Explain(args) => show::explain(&args, language),
        Command::Schema(args) => show::schema(&args),
        Command::New(args) => new::run(&args, language),
        Command::Flowchart(args) => flowchart::run(&args, language),
    };
    done.unwrap_or_else(|error| exit::failed(&error, language))
}

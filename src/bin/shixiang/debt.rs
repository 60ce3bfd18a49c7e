//! The files of `check --baseline`, `--history` and `--rectified`.

use std::io;
use std::path::Path;

use chrono::NaiveDate;
use shixiang::write::write_text;
use shixiang::{Baseline, Error, History, Ledger, Report};

use crate::args::Debt;
use crate::exit::Failure;

/// Sets aside findings of the baseline, adds the run to the history, and compares with returned workbooks.
pub(crate) fn apply(args: &Debt, report: &mut Report, today: NaiveDate) -> Result<(), Failure> {
    if let Some(path) = &args.baseline {
        baseline(args, path, report)?;
    }
    if let Some(path) = &args.history {
        let mut history = if path.exists() {
            history(path)?
        } else {
            History::default()
        };
        if let Some(last) = history.runs().last().filter(|last| today < last.on) {
            let (path, last) = (path.display(), last.on);
            return Err(Failure::Usage {
                zh: format!(
                    "{path}里最后一次检查是{last}，晚于这一次的日期{today}；核对 --today 和电脑的日期"
                ),
                en: format!(
                    "the last run in {path} was on {last}, after the date of this one, {today}; check --today and the clock"
                ),
            });
        }
        report.record(&mut history, today);
        write_text(&history.to_string(), path, true)?;
    }
    let mut ledger: Option<Ledger> = None;
    for path in &args.rectified {
        let bytes = std::fs::read(path).map_err(|source| Error::Read {
            path: path.clone(),
            source,
        })?;
        let read = Ledger::read(&path.display().to_string(), bytes)?;
        match &mut ledger {
            Some(ledger) => ledger.extend(read),
            None => ledger = Some(read),
        }
    }
    if let Some(ledger) = ledger {
        report.follow_up(&ledger);
    }
    Ok(())
}

/// Reads a history file.
pub(crate) fn history(path: &Path) -> Result<History, Error> {
    History::parse(&path.display().to_string(), &read(path)?)
}

/// Reads a baseline file.
pub(crate) fn known(path: &Path) -> Result<Baseline, Error> {
    Baseline::parse(&path.display().to_string(), &read(path)?)
}

fn baseline(args: &Debt, path: &Path, report: &mut Report) -> Result<(), Failure> {
    if args.write_baseline {
        let baseline = report.baseline();
        write_text(&baseline.to_string(), path, true)?;
        let _ = report.set_aside(&baseline);
        return Ok(());
    }
    if !path.exists() {
        let path = path.display();
        return Err(Failure::Usage {
            zh: format!("没有基线文件{path}；加上 --write-baseline 写一份"),
            en: format!("there is no baseline {path}; add --write-baseline to write it"),
        });
    }
    let shrunk = report.set_aside(&known(path)?);
    if args.update_baseline {
        write_text(&shrunk.to_string(), path, true)?;
    }
    Ok(())
}

fn read(path: &Path) -> Result<String, Error> {
    let read = || {
        // A device may have no end.
        if !path.metadata()?.is_file() {
            return Err(io::ErrorKind::Unsupported.into());
        }
        std::fs::read_to_string(path)
    };
    read().map_err(|source| Error::Read {
        path: path.to_path_buf(),
        source,
    })
}

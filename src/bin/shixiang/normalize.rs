//! `normalize`: any source in, one catalogue out.

use std::io::Write;
use std::path::Path;

use serde_json::json;
use shixiang::normalize::{Form, arrange, write, write_text};
use shixiang::{Error, Language, ReadOptions, Reading, loss};

use crate::args::{Normalize, To};
use crate::check::read;
use crate::exit::{Exit, Failure};

pub(crate) fn run(args: &Normalize, language: Language) -> Result<Exit, Failure> {
    let mut options = ReadOptions::default();
    if let Some(name) = &args.dialect {
        options = options.dialect(shixiang::normalize::find(name)?);
    }
    if let Some(label) = &args.encoding {
        options = options.encoding(label);
    }
    if args.trace.is_some() || args.loss.is_some() {
        options = options.trace();
    }
    let mut places = vec![args.output.as_path()];
    places.extend(args.trace.as_deref());
    places.extend(args.loss.as_deref());
    for place in places {
        if !args.force && place != Path::new("-") && place.symlink_metadata().is_ok() {
            return Err(Error::Exists {
                path: place.to_path_buf(),
            }
            .into());
        }
    }
    let mut reading = read(&args.inputs, &args.stdin_format, &options)?;
    if let Some(path) = &args.trace {
        write_text(&trace(&reading)?, path, args.force)?;
    }
    if let Some(path) = &args.loss {
        let list = loss(&reading);
        let is_json = path.extension().is_some_and(|ending| ending == "json");
        let text = if is_json {
            format!("{}\n", serde_json::to_string_pretty(&list)?)
        } else {
            list.text(language)
        };
        write_text(&text, path, args.force)?;
    }
    let nulls = arrange(&mut reading.catalogue);
    let form = match args.to {
        To::Dir => Form::Directory,
        To::Toml => Form::Toml,
        To::Json => Form::Json,
        To::Ndjson => Form::Ndjson,
    };
    if args.output == Path::new("-") {
        if form == Form::Directory {
            return Err(Failure::Usage {
                zh: "目录写不到标准输出；用 --to toml、json 或 ndjson".to_owned(),
                en: "a directory cannot go to standard output; use --to toml, json or ndjson"
                    .to_owned(),
            });
        }
        let text = shixiang::normalize::text(&reading.catalogue, form)?;
        std::io::stdout().lock().write_all(text.as_bytes())?;
    } else {
        write(&reading.catalogue, form, &args.output, args.force)?;
    }
    say(&reading, nulls, form, language);
    Ok(if reading.account.is_complete() {
        Exit::Fine
    } else {
        Exit::Incomplete
    })
}

/// One line of JSON for each value: its place, the value, the operation, what became of it.
fn trace(reading: &Reading) -> Result<String, Failure> {
    let mut out = String::new();
    for traced in &reading.trace {
        let line = json!({
            "location": traced.location,
            "record": traced.record,
            "value": traced.traced,
        });
        out.push_str(&serde_json::to_string(&line)?);
        out.push('\n');
    }
    Ok(out)
}

/// Tells on standard error what was done, and what was not.
fn say(reading: &Reading, nulls: usize, form: Form, language: Language) {
    let account = &reading.account;
    let (records, items, lost) = (account.records, account.items, account.lost.len());
    let noticed = reading
        .notices
        .iter()
        .filter(|placed| placed.notice.code.starts_with("NRM"))
        .count();
    let chinese = language != Language::English;
    let mut lines = vec![if chinese {
        format!("{records}条记录，{items}项事项；{noticed}处归一化提示，用 --loss 文件 列出")
    } else {
        format!(
            "{records} records, {items} items; {noticed} notes on normalization, list them with --loss FILE"
        )
    }];
    if lost > 0 {
        lines.push(if chinese {
            format!("{lost}处没有读到事项：")
        } else {
            format!("{lost} gave no item:")
        });
        for location in account.lost.iter().take(20) {
            let line = location
                .line
                .map(|line| format!(":{line}"))
                .unwrap_or_default();
            let cell = location.cell.as_deref().unwrap_or_default();
            lines.push(format!("  {}{line} {cell}", location.file));
        }
    }
    if nulls > 0 {
        lines.push(if chinese {
            format!("扩展字段中的{nulls}处 null 没有写出")
        } else {
            format!("{nulls} null in extensions were not written")
        });
    }
    let header = !reading.catalogue.not_collected.is_empty() || reading.catalogue.name.is_some();
    if form == Form::Ndjson && header {
        lines.push(if chinese {
            "ndjson 只有事项，目录自身的内容（名称、未采集的要素等）没有写出".to_owned()
        } else {
            "ndjson holds items only; what is said once for the catalogue was not written"
                .to_owned()
        });
    }
    for line in lines {
        // Nobody is left to tell where standard error itself is closed.
        let _ = writeln!(anstream::stderr(), "{line}");
    }
}

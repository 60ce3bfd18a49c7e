//! `dialect`: shows, checks, tests and drafts dialects.

use std::io::Write;
use std::path::Path;

use serde_json::Value;
use shixiang::dialect::{Dialect, Sample, all, source};
use shixiang::write::{Form, arrange, text, write_text};
use shixiang::{
    Catalogue, Error, Language, ReadOptions, Reading, find_dialect, guess_dialect, loss, read_path,
    read_paths, survey, unmet,
};

use crate::args::{DialectCommand, Dialects};
use crate::exit::{Exit, Failure};
use crate::normalize::exit;

pub(crate) fn run(args: &Dialects, language: Language) -> Result<Exit, Failure> {
    match &args.command {
        DialectCommand::List => list(),
        DialectCommand::Show { name } => show(name),
        DialectCommand::Check { file, sample } => check(file, sample.as_deref(), language),
        DialectCommand::Test { file, update } => test(file, *update, language),
        DialectCommand::Guess { paths, encoding } => {
            let mut options = ReadOptions::default();
            if let Some(label) = encoding {
                options = options.encoding(label);
            }
            let text = guess_dialect(paths, &options)?;
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
        // Looked up first, so that an unknown name gives another error than an invalid file.
        find_dialect(name)?;
        out.write_all(file_text(name.as_ref())?.as_bytes())?;
    }
    Ok(Exit::Fine)
}

fn file_text(path: &Path) -> Result<String, Failure> {
    let text = std::fs::read_to_string(path).map_err(|source| Error::Read {
        path: path.to_path_buf(),
        source,
    })?;
    Ok(text)
}

fn parse_file(file: &Path) -> Result<Dialect, Failure> {
    let text = file_text(file)?;
    Ok(Dialect::parse(&file.display().to_string(), &text)?)
}

fn check(file: &Path, sample: Option<&Path>, language: Language) -> Result<Exit, Failure> {
    let dialect = parse_file(file)?;
    let mut out = std::io::stdout().lock();
    let chinese = language != Language::English;
    let (name, fields) = (&dialect.name, dialect.file.fields.len());
    if chinese {
        writeln!(out, "方言{name}没有写错，对应{fields}个字段")?;
    } else {
        writeln!(out, "dialect {name} is valid; it maps {fields} fields")?;
    }
    let Some(sample) = sample else {
        return Ok(Exit::Fine);
    };
    let options = ReadOptions::default().dialect(dialect.clone()).trace();
    let reading = read_paths(&[sample.to_path_buf()], &options)?;
    let list = loss(&reading);
    writeln!(out, "\n{}\n{}", list.table(), list.text(language))?;
    writeln!(out, "{}", survey(&dialect, &reading).text(language))?;
    let is_met = report_unmet(&mut out, &dialect, &reading, language)?;
    Ok(exit(&reading.account, None).and_complete(is_met))
}

/// Reports the unmet expectations of a dialect, and returns whether all are met.
fn report_unmet(
    out: &mut dyn Write,
    dialect: &Dialect,
    reading: &Reading,
    language: Language,
) -> Result<bool, Failure> {
    let unmet = unmet(dialect, reading);
    if !unmet.is_empty() {
        let head = match language {
            Language::English => "The source does not meet the expectations of the dialect:",
            _ => "来源与方言的预期不符：",
        };
        writeln!(out, "{head}")?;
    }
    for one in &unmet {
        writeln!(out, "  {}", one.text(language))?;
    }
    Ok(unmet.is_empty())
}

/// Maximum number of differences listed for a sample.
const MAX_DIFFERENCES: usize = 40;

fn test(file: &Path, update: bool, language: Language) -> Result<Exit, Failure> {
    let dialect = parse_file(file)?;
    if dialect.file.tests.is_empty() {
        return Err(Failure::Usage {
            zh: "方言里没有样例；写上 tests = [{ sample = \"样本文件\", items = \"应得的事项.toml\" }]，再用 --update 写出应得的事项"
                .to_owned(),
            en: "the dialect has no samples; add tests = [{ sample = \"FILE\", items = \"ITEMS.toml\" }], then write the items with --update"
                .to_owned(),
        });
    }
    let mut out = std::io::stdout().lock();
    let mut result = Exit::Fine;
    for sample in &dialect.file.tests {
        let path = file.with_file_name(&sample.sample);
        let options = ReadOptions::default().dialect(dialect.clone()).trace();
        let mut reading = read_path(path, &options)?;
        let is_met = report_unmet(&mut out, &dialect, &reading, language)?;
        arrange(&mut reading.catalogue);
        let expected = file.with_file_name(&sample.items);
        if update {
            write_sample(&mut out, sample, &reading, &expected, language)?;
            continue;
        }
        let is_same = compare_sample(&mut out, sample, &reading, &expected, language)?;
        if !(reading.account.is_complete() && is_met) {
            result = Exit::Incomplete;
        } else if !is_same && result == Exit::Fine {
            result = Exit::Findings;
        }
    }
    Ok(result)
}

/// Writes the items of a sample as those that are expected from now on.
fn write_sample(
    out: &mut dyn Write,
    Sample { sample, items, .. }: &Sample,
    reading: &Reading,
    expected: &Path,
    language: Language,
) -> Result<(), Failure> {
    write_text(&text(&reading.catalogue, Form::Toml)?, expected, true)?;
    let count = items_of(&reading.catalogue).len();
    match language {
        Language::English => writeln!(
            out,
            "{sample}: items written to {items}: {count}; review them"
        )?,
        _ => writeln!(out, "{sample}：{count}项事项写到{items}，请看一遍")?,
    }
    Ok(())
}

/// Lists the differences of the items of a sample from the expected ones; returns whether there are none.
fn compare_sample(
    out: &mut dyn Write,
    Sample { sample, items, .. }: &Sample,
    reading: &Reading,
    expected: &Path,
    language: Language,
) -> Result<bool, Failure> {
    let chinese = language != Language::English;
    let found = items_of(&reading.catalogue);
    let total = found.len();
    let mut expected = read_path(expected, &ReadOptions::default())?;
    arrange(&mut expected.catalogue);
    let expected = Value::from(items_of(&expected.catalogue));
    let mut differences = Vec::new();
    compare(&expected, &Value::from(found), "", &mut differences);
    let count = differences.len();
    match (chinese, count) {
        (true, 0) => writeln!(out, "{sample}：{total}项事项，与{items}相同")?,
        (true, _) => writeln!(out, "{sample}：与{items}有{count}处不同")?,
        (false, 0) => writeln!(out, "{sample}: the same as {items}; items: {total}")?,
        (false, _) => writeln!(out, "{sample}: differences from {items}: {count}")?,
    }
    for (path, expected, found) in differences.iter().take(MAX_DIFFERENCES) {
        if chinese {
            writeln!(out, "  {path}：应得{expected}，读出{found}")?;
        } else {
            writeln!(out, "  {path}: expected {expected}, found {found}")?;
        }
    }
    if count > MAX_DIFFERENCES {
        writeln!(out, "  ……")?;
    }
    Ok(count == 0)
}

fn items_of(catalogue: &Catalogue) -> Vec<Value> {
    catalogue
        .items
        .iter()
        .filter_map(|item| serde_json::to_value(item).ok())
        .collect()
}

/// Collects the differences of two values: the path and both values as text.
fn compare(
    expected: &Value,
    found: &Value,
    path: &str,
    differences: &mut Vec<(String, String, String)>,
) {
    let inner = |key: &str| {
        if path.is_empty() {
            key.to_owned()
        } else {
            format!("{path}.{key}")
        }
    };
    match (expected, found) {
        (Value::Object(one), Value::Object(other)) => {
            let keys: std::collections::BTreeSet<&String> =
                one.keys().chain(other.keys()).collect();
            for key in keys {
                let at = |table: &serde_json::Map<String, Value>| {
                    table.get(key).cloned().unwrap_or_default()
                };
                compare(&at(one), &at(other), &inner(key), differences);
            }
        }
        (Value::Array(one), Value::Array(other)) => {
            for number in 0..one.len().max(other.len()) {
                let at = |list: &[Value]| list.get(number).cloned().unwrap_or_default();
                let key = (number + 1).to_string();
                compare(&at(one), &at(other), &inner(&key), differences);
            }
        }
        (one, other) if one == other => {}
        (one, other) => {
            let display_value = |value: &Value| match value {
                Value::Null => "（无）".to_owned(),
                other => other.to_string(),
            };
            differences.push((path.to_owned(), display_value(one), display_value(other)));
        }
    }
}

//! `normalize`: converts any source into one catalogue.

use std::io::{self, Write};
use std::path::Path;

use shixiang::dialect::Fate;
use shixiang::write::Form;
use shixiang::{Account, Conversion, Converted, Fates, Language, Shortfall};

use crate::args::{Normalize, To};
use crate::exit::{Exit, Failure, note};
use crate::input::{Piped, tell_excluded};

pub(crate) fn run(args: &Normalize, language: Language) -> Result<Exit, Failure> {
    let options = args.input.options()?;
    let form = match args.to {
        To::Dir => Form::Directory,
        To::Toml => Form::Toml,
        To::Json => Form::Json,
        To::Ndjson => Form::Ndjson,
        To::Csv => Form::Csv,
        To::Xlsx => Form::Xlsx,
    };
    let stdout = &mut UntilClosed::new(io::stdout().lock());
    let mut conversion = if args.output != Path::new("-") {
        Conversion::to_path(&args.output, form)
    } else if matches!(form, Form::Directory | Form::Csv) {
        return Err(Failure::Usage {
            zh: "目录写不到标准输出；用 --to toml、json、ndjson 或 xlsx".to_owned(),
            en: "a directory cannot be written to standard output; use --to toml, json, ndjson or xlsx"
                .to_owned(),
        });
    } else {
        Conversion::to_stream(stdout, form)
    };
    conversion = conversion.force(args.force).language(language);
    if let Some(path) = &args.trace {
        conversion = conversion.trace(path);
    }
    if let Some(path) = &args.loss {
        conversion = conversion.loss(path);
    }
    let converted = match args.input.piped()? {
        Some(Piped { bytes, format }) => conversion.convert_bytes("-", bytes, format, &options),
        None => conversion.convert(&args.input.paths, &options),
    }?;
    report_result(&converted, form, language);
    tell_excluded(&converted.account, language);
    let exit = exit(&converted.account, args.min_read);
    Ok(exit.and_complete(converted.unmet.is_empty()))
}

/// A writer that drops further output once the pipe is closed, so that the exit code still reflects the whole
/// input.
pub(crate) struct UntilClosed<W> {
    out: W,
    is_closed: bool,
}

impl<W: Write> UntilClosed<W> {
    pub(crate) fn new(out: W) -> Self {
        Self {
            out,
            is_closed: false,
        }
    }

    fn unless_closed<T>(
        &mut self,
        dropped: T,
        write: impl FnOnce(&mut W) -> io::Result<T>,
    ) -> io::Result<T> {
        if self.is_closed {
            return Ok(dropped);
        }
        match write(&mut self.out) {
            Err(error) if error.kind() == io::ErrorKind::BrokenPipe => {
                self.is_closed = true;
                Ok(dropped)
            }
            written => written,
        }
    }
}

impl<W: Write> Write for UntilClosed<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.unless_closed(bytes.len(), |out| out.write(bytes))
    }

    fn flush(&mut self) -> io::Result<()> {
        self.unless_closed((), Write::flush)
    }
}

/// The exit code of a command that reads without checking.
pub(crate) fn exit(account: &Account, min_read: Option<f64>) -> Exit {
    let is_enough = min_read.is_none_or(|least| account.fates.share() >= least);
    if !account.missing.is_empty() {
        Exit::Fault
    } else if account.is_complete() && is_enough {
        Exit::Fine
    } else {
        Exit::Incomplete
    }
}

/// Displays the fates that occurred, in one line.
pub(crate) fn fates(fates: &Fates, chinese: bool) -> String {
    let words = [
        (Fate::Typed, "读入", "read"),
        (Fate::Partial, "部分读入", "partly read"),
        (Fate::Kept, "保留", "kept"),
        (Fate::Unknown, "字段不认识", "of unknown fields"),
        (Fate::Empty, "空白或写明没有", "empty"),
        (Fate::Ignored, "不取", "ignored"),
        (Fate::Unread, "未读懂", "not interpreted"),
        (Fate::Contradiction, "矛盾", "contradicting"),
        (Fate::Refused, "不收", "refused"),
    ];
    let counts = words
        .into_iter()
        .filter(|(fate, ..)| fates.count(*fate) > 0);
    let total = fates.total();
    if chinese {
        let counts = counts.map(|(fate, zh, _)| format!("{zh}{}", fates.count(fate)));
        let counts: Vec<String> = counts.collect();
        format!("{total}个值：{}", counts.join("，"))
    } else {
        let counts = counts.map(|(fate, _, en)| format!("{} {en}", fates.count(fate)));
        let counts: Vec<String> = counts.collect();
        format!("{total} values: {}", counts.join(", "))
    }
}

/// Lists values that were lost, and records that gave no item, a line each.
pub(crate) fn lacking(
    account: &Account,
    written: Option<&Path>,
    language: Language,
) -> Vec<String> {
    let chinese = language != Language::English;
    let mut lines = Vec::new();
    for missing in &account.missing {
        let (file, path) = (&missing.location.file, &missing.path);
        lines.push(if chinese {
            format!("工具丢了一个值，请报告：{file} {path}")
        } else {
            format!("this tool lost a value, please report it: {file} {path}")
        });
    }
    let shortfalls = account.shortfalls.iter().filter_map(Shortfall::reason);
    lines.extend(shortfalls.map(|reason| if chinese { reason.zh } else { reason.en }));
    let failed = account.failed.len();
    if failed > 0 {
        lines.push(if chinese {
            format!("{failed}处没有读到事项：")
        } else {
            format!("records from which no item was read ({failed}):")
        });
        for record in &account.first_failed {
            let location = &record.location;
            let line = location
                .line
                .map_or_else(String::new, |line| format!(":{line}"));
            let cell = location.cell.as_deref().map(|cell| format!(" {cell}"));
            let reasons = record.reasons().map(|reason| match language {
                Language::English => reason.en,
                _ => reason.zh,
            });
            let reasons: Vec<String> = reasons.take(3).collect();
            let (file, cell) = (&location.file, cell.unwrap_or_default());
            lines.push(format!("  {file}{line}{cell}  {}", reasons.join("；")));
        }
        if failed > account.first_failed.len() {
            lines.push("  ……".to_owned());
        }
        if let Some(path) = written {
            let path = path.display();
            lines.push(if chinese {
                format!("它们的原文和原因写在{path}")
            } else {
                format!("the records and the reasons are in {path}")
            });
        }
    }
    lines
}

/// Reports the result of a conversion on standard error.
fn report_result(converted: &Converted, form: Form, language: Language) {
    let account = &converted.account;
    let (records, items) = (account.records, account.items);
    let (noticed, nulls) = (converted.notes, converted.nulls);
    let chinese = language != Language::English;
    let mut lines = vec![
        if chinese {
            format!("{records}条记录，{items}项事项；{noticed}处归一化提示，用 --loss 文件 列出")
        } else {
            format!(
                "{records} records, {items} items; {noticed} normalization findings, use --loss FILE to list them"
            )
        },
        fates(&account.fates, chinese),
    ];
    lines.extend(lacking(account, converted.failed.as_deref(), language));
    if !converted.unmet.is_empty() {
        lines.push(if chinese {
            "来源与方言的预期不符：".to_owned()
        } else {
            "the source does not meet the expectations of the dialect:".to_owned()
        });
        lines.extend(
            converted
                .unmet
                .iter()
                .map(|unmet| format!("  {}", unmet.text(language))),
        );
    }
    if nulls > 0 {
        lines.push(if chinese {
            format!("扩展字段中的{nulls}处 null 没有写出")
        } else {
            format!("null values in extensions that were not written: {nulls}")
        });
    }
    if form == Form::Ndjson && converted.has_header {
        lines.push(if chinese {
            "ndjson 只有事项，目录自身的内容（名称、未采集的要素等）没有写出".to_owned()
        } else {
            "ndjson has items only; the catalogue's own fields (name, elements not collected and so on) were not written"
                .to_owned()
        });
    }
    if !converted.unheld.is_empty() {
        let count = converted.unheld.len();
        lines.push(if chinese {
            format!("{count}格的文字长过 Excel 一格能放的，没有写出：")
        } else {
            format!("values too long for an Excel cell, which were not written ({count}):")
        });
        let first = converted.unheld.iter().take(20);
        lines.extend(first.map(|one| format!("  {}  {}", one.item, one.element)));
    }
    for line in lines {
        note(line);
    }
}

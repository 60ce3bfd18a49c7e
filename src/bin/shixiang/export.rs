//! `export`: writes items in the words of other vocabularies.

use std::io;
use std::path::Path;

use shixiang::Language;
use shixiang::interop::{Export, Exported, Standard, Syntax};

use crate::args::{self, ExportTo, Graph};
use crate::exit::{Exit, Failure, note};
use crate::input::Piped;
use crate::normalize::{UntilClosed, exit, fates, lacking};

/// Maximum number of listed elements without a counterpart; the file of `--loss` lists all.
const MAX_ELEMENTS: usize = 10;

pub(crate) fn run(args: &args::Export, language: Language) -> Result<Exit, Failure> {
    let options = args.input.options()?;
    let standard = match args.to {
        ExportTo::CpsvAp => Standard::CpsvAp,
        ExportTo::SchemaOrg => Standard::SchemaOrg,
    };
    let syntax = match args.format {
        Graph::JsonLd => Syntax::JsonLd,
        Graph::Turtle => Syntax::Turtle,
    };
    let stdout = &mut UntilClosed::new(io::stdout().lock());
    let mut export = if args.output == Path::new("-") {
        Export::to_stream(stdout, standard, syntax)
    } else {
        Export::to_path(&args.output, standard, syntax)
    };
    export = export
        .base(args.base.clone())
        .force(args.force)
        .language(language);
    if let Some(path) = &args.loss {
        export = export.loss(path);
    }
    let exported = match args.input.piped()? {
        Some(Piped { bytes, format }) => export.export_bytes("-", bytes, format, &options),
        None => export.export(&args.input.paths, &options),
    }?;
    report_result(&exported, standard, language);
    Ok(exit(&exported.account, args.min_read))
}

/// Reports the numbers of values written and left out on standard error.
fn report_result(exported: &Exported, standard: Standard, language: Language) {
    let account = &exported.account;
    let (records, items, name) = (account.records, account.items, standard.name());
    let chinese = language != Language::English;
    let lost: usize = exported.uncarried.iter().map(|one| one.values).sum();
    let (elements, written) = (exported.uncarried.len(), exported.values - lost);
    let mut lines = vec![if chinese {
        format!("{records}条记录，{items}项事项，写成 {name}")
    } else {
        format!("{records} records, {items} items, written as {name}")
    }];
    lines.push(fates(&account.fates, chinese));
    lines.extend(lacking(account, None, language));
    lines.push(if chinese {
        format!(
            "事项的{}个值：写出{written}，没有对应{lost}",
            exported.values
        )
    } else {
        let values = exported.values;
        format!("{values} values of the items: {written} written, {lost} without a counterpart")
    });
    let mut most: Vec<_> = exported.uncarried.iter().collect();
    most.sort_by_key(|one| std::cmp::Reverse(one.values));
    let shown = most.iter().take(MAX_ELEMENTS);
    lines.extend(shown.map(|one| format!("  {}", one.text(language))));
    if elements > MAX_ELEMENTS {
        let more = elements - MAX_ELEMENTS;
        lines.push(if chinese {
            format!("  还有{more}个要素，用 --loss 文件 列全")
        } else {
            format!("  and {more} more elements; --loss FILE lists all")
        });
    }
    lines.extend(exported.wanted.iter().map(|one| one.text(language)));
    for line in lines {
        note(line);
    }
}

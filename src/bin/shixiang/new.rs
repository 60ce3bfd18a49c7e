//! `new`: writes a blank item to fill in.

use std::io::Write;

use shixiang::write::{schema_line, write_bytes};
use shixiang::{Language, export};

use crate::args::New;
use crate::exit::{Exit, Failure};

pub(crate) fn run(args: &New, language: Language) -> Result<Exit, Failure> {
    let mut blank = if args.xlsx {
        export::blank_workbook(language)?
    } else {
        export::blank_item(language).into_bytes()
    };
    let Some(path) = &args.output else {
        std::io::stdout().lock().write_all(&blank)?;
        return Ok(Exit::Fine);
    };
    // Editors offer help for an item that names its schema.
    if let Some(line) = schema_line(&std::path::absolute(path)?).filter(|_| !args.xlsx) {
        blank.splice(0..0, format!("{line}\n").into_bytes());
    }
    // Without `force`, a second `new` must not overwrite an item that was filled in.
    write_bytes(&blank, path, args.force)?;
    let said = match language {
        Language::English => format!(
            "{} is written; fill it in and run: shixiang check {0}",
            path.display()
        ),
        _ => format!("已写出{}；填好后用 shixiang check {0} 检查", path.display()),
    };
    writeln!(std::io::stdout().lock(), "{said}")?;
    Ok(Exit::Fine)
}

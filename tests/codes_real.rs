//! The codes of a real catalogue, if one stands beside the repository: two thousand codes of one
//! province, of which six are known to be wrong.

#![allow(
    clippy::print_stdout,
    clippy::unwrap_used,
    reason = "a test says why it skips"
)]

use std::fs;
use std::path::Path;

use shixiang::code::{CodeFault, HandlingCode, ImplementationCode};

const FILE: &str = "../shared/corpus/guangdong/items.jsonl";

/// The code of a row as the implementation code inside it, or why there is none.
fn implementation(text: &str) -> Result<ImplementationCode, CodeFault> {
    if text.chars().count() == 33 {
        let code = HandlingCode::new(text);
        code.parts()?;
        return Ok(code.implementation_code().unwrap());
    }
    let code = ImplementationCode::new(text);
    code.parts()?;
    Ok(code)
}

#[test]
fn only_the_known_codes_of_a_real_catalogue_are_wrong() {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join(FILE);
    let Ok(text) = fs::read_to_string(&file) else {
        println!("skipped: {} is not there", file.display());
        return;
    };
    let (mut rows, mut temporary, mut wrong) = (0, 0, Vec::new());
    for line in text.lines().filter(|line| !line.trim().is_empty()) {
        let row: serde_json::Value = serde_json::from_str(line).unwrap();
        let Some(code) = row.get("TASK_CODE").and_then(serde_json::Value::as_str) else {
            continue;
        };
        rows += 1;
        let implementation = implementation(code).unwrap_or_else(|fault| panic!("{code}: {fault}"));
        let credit = implementation.credit_code().unwrap();
        match credit.check() {
            Ok(_) => {}
            Err(CodeFault::Temporary) => temporary += 1,
            Err(CodeFault::CheckCharacter { .. }) => wrong.push(credit.to_string()),
            Err(fault) => panic!("{code}: {fault}"),
        }
        // The office's own code is part of the code, whatever it is worth.
        let office = row.get("ORGCODE").and_then(serde_json::Value::as_str);
        if let (Some(office), Some(inside)) = (office, credit.organization_code()) {
            assert_eq!(inside.as_str(), office, "{code}");
        }
    }
    assert!(rows > 2000, "{rows} rows");
    assert_eq!(temporary, 3);
    assert_eq!(wrong.len(), 3);
    wrong.dedup();
    assert_eq!(wrong.len(), 1, "all of one body: {wrong:?}");
}

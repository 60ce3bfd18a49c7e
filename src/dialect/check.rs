//! Validates a dialect when it is loaded, and fills in defaults.

use super::condition::Condition;
use super::file::{DialectFile, FieldMapping};
use super::fit::{element, fits, fitting, takes, usual};
use super::operation::Operation;
use super::reason::{both, parted};
use crate::model::elements::ITEM;

/// An invalid field: its path through `fields` and `rows`, and the reason.
#[derive(Debug)]
pub(super) struct Refused {
    pub(super) way: Vec<usize>,
    pub(super) reason: String,
}

/// Sets the operation of fields without one: that of the element's kind.
pub(super) fn name_operations(fields: &mut [FieldMapping], owner: &str) {
    for field in fields {
        let reads = field.constant.is_none() && field.rows.is_empty();
        if field.read.is_none() && reads {
            field.read = usual(field, owner);
        }
        let inner = element(owner, &field.to);
        name_operations(&mut field.rows, &inner);
    }
}

/// Checks that the references of a dialect's fields exist, and that the elements accept their values.
pub(super) fn check(
    fields: &[FieldMapping],
    file: &DialectFile,
    owner: &str,
) -> Result<(), Refused> {
    for (number, field) in fields.iter().enumerate() {
        check_field(field, file, owner).map_err(|reason| Refused {
            way: vec![number],
            reason: {
                let (names, to, (zh, en)) = (display_names(field), &field.to, parted(&reason));
                both(
                    &format!("字段 {names} → {to}：{zh}"),
                    &format!("field {names} → {to}: {en}"),
                )
            },
        })?;
        check(&field.rows, file, &element(owner, &field.to)).map_err(|mut refused| {
            refused.way.insert(0, number);
            refused
        })?;
    }
    Ok(())
}

/// The names of a field for messages; without names, its template.
fn display_names(field: &FieldMapping) -> String {
    let names = field.from.join("、");
    if names.is_empty() {
        field.line.clone().unwrap_or_default()
    } else {
        names
    }
}

/// Checks one field without its rows.
fn check_field(field: &FieldMapping, file: &DialectFile, owner: &str) -> Result<(), String> {
    for map in [&field.map, &field.unit_map].into_iter().flatten() {
        if !file.maps.contains_key(map) {
            return Err(both(
                &format!("没有代码表“{map}”"),
                &format!("no map {map}"),
            ));
        }
    }
    if field.from.is_empty() && field.constant.is_none() && field.parts().is_empty() {
        return Err(both(
            "缺 from、line 或 constant",
            "from, line or constant is missing",
        ));
    }
    if field.conditions().any(Condition::is_empty) {
        return Err(both(
            "条件没有写 is、matches 或 filled",
            "a condition without is, matches or filled",
        ));
    }
    if field.from.is_empty() && field.conditions().any(|one| one.field.is_none()) {
        return Err(both(
            "没有 from，条件要写 field",
            "without from, a condition names its field",
        ));
    }
    let is_kept = field.read == Some(Operation::Keep);
    if field.capture.is_some() && (is_kept || field.line.is_some() || !field.rows.is_empty()) {
        return Err(both(
            "capture 取一个值的一部分，不与 line、rows、keep 同用",
            "capture takes part of a single value and cannot be combined with line, rows or keep",
        ));
    }
    if is_kept {
        return Ok(());
    }
    check_target(field, owner)
}

/// Checks that the element of a field, unless it is kept unchanged, accepts the field's value.
fn check_target(field: &FieldMapping, owner: &str) -> Result<(), String> {
    let to = field.to.to_string();
    if to == "extensions" && field.rows.is_empty() {
        return Err(both(
            "只能原样放到 extensions，或写明键名，如 extensions.办理系统",
            "extensions as a whole only takes kept values; name a key of it",
        ));
    }
    if to == "extensions" || to.starts_with("extensions.") {
        return Ok(());
    }
    let Some(found) = ITEM.find(&element(owner, &field.to)) else {
        return Err(both("没有这个要素", "there is no such element"));
    };
    if let Some(constant) = &field.constant {
        if takes(field, owner, constant.clone()) {
            return Ok(());
        }
        return Err(both(
            "要素不收这个固定值",
            "the element does not accept this constant",
        ));
    }
    if !field.rows.is_empty() {
        if found.group.is_some() {
            return Ok(());
        }
        return Err(both(
            "这个要素没有下一级，不用 rows",
            "the element has no fields of its own for rows",
        ));
    }
    match field.read {
        Some(operation) if fits(field, owner, operation) => Ok(()),
        read => Err(unfit(field, owner, read)),
    }
}

/// The message that an element does not accept the output of an operation, with the ones it accepts.
fn unfit(field: &FieldMapping, owner: &str, read: Option<Operation>) -> String {
    let fitting: Vec<String> = fitting(field, owner)
        .into_iter()
        .map(Operation::name)
        .collect();
    let (zh, en) = match read.map(Operation::name) {
        Some(read) => (
            format!("这个要素不收 {read} 读出的内容"),
            format!("the element does not accept the output of {read}"),
        ),
        None => (
            "这个要素不能从一个值读出".to_owned(),
            "the element cannot be read from a single value".to_owned(),
        ),
    };
    if fitting.is_empty() {
        let inner = ITEM
            .find(&element(owner, &field.to))
            .and_then(|found| found.group);
        let inner = inner.and_then(|group| group.fields.first());
        let inner = inner.map_or_else(String::new, |first| format!("{}.{}", field.to, first.key));
        return both(
            &format!("{zh}；写到它的下一级，如 {inner}，或用 rows"),
            &format!("{en}; name a field of it, such as {inner}, or use rows"),
        );
    }
    let fitting = fitting.join(" ");
    both(
        &format!("{zh}；收的是：{fitting}"),
        &format!("{en}; it takes: {fitting}"),
    )
}

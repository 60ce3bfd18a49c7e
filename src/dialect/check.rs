//! What is refused when a dialect is loaded.

use super::condition::Condition;
use super::file::{DialectFile, FieldMapping};
use super::operation::Operation;
use crate::model::elements::ITEM;

/// Checks that the elements and maps a dialect refers to exist.
pub(super) fn check(
    fields: &[FieldMapping],
    file: &DialectFile,
    owner: &str,
) -> Result<(), String> {
    for field in fields {
        let to = field.to.to_string();
        let what = |problem: &str| format!("字段 {:?} → {to}：{problem}", field.from);
        for map in [&field.map, &field.unit_map].into_iter().flatten() {
            if !file.maps.contains_key(map) {
                return Err(what(&format!("没有代码表“{map}” / no map {map}")));
            }
        }
        if matches!(field.read, Operation::Word | Operation::Words)
            && field.to.vocabulary(owner).is_none()
        {
            return Err(what("这个要素没有词表 / the element has no vocabulary"));
        }
        if field.from.is_empty() && field.constant.is_none() && field.parts().is_empty() {
            return Err(what(
                "缺 from、line 或 constant / from, line or constant is missing",
            ));
        }
        if field.conditions().any(Condition::is_empty) {
            return Err(what(
                "条件没有写 is、matches 或 filled / a condition without is, matches or filled",
            ));
        }
        if field.from.is_empty() && field.conditions().any(|one| one.field.is_none()) {
            return Err(what(
                "没有 from，条件要写 field / without from, a condition names its field",
            ));
        }
        if field.capture.is_some() && (field.line.is_some() || !field.rows.is_empty()) {
            return Err(what(
                "capture 取一个值的一部分，不与 line、rows 同用 / capture takes a part of one value, not with line or rows",
            ));
        }
        if field.read != Operation::Keep && to == "extensions" && field.rows.is_empty() {
            return Err(what(
                "只能原样放到 extensions，或写明键名，如 extensions.办理系统 / extensions as a whole takes what is kept; name a key of it",
            ));
        }
        let path = if owner.is_empty() {
            plain(&to)
        } else {
            format!("{owner}.{}", plain(&to))
        };
        if field.read != Operation::Keep
            && !to.starts_with("extensions")
            && ITEM.find(&path).is_none()
        {
            return Err(what("没有这个要素 / there is no such element"));
        }
        check(&field.rows, file, &path)?;
    }
    Ok(())
}

/// The target without brackets.
fn plain(to: &str) -> String {
    let mut out = String::new();
    let mut inside = false;
    for char in to.chars() {
        match char {
            '[' => inside = true,
            ']' => inside = false,
            _ if !inside => out.push(char),
            _ => {}
        }
    }
    out
}

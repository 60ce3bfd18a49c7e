//! Properties of all readers: no part contains an unbalanced bracket if the text does not, and no
//! word is lost.

use proptest::prelude::*;
use serde::Serialize;
use serde_json::Value;

use super::{
    Parsed, address, audience, citation, contact, count, date, flow, hours, limit, list, material,
    money, phone, steps, yes_no,
};
use crate::prose::is_balanced;

/// All strings of a value.
fn strings(value: &Value, out: &mut Vec<String>) {
    match value {
        Value::String(text) => out.push(text.clone()),
        Value::Array(entries) => entries.iter().for_each(|entry| strings(entry, out)),
        Value::Object(fields) => fields.values().for_each(|field| strings(field, out)),
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

/// The parts of a reading, including the unread ones.
fn parts<T: Serialize>(reading: &Parsed<T>) -> Vec<String> {
    let mut parts = reading.unread.clone();
    strings(&serde_json::to_value(&reading.value).unwrap(), &mut parts);
    parts
}

/// Fails if a part has an unbalanced bracket although each line of the text is balanced.
fn ensure_balanced<T: Serialize>(text: &str, reading: &Parsed<T>) -> Result<(), TestCaseError> {
    if text.lines().all(is_balanced) {
        for part in parts(reading) {
            prop_assert!(is_balanced(&part), "{part:?} of {text:?}");
        }
    }
    Ok(())
}

/// Fails unless every letter and digit of a text is in the parts, with the same frequency.
fn ensure_nothing_lost<T: Serialize>(text: &str, reading: &Parsed<T>) -> Result<(), TestCaseError> {
    if reading.empty {
        return Ok(());
    }
    let parts = parts(reading).concat();
    let count = |text: &str, wanted: char| text.chars().filter(|c| *c == wanted).count();
    for c in text.chars().filter(|c| c.is_alphanumeric()) {
        prop_assert!(
            count(&parts, c) >= count(text, c),
            "{c} of {text:?}: {parts:?}"
        );
    }
    Ok(())
}

/// Fails unless every letter and digit of a text is in the parts; repetitions may be dropped.
fn ensure_all_kept<T: Serialize>(text: &str, reading: &Parsed<T>) -> Result<(), TestCaseError> {
    let parts = parts(reading).concat();
    for c in text.chars().filter(|c| c.is_alphanumeric()) {
        prop_assert!(
            reading.empty || parts.contains(c),
            "{c} of {text:?}: {parts:?}"
        );
    }
    Ok(())
}

/// A text made of some of the given parts.
fn text(pieces: &'static [&'static str]) -> impl Strategy<Value = String> {
    let piece = proptest::sample::select(pieces);
    proptest::collection::vec(piece, 1..10).prop_map(|pieces| pieces.concat())
}

const PLACES: &[&str] = &[
    "甲市乙区",
    "丙路1号",
    "政务服务中心",
    "（",
    "）",
    "(",
    ")",
    "二楼",
    "3号窗口",
    "，",
    "；",
    "、",
    "大厅",
    "丁室",
    "\n",
    "乘坐8路公交车",
    " ",
];
const MATERIALS: &[&str] = &[
    "申请表",
    "身份证",
    "（",
    "）",
    "原件1份",
    "复印件2份",
    "纸质",
    "1.",
    "2.",
    "①",
    "②",
    "；",
    "，",
    "\n",
    "变更材料：",
    "必要",
    "原件数量：1",
    "《",
    "》",
];
const STEPS: &[&str] = &[
    "受理",
    "审核",
    "办结",
    "拨付",
    "（",
    "）",
    "（一）",
    "（二）",
    "1.",
    "2.",
    "、",
    "-",
    "→",
    "。",
    "；",
    "，",
    "\n",
    "2个工作日",
    "窗口收到材料",
    "：",
];
const LAWS: &[&str] = &[
    "《甲法》",
    "《乙办法》",
    "（",
    "）",
    "（甲发〔2017〕7号）",
    "第三条",
    "【规章】",
    "【法律】",
    "应当备案",
    "。",
    "；",
    "\n",
    "1.",
    "“",
    "”",
    "2019年修订",
    "的通知",
];
const CONTACTS: &[&str] = &[
    "电话：",
    "0777-1234567",
    "13800000000",
    "（",
    "）",
    "张某",
    "地址：",
    "甲路1号",
    "；",
    "，",
    "\n",
    "网址：",
    "http://example.gov.cn/a",
    "乙科",
];
const TIMES: &[&str] = &[
    "周一至周五",
    "周六",
    "9:00-12:00",
    "（",
    "）",
    "下午2:30-5:30",
    "夏季",
    "东区大厅",
    "法定节假日除外",
    "，",
    "；",
    "全天",
    "5个工作日",
    "3-5个工作日",
    "法定",
    "承诺",
    "公示时间除外",
    "最多",
    "1次",
];

const VALUES: &[&str] = &[
    "10元",
    "每证",
    "（",
    "）",
    "免费",
    "5-10元",
    "2024年5月1日",
    "至",
    "有效期",
    "是",
    "不支持",
    "需要",
    "公民",
    "法人",
    "和其他组织",
    "自然人",
    "、",
    "，",
    "(",
    ")",
    "预约办理",
    "个体工商户",
];

proptest! {
    #[test]
    fn places_cut_no_bracket(text in text(PLACES)) {
        ensure_balanced(&text, &address::read(&text))?;
    }

    #[test]
    fn materials_cut_no_bracket(text in text(MATERIALS)) {
        ensure_balanced(&text, &material::read(&text))?;
        ensure_balanced(&text, &list::read(&text))?;
    }

    #[test]
    fn steps_cut_no_bracket(text in text(STEPS)) {
        ensure_balanced(&text, &steps::read(&text))?;
        let labels = flow::read(&text).map(|graph| {
            graph.nodes.into_iter().map(|node| node.label).collect::<Vec<_>>()
        });
        ensure_balanced(&text, &labels)?;
    }

    #[test]
    fn laws_cut_no_bracket(text in text(LAWS)) {
        ensure_balanced(&text, &citation::read(&text))?;
    }

    #[test]
    fn contacts_cut_no_bracket(text in text(CONTACTS)) {
        ensure_balanced(&text, &contact::read(&text))?;
        ensure_balanced(&text, &phone::read(&text))?;
    }

    #[test]
    fn times_cut_no_bracket(text in text(TIMES)) {
        ensure_balanced(&text, &hours::read(&text))?;
        ensure_balanced(&text, &limit::read(&text))?;
        ensure_balanced(&text, &count::read(&text))?;
    }

    #[test]
    fn what_is_read_as_one_value_cuts_no_bracket(text in text(VALUES)) {
        ensure_balanced(&text, &money::read(&text).map(|price| price.unit))?;
        ensure_balanced(&text, &date::read(&text).map(|date| date.to_string()))?;
        ensure_balanced(&text, &yes_no::read(&text))?;
        ensure_balanced(&text, &audience::read(&text))?;
    }

    #[test]
    fn no_step_is_lost(steps in text(&["受理", "审核", "办结", "拨付", "窗口收到材料", "【领证】", "※另行通知", "→", "。", "；", "，", "\n", "-"])) {
        ensure_all_kept(&steps, &steps::read(&steps))?;
    }

    #[test]
    fn no_contact_is_lost(text in text(&["0777-1234567", "张某", "甲路1号", "；", "，", "\n", "（", "）", "乙科", "http://example.gov.cn/a", "http://", "www.", "@", "desk@example.cn"])) {
        ensure_all_kept(&text, &contact::read(&text))?;
    }

    #[test]
    fn no_material_is_lost(text in text(&["申请表", "身份证", "（", "）", "；", "，", "\n", "①", "②", "照片", "《甲证》"])) {
        let text = text.replace(['①', '②'], "\n");
        ensure_nothing_lost(&text, &material::read(&text))?;
    }

    #[test]
    fn no_word_is_lost(places in text(PLACES), names in text(&["甲", "乙（丙）", "、", "，", "丁", "《戊》"])) {
        ensure_nothing_lost(&places, &address::read(&places))?;
        ensure_nothing_lost(&names, &list::read(&names))?;
    }
}

//! Counts: `1`, 一次, 最多1次, 1-2次, 不用跑.

use super::{Guess, Parsed};
use crate::prose::{Scan, is_digit, is_filler, is_longer, number_at, remains};
use crate::words;

/// Maximum length of a count, in characters; longer texts are sentences.
const MAX_COUNT_CHARS: usize = 40;

/// Reads a count; the upper end of a range is used, and an upper bound is read as the count.
///
/// Words for what is counted (到现场最多跑1次) are ignored, and a remark after the number is
/// unread. A text with other words before its number is not a count.
pub(crate) fn read(text: &str) -> Parsed<i64> {
    let text = text.trim();
    if is_filler(text) {
        return Parsed::none();
    }
    if is_longer(text, MAX_COUNT_CHARS) {
        return Parsed::unread(text);
    }
    if words::NO_TRIP.is(text.trim_end_matches(['。', '；', ';'])) {
        return Parsed::of(0);
    }
    let scan = Scan::new(text);
    parse_count(&scan).unwrap_or_else(|| Parsed::unread(text))
}

/// The count of a text; `None` if there is no count, or other text than a remark after it.
fn parse_count(scan: &Scan) -> Option<Parsed<i64>> {
    let start = skip_counted_words(scan, 0);
    let low = number_at(scan, start)?;
    let mut end = low.end;
    let mut value = low.value;
    let mut guess = None;
    // 1-2次, 一次至两次
    let dash = scan.skip(skip_counted_words(scan, end), |char| {
        matches!(char, '-' | '至' | '到' | '或' | ' ')
    });
    let is_range = (end..dash).any(|at| matches!(scan.get(at), Some('-' | '至' | '到' | '或')));
    if let Some(high) = number_at(scan, dash).filter(|high| high.value > value)
        && is_range
    {
        (value, end) = (high.value, high.end);
        guess = Some(Guess::Range);
    }
    if ["至少", "不少于", "约", "左右"]
        .iter()
        .any(|word| scan.text().contains(word))
    {
        guess = Some(Guess::Approximate);
    }
    let rest = scan.original(skip_counted_words(scan, end), scan.len());
    let remark = rest.starts_with(['（', '(', '，', ',', '；', ';', '。', '\n']);
    // Digits after a line break may belong to a number torn in two.
    let remark = remark && !rest.trim_start().starts_with(is_digit);
    let value = to_integer(value).filter(|_| rest.is_empty() || remark)?;
    let unread = remains(rest).map(str::to_owned);
    Some(
        Parsed::of(value)
            .guessing(guess)
            .leaving(unread.into_iter().collect()),
    )
}

/// The position after words that only name the thing counted, such as 次.
fn skip_counted_words(scan: &Scan, from: usize) -> usize {
    let mut at = from;
    loop {
        let next = scan.skip_spaces(at);
        match scan.after(next, &words::COUNTED) {
            Some(end) => at = end,
            None => return next,
        }
    }
}

/// A number as an integer, if it is whole and small enough.
fn to_integer(value: f64) -> Option<i64> {
    #[expect(
        clippy::cast_possible_truncation,
        reason = "checked to be whole and small"
    )]
    (value.fract() == 0.0 && value.abs() < 1e15).then_some(value as i64)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn counts_are_read_in_every_wording() {
        for text in [
            "1",
            "１",
            "1次",
            "一次",
            "最多1次",
            "至多一次",
            "最多跑一次",
            "不超过1次",
            "到现场1次",
            "到办事现场次数：1次",
            "仅需跑1趟",
            "只跑一次",
            "1次以内",
            "最多到现场1次。",
        ] {
            assert_eq!(read(text), Parsed::of(1), "{text}");
        }
        for text in [
            "0",
            "0次",
            "零次",
            "不用跑",
            "零跑动",
            "全程网办",
            "无需到现场",
            "一次不跑。",
        ] {
            assert_eq!(read(text).value, Some(0), "{text}");
        }
        for text in ["1-2次", "1至2次", "一到两次", "1次至2次", "1～2次"] {
            assert_eq!(read(text), Parsed::of(2).guessing(Guess::Range), "{text}");
        }
        assert_eq!(read("至少1次").guess, Some(Guess::Approximate));
        let remark = read("1次（领取结果）");
        assert_eq!(
            (remark.value, remark.unread),
            (Some(1), vec!["领取结果".to_owned()])
        );
        assert_eq!(read("-1").value, None);
        for text in ["第1次", "1.5", "视情况", "2024年", "1次，复审2次"] {
            assert!(!read(text).is_clean(), "{text}");
        }
        assert!(read("无").empty);
    }

    #[test]
    fn approximations_and_torn_numbers_are_not_counts() {
        for text in [
            "三五次",
            "一两次",
            "两三次",
            "二三十次",
            "几次",
            "几十次",
            "十几次",
            "1 2次",
            "2 0次",
            "1\n0次",
            "1-三五次",
            "三五-8次",
            "数十次",
            "1两次",
        ] {
            assert_eq!(read(text), Parsed::unread(text), "{text}");
        }
    }

    proptest! {
        #[test]
        fn any_text_is_read(text in any::<String>(), shaped in "[0-9一两最多到次跑-（），至]{0,12}") {
            let _ = (read(&text), read(&shaped));
        }

        #[test]
        fn numbers_are_read_as_they_are(number in 0i64..1_000_000) {
            prop_assert_eq!(read(&number.to_string()).value, Some(number));
        }
    }
}

//! Amounts of money: `￥10`, `10元/证`, 每证10元, 100元每人次, `5-10元`, 不超过100元, 免费.

use std::ops::Range;

use super::{Parsed, Spanned};
use crate::model::Amount;
use crate::prose::{
    Lexed, Scan, is_filler, is_longer, is_torn, number_at, remains, without_buttons, without_loose,
};
use crate::value::Guess;
use crate::words;

/// A price in yuan.
#[derive(Debug, Clone, PartialEq, Default)]
#[non_exhaustive]
pub struct Price {
    /// The amount in yuan, or the lower end of a range; 0 is free of charge.
    pub amount: Option<Amount>,
    /// The charging unit, such as 证 or 人/次.
    pub unit: Option<String>,
    /// The upper end of a range in yuan.
    pub upper: Option<Amount>,
}

/// Larger numbers are runs of digits, not prices.
const MAX_NUMBER: f64 = 1e13;

/// Characters that end a unit.
const UNIT_ENDS: &str = "的收计标以为给予补征缴交不,;:。、()[]内起至到";

/// Reads one price.
///
/// 角, 分 and 万元 are converted to yuan. 免费 and 不收费 are 0 yuan. Wording without an amount
/// (按规定收取) is left unread; if there are several prices, the first is used, with
/// [`Guess::Several`].
///
/// ```
/// use shixiang::value::money;
///
/// let price = money::read("每证10元").value.unwrap();
/// assert_eq!(price.amount.unwrap().value(), 10.0);
/// assert_eq!(price.unit.as_deref(), Some("证"));
/// assert_eq!(money::read("免费").value.unwrap().amount.unwrap().value(), 0.0);
/// assert_eq!(money::read("按规定收取").value, None);
/// ```
pub fn read(text: &str) -> Parsed<Price> {
    let text = without_buttons(text);
    if words::FREE_OF_CHARGE.is(text.trim_end_matches('。')) {
        return Parsed::of(Price {
            amount: Some(Amount::default()),
            ..Price::default()
        });
    }
    if is_filler(text) {
        return Parsed::none();
    }
    let scan = Scan::new(text);
    if let Some(Lexed { value, end }) = number_at(&scan, 0)
        && end == scan.len()
        && value <= MAX_NUMBER
        && let Some(amount) = Amount::new(value)
    {
        let price = Price {
            amount: Some(amount),
            ..Price::default()
        };
        return Parsed::of(price).guessing(Some(Guess::BareAmount));
    }
    let mut found = prices(&scan).into_iter();
    let Some(first) = found.next() else {
        return Parsed::unread(text);
    };
    let several = found.next().is_some();
    let before = scan.original(0, first.span.start);
    let behind = scan.original(first.span.end, scan.len());
    let unread = [before, behind]
        .into_iter()
        .filter_map(unread_remainder)
        // Taking a price out of a bracket leaves half of the bracket on each side.
        .map(|words| without_loose(words).into_owned())
        .collect();
    Parsed::of(first.value)
        .leaving(unread)
        .guessing(several.then_some(Guess::Several))
}

/// Writes the price as `10元/证`, `5-10元/证`, 不超过100元 or 免费.
pub fn write(value: &Price) -> String {
    let unit = value
        .unit
        .as_ref()
        .map(|unit| format!("/{unit}"))
        .unwrap_or_default();
    match (value.amount, value.upper) {
        (Some(amount), None) if amount.value() == 0.0 && unit.is_empty() => "免费".to_owned(),
        (Some(amount), None) => format!("{amount}元{unit}"),
        (Some(amount), Some(upper)) => format!("{amount}-{upper}元{unit}"),
        (None, Some(upper)) => format!("不超过{upper}元{unit}"),
        (None, None) => String::new(),
    }
}

/// Finds all prices in prose, with their byte ranges, in order.
pub(crate) fn find_all(text: &str) -> Vec<Spanned<Price>> {
    let scan = Scan::new(text);
    prices(&scan)
        .into_iter()
        .map(|found| Spanned {
            span: scan.byte(found.span.start)..scan.byte(found.span.end),
            value: found.value,
        })
        .collect()
}

/// All prices in order, with their ranges in characters.
fn prices(scan: &Scan) -> Vec<Spanned<Price>> {
    let mut found: Vec<Spanned<Price>> = Vec::new();
    let mut at = 0;
    let mut free = 0;
    while at < scan.len() {
        let Some(Lexed { value, end }) = number_at(scan, at) else {
            at += 1;
            continue;
        };
        match price(scan, at, value, end, free) {
            Some(price) => {
                at = price.span.end;
                free = at;
                found.push(price);
            }
            None => at = end,
        }
    }
    found
}

/// The price whose number `low` spans `start..end`; text before `free` belongs to earlier prices.
fn price(scan: &Scan, start: usize, low: f64, end: usize, free: usize) -> Option<Spanned<Price>> {
    if low > MAX_NUMBER || is_torn(scan, start) {
        return None;
    }
    // 12,50元 is not 50元 and may not be 12.5元.
    let before = |back: usize| start.checked_sub(back).and_then(|at| scan.get(at));
    if before(1) == Some(',') && before(2).is_some_and(|c| c.is_ascii_digit()) {
        return None;
    }
    let sign = currency_sign_before(scan, start);
    let Lexed { value: yuan, end } = amount_or_range(scan, low, end, sign.is_some())?;
    let mut price = Price {
        amount: Some(Amount::new(yuan.low)?),
        unit: None,
        upper: yuan.upper.and_then(Amount::new),
    };
    let mut place = sign.unwrap_or(start)..end;
    if let Some(unit) = unit_behind(scan, end) {
        price.unit = Some(unit.value);
        place.end = unit.end;
    } else if let Some(unit) = unit_before(scan, place.start, free) {
        price.unit = Some(unit.value);
        place.start = unit.span.start;
    }
    apply_upper_bound(scan, &mut price, &mut place);
    Some(Spanned {
        span: place,
        value: price,
    })
}

/// The position of the currency sign before a number that begins at `start`.
fn currency_sign_before(scan: &Scan, start: usize) -> Option<usize> {
    let back = (0..start)
        .rev()
        .take(3)
        .find(|at| scan.get(*at) != Some(' '))?;
    matches!(scan.get(back), Some('¥' | '￥')).then_some(back)
}

/// An amount in yuan, or both ends of a range.
struct Yuan {
    low: f64,
    upper: Option<f64>,
}

/// The amount that begins with the number `low`, or both ends of the range.
///
/// A number without a word for money counts only if a currency sign precedes it.
fn amount_or_range(scan: &Scan, low: f64, end: usize, has_sign: bool) -> Option<Lexed<Yuan>> {
    let first = amount_in_yuan(scan, low, end);
    let dash = first.map_or(end, |first| first.end);
    let next = scan.skip(dash, |char| {
        matches!(char, '-' | '至' | '到' | ' ' | '¥' | '￥')
    });
    if (dash..next).any(|at| matches!(scan.get(at), Some('-' | '至' | '到')))
        && let Some(Lexed {
            value: high,
            end: high_end,
        }) = number_at(scan, next)
        && let Some(upper) = amount_in_yuan(scan, high, high_end)
    {
        // 5-10万元: the unit after the second number applies to both.
        let large = |at| match scan.before(at) {
            Some('万') => 1e4,
            Some('亿') => 1e8,
            _ => 1.0,
        };
        let shared = if large(end) > 1.0 {
            1.0
        } else {
            large(high_end)
        };
        let factor = if high > 0.0 {
            shared * upper.value / high
        } else {
            1.0
        };
        // 5000-1万元 goes up to ten thousand; its lower end is five thousand, not fifty million.
        let scaled = Some(low * factor).filter(|low| *low <= upper.value);
        let low = first.map_or(scaled.unwrap_or(low), |first| first.value);
        return Some(upper.map(|upper| Yuan {
            low,
            upper: Some(upper),
        }));
    }
    let one = first.or_else(|| has_sign.then_some(Lexed::new(low, end)))?;
    Some(one.map(|low| Yuan { low, upper: None }))
}

/// Converts the number that ends at `end` to yuan, by the word after it and including following 角 and 分.
fn amount_in_yuan(scan: &Scan, value: f64, end: usize) -> Option<Lexed<f64>> {
    let at = scan.skip_spaces(end);
    let words = ["万元", "亿元", "元", "圆", "块钱", "块", "角", "分钱"];
    let Lexed {
        value: word,
        end: after,
    } = scan.any(at, words)?;
    let factor = match word {
        "万元" => 1e4,
        "亿元" => 1e8,
        "角" => 0.1,
        "分钱" => 0.01,
        _ => 1.0,
    };
    // 元素, 元件, 元旦 and 元月 are other words.
    if matches!(
        scan.get(after),
        Some('素' | '件' | '旦' | '月' | '宵' | '首' | '度' | '色' | '膜')
    ) {
        return None;
    }
    if value > MAX_NUMBER {
        return None;
    }
    let mut total = value * factor;
    let mut stop = after;
    for (word, part) in [("角", 0.1), ("分", 0.01)] {
        if let Some(Lexed {
            value: more,
            end: more_end,
        }) = number_at(scan, stop)
            && scan.has(more_end, word)
        {
            total += more * part;
            stop = more_end + 1;
        }
    }
    let stop = if scan.get(stop) == Some('整') {
        stop + 1
    } else {
        stop
    };
    let stop = scan.after(stop, ["人民币"]).unwrap_or(stop);
    Some(Lexed::new((total * 1e4).round() / 1e4, stop))
}

/// The unit after a price: `/证`, 每人次 or 一份.
fn unit_behind(scan: &Scan, end: usize) -> Option<Lexed<String>> {
    let at = scan.skip_spaces(end);
    let start = match scan.get(at)? {
        '/' | '每' => at + 1,
        '一' if scan
            .get(at + 1)
            .is_some_and(|char| "份本张证次个户人".contains(char)) =>
        {
            at + 1
        }
        _ => return None,
    };
    unit(scan, scan.skip_spaces(start))
}

/// The unit that begins at `start`: words joined by `/`, `·`, `.`, `*` or 每.
fn unit(scan: &Scan, start: usize) -> Option<Lexed<String>> {
    const MAX_UNIT_CHARS: usize = 12;
    let mut text = String::new();
    let mut at = start;
    while let Some(char) = scan.get(at).filter(|char| !UNIT_ENDS.contains(*char)) {
        match char {
            '/' | '·' | '.' | '每' | '*' => text.push('/'),
            _ if char.is_alphabetic() => text.push(char),
            _ => break,
        }
        at += 1;
    }
    let text = text.trim_matches('/');
    (!text.is_empty() && !is_longer(text, MAX_UNIT_CHARS)).then(|| Lexed::new(text.to_owned(), at))
}

/// The unit before a price: 每证 or 每人每次收取.
fn unit_before(scan: &Scan, start: usize, free: usize) -> Option<Spanned<String>> {
    const MAX_CHARS_BEFORE: usize = 16;
    let first = (free..start)
        .rev()
        .take(MAX_CHARS_BEFORE)
        .take_while(|at| {
            scan.get(*at)
                .is_some_and(|char| char.is_alphabetic() || char == ' ')
        })
        .filter(|at| scan.get(*at) == Some('每'))
        .last()?;
    let words = scan.folded(first + 1, start);
    let mut rest = words.trim();
    let tails = words::FILLER_MONEY.iter().chain(&words::AMOUNT_TAIL);
    while let Some(shorter) = tails.clone().find_map(|word| rest.strip_suffix(word)) {
        rest = shorter.trim();
    }
    let unit = rest.replace('每', "/");
    let clean = !unit.is_empty()
        && !unit
            .chars()
            .any(|char| UNIT_ENDS.contains(char) || char == ' ');
    clean.then_some(Spanned {
        span: first..start,
        value: unit,
    })
}

/// Turns 不超过100元 and 100元以下 into prices with only an upper end.
fn apply_upper_bound(scan: &Scan, price: &mut Price, place: &mut Range<usize>) {
    let word = words::AMOUNT_AT_MOST.iter().find_map(|word| {
        let start = place.start.checked_sub(word.chars().count())?;
        scan.has(start, word).then_some(start)
    });
    let behind = scan.after(place.end, ["以下", "以内", "封顶"]);
    if price.upper.is_none() && (word.is_some() || behind.is_some()) {
        price.upper = price.amount.take();
        place.start = word.unwrap_or(place.start);
        place.end = behind.unwrap_or(place.end);
    }
}

/// The words beside a price without filler; `None` if nothing is left.
///
/// Overlong texts are returned as they are, so that reading stays linear.
fn unread_remainder(words: &str) -> Option<&str> {
    const MAX_BYTES: usize = 300;
    let mut rest = remains(words)?;
    if rest.len() > MAX_BYTES {
        return Some(rest);
    }
    while let Some(shorter) = words::FILLER_MONEY
        .strip_start(rest)
        .or_else(|| words::FILLER_MONEY.strip_end(rest))
    {
        rest = remains(shorter)?;
    }
    Some(rest)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn reads_prices() {
        for (text, written) in [
            ("￥10", "10元"),
            ("¥ 10.50", "10.5元"),
            ("10元/证", "10元/证"),
            ("10 元／本", "10元/本"),
            ("每证10元", "10元/证"),
            ("每证收取工本费10元", "10元/证"),
            ("100元每人次", "100元/人次"),
            ("1500元/人·月", "1500元/人/月"),
            ("每人每次20元", "20元/人/次"),
            ("1.1万元", "11000元"),
            ("三十万元", "300000元"),
            ("2,000万元人民币", "20000000元"),
            ("5角", "0.5元"),
            ("3元5角", "3.5元"),
            ("5-10元/平方米", "5-10元/平方米"),
            ("5元至10元", "5-10元"),
            ("5~10万元", "50000-100000元"),
            ("5000-1万元", "5000-10000元"),
            ("不超过100元", "不超过100元"),
            ("100元以下", "不超过100元"),
            ("收费标准：10元", "10元"),
            ("拾元整", "10元"),
            ("免费", "免费"),
            ("不收费。", "免费"),
        ] {
            let reading = read(text);
            assert_eq!(
                reading.value.as_ref().map(write).as_deref(),
                Some(written),
                "{text}"
            );
            assert!(reading.is_clean(), "{text}: {reading:?}");
        }
    }

    #[test]
    fn says_what_it_cannot_read() {
        assert_eq!(read("按规定收取"), Parsed::unread("按规定收取"));
        assert_eq!(read("10").guess, Some(Guess::BareAmount));
        assert_eq!(read("首次10元，补办20元").guess, Some(Guess::Several));
        assert!(read("无").empty && read("-").empty);
    }

    #[test]
    fn approximations_and_torn_numbers_are_not_prices() {
        for text in [
            "三五元",
            "一两百元",
            "二三十元",
            "几十元",
            "数十元",
            "百八十元",
            "2 0元",
            "1\n0元",
            "1两元",
            "三五",
            "￥三五",
        ] {
            assert_eq!(read(text), Parsed::unread(text), "{text}");
        }
        assert_eq!(read("5-三五十元").value, None);
    }

    #[test]
    fn finds_prices_in_prose() {
        let found = |text: &str| {
            find_all(text)
                .into_iter()
                .map(|found| text[found.span].to_owned())
                .collect::<Vec<_>>()
        };
        assert_eq!(
            found("注册资本不得低于4000万元人民币，每户每年补贴5000元的标准"),
            ["4000万元人民币", "每户每年补贴5000元"]
        );
        assert_eq!(
            found("3单元201室，公元2024年，10元素，1元月"),
            Vec::<String>::new()
        );
    }

    #[test]
    fn prices_in_prose_have_their_places() {
        let text = "每证收取10元，逾期另收5元/天。";
        let found: Vec<&str> = find_all(text)
            .into_iter()
            .map(|price| crate::prose::slice(text, price.span))
            .collect();
        assert_eq!(found, ["每证收取10元", "5元/天"]);
    }

    proptest! {
        #[test]
        fn never_panics(text in any::<String>(), shaped in "[0-9.,一二十万元角分每证人/\\-至￥不超过以下]{0,40}") {
            let _ = (read(&text), read(&shaped));
            for Spanned { span: range, .. } in find_all(&shaped) {
                prop_assert!(shaped.get(range).is_some());
            }
        }

        #[test]
        fn reads_what_it_writes(low in 1u32..1_000_000, cents in 0u8..100, high in proptest::option::of(1u32..1_000_000), unit in proptest::option::of("[证本人户]{1,2}")) {
            let amount = Amount::new((f64::from(low) * 100.0 + f64::from(cents)) / 100.0);
            let price = Price { amount, unit, upper: high.map(Amount::from) };
            prop_assert_eq!(read(&write(&price)), Parsed::of(price));
        }
    }
}

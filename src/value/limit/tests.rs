use super::*;
use crate::calendar::WorkCalendar;
use crate::model::Amount;
use TimeUnit::{CalendarDay, Hour, Minute, Month, Week, WorkingDay, Year};
use chrono::{Datelike, NaiveDate};
use proptest::prelude::*;

#[test]
fn reads_amount_and_unit() {
    for (text, amount, unit) in [
        ("20(工作日)", 20, WorkingDay),
        ("90（自然日）", 90, CalendarDay),
        ("7工作日", 7, WorkingDay),
        ("5个工作日", 5, WorkingDay),
        ("５个工作日", 5, WorkingDay),
        ("五个工作日内", 5, WorkingDay),
        ("\t1个工作日", 1, WorkingDay),
        ("限5个工作日", 5, WorkingDay),
        ("工作日：20", 20, WorkingDay),
        ("3 workday", 3, WorkingDay),
        ("2十个工作日", 20, WorkingDay),
        ("自受理之日起10个工作日内", 10, WorkingDay),
        ("自受理之日起15个工作日内办结。", 15, WorkingDay),
        ("1个月", 1, Month),
        ("两年内", 2, Year),
        ("4小时", 4, Hour),
        ("30分钟", 30, Minute),
        ("两周", 2, Week),
        ("1个季度", 3, Month),
        ("1年6个月", 18, Month),
        ("1小时30分钟", 90, Minute),
        ("2小时30分", 150, Minute),
        ("1年零6个月", 18, Month),
    ] {
        assert_eq!(read(text), Parsed::of(Limit::new(amount, unit)), "{text}");
    }
    let half = |text| {
        read(text)
            .value
            .and_then(|limit| limit.amount)
            .map(Amount::value)
    };
    assert_eq!(half("0.5个工作日"), Some(0.5));
    assert_eq!(half("半个工作日"), Some(0.5));
    assert_eq!(half("一年半"), Some(1.5));
    assert_eq!(half("一个半工作日"), Some(1.5));
    assert_eq!(half("5个半工作日"), Some(5.5));
    assert_eq!(half("一个半月"), Some(1.5));
    assert_eq!(half("两个半小时"), Some(2.5));
}

#[test]
fn says_what_it_guessed() {
    for (text, limit, guess) in [
        (
            "自受理之日起二十日内",
            Limit::new(20, CalendarDay),
            Guess::BareDay,
        ),
        ("15天", Limit::new(15, CalendarDay), Guess::BareDay),
        ("当日办结", Limit::new(1, WorkingDay), Guess::SameDay),
    ] {
        let reading = read(text);
        assert_eq!(
            (reading.value, reading.guess),
            (Some(limit), Some(guess)),
            "{text}"
        );
    }
    assert_eq!(read("-1"), Parsed::none().guessing(Some(Guess::MinusOne)));
    assert_eq!(read("0").guess, Some(Guess::Zero));
    let about = read("工作日受理，约75个工作日办结。");
    assert_eq!(
        (about.guess, about.unread),
        (Some(Guess::Approximate), vec!["工作日受理".to_owned()])
    );
    let several = read("更正登记当场办结。变更登记自受理之日起15个工作日内完成。");
    assert_eq!(several.guess, Some(Guess::Several));
    assert_eq!(
        several.value.and_then(|limit| limit.amount),
        Some(Amount::from(15))
    );
}

#[test]
fn a_range_keeps_its_wording() {
    for text in [
        "3-5个工作日",
        "3～5个工作日",
        "三至五个工作日",
        "3到5个工作日内办结",
        "3个工作日—5个工作日",
        "3-5(工作日)",
    ] {
        let reading = read(text);
        let limit = Limit {
            text: Some(text.to_owned()),
            ..Limit::new(5, WorkingDay)
        };
        assert_eq!(
            (reading.value, reading.guess),
            (Some(limit), Some(Guess::Range)),
            "{text}"
        );
    }
}

#[test]
fn the_kind_of_day_stands_before_or_behind() {
    for text in [
        "工作日20天",
        "工作日20日",
        "工作日：20天",
        "（工作日）20天",
        "20天（工作日）",
        "20日（按工作日计算）",
        "20天，按工作日计",
        "20天工作日",
        "法定工作日20天",
    ] {
        assert_eq!(read(text), Parsed::of(Limit::new(20, WorkingDay)), "{text}");
    }
    assert_eq!(read("自然日30天"), Parsed::of(Limit::new(30, CalendarDay)));
    let both = read("3个工作日，20天").value.unwrap();
    assert_eq!(both.unit, Some(CalendarDay));
}

#[test]
fn labels_tell_which_limit_is_meant() {
    for (text, statutory, promised) in [
        ("法定办结时限：60个工作日\n承诺办结时限：40个工作日", 60, 40),
        ("承诺时限：40个工作日；法定时限：60个工作日", 60, 40),
        ("法定20个工作日，承诺5个工作日", 20, 5),
        ("5个工作日（法定时限20个工作日）", 20, 5),
        ("法定期限为20个工作日（承诺期限5个工作日）", 20, 5),
        ("20个工作日（法定）/5个工作日（承诺）", 20, 5),
        ("【法定】20个工作日【承诺】5个工作日", 20, 5),
        ("5个工作日", 5, 5),
    ] {
        for (name, amount) in [
            (LimitName::Statutory, statutory),
            (LimitName::Promised, promised),
        ] {
            let reading = read_named(text, Some(name));
            assert!(reading.is_clean(), "{text}: {reading:?}");
            let limit = reading.value.unwrap();
            assert_eq!(limit.amount, Some(Amount::from(amount)), "{text}");
            // Statements about the other limit stay in the wording.
            let whole = (statutory != promised).then(|| text.to_owned());
            assert_eq!(limit.text, whole, "{text}");
        }
    }
    // Stages are not labels.
    let several = read_named("初审3个工作日，复审2个工作日", Some(LimitName::Promised));
    assert_eq!(several.guess, Some(Guess::Several));
}

#[test]
fn keeps_when_a_limit_begins_and_what_it_depends_on() {
    for (text, limit) in [
        (
            "自火灾事故认定书送达之日起十五个工作日内",
            Limit::new(15, WorkingDay),
        ),
        ("自公示结束之日起20个工作日内", Limit::new(20, WorkingDay)),
        ("材料齐全当场办结", Limit::on_the_spot()),
        ("当场办结（材料齐全的）", Limit::on_the_spot()),
        ("20个工作日。材料齐全", Limit::new(20, WorkingDay)),
    ] {
        let kept = Limit {
            text: Some(text.to_owned()),
            ..limit
        };
        assert_eq!(read(text), Parsed::of(kept), "{text}");
    }
    // Not an exact number.
    let doubted = read("20个工作日?");
    assert_eq!(doubted.guess, Some(Guess::Approximate));
    assert_eq!(doubted.value.unwrap().text.as_deref(), Some("20个工作日?"));
}

#[test]
fn reads_on_the_spot() {
    for text in [
        "即办",
        "当场办结",
        "即时办结",
        "立等可取",
        "当场",
        "即办件",
        "当场办结。",
    ] {
        assert_eq!(read(text).value, Some(Limit::on_the_spot()), "{text}");
    }
}

#[test]
fn reads_what_is_not_counted() {
    for (text, excludes) in [
        ("13个工作日(专家评审时间除外)", &["专家评审时间"][..]),
        ("20个工作日，不含公示时间", &["公示时间"]),
        (
            "20个工作日（不包含听证、招标、鉴定）",
            &["听证", "招标", "鉴定"],
        ),
        ("20个工作日，公示期不计算在内", &["公示期"]),
    ] {
        let reading = read(text);
        assert!(reading.is_clean(), "{text}: {reading:?}");
        assert_eq!(
            reading.value.map(|limit| limit.excludes),
            Some(excludes.iter().map(|word| (*word).to_owned()).collect()),
            "{text}"
        );
    }
}

#[test]
fn knows_what_says_nothing() {
    for text in ["无", "", "无法定时限", "-", "null", "不涉及"] {
        assert!(read(text).empty, "{text}");
    }
    let bare = read("20").value.unwrap_or_default();
    assert_eq!((bare.amount, bare.unit), (Some(Amount::from(20)), None));
    for text in ["根据相关法律法规", "每年10月——11月办理", "相关规定"] {
        assert_eq!(read(text), Parsed::unread(text));
    }
}

#[test]
fn finds_durations_in_prose() {
    let found = |text: &str| {
        find_all(text)
            .into_iter()
            .map(|found| text[found.span].to_owned())
            .collect::<Vec<_>>()
    };
    assert_eq!(
        found("应当自变更之日起十五日内申请，逾期2年的不予受理"),
        ["十五日", "2年"]
    );
    assert_eq!(
        found("限0.5个工作日，6个月内有效，3月内补正"),
        ["0.5个工作日", "6个月", "3月"]
    );
    for text in [
        "2024年3月1日起",
        "第三年",
        "每月15日前",
        "年满18周岁",
        "24小时自助服务区",
        "一年级",
        "即办件",
        "上午9:00",
        "3月5日常务会",
        "可以当场更正的",
        "二〇二四年三月",
    ] {
        assert_eq!(found(text), Vec::<String>::new(), "{text}");
    }
}

#[test]
fn compares_only_what_is_certain() {
    use Ordering::{Equal, Greater, Less};
    let new = Limit::new;
    for (a, b, order) in [
        (new(5, WorkingDay), new(20, WorkingDay), Some(Less)),
        (new(20, WorkingDay), new(20, CalendarDay), Some(Greater)),
        (new(5, WorkingDay), new(90, CalendarDay), Some(Less)),
        (new(45, WorkingDay), new(90, CalendarDay), Some(Less)),
        (new(20, WorkingDay), new(1, Month), None),
        (new(12, Month), new(1, Year), Some(Equal)),
        (new(365, CalendarDay), new(1, Year), None),
        (new(367, CalendarDay), new(1, Year), Some(Greater)),
        (new(2, Week), new(14, CalendarDay), Some(Equal)),
        (new(4, Hour), new(1, WorkingDay), Some(Less)),
        (new(24, Hour), new(1, WorkingDay), None),
        (new(90, Minute), new(1, Hour), Some(Greater)),
        (Limit::on_the_spot(), new(1, WorkingDay), Some(Less)),
        (Limit::on_the_spot(), Limit::on_the_spot(), Some(Equal)),
        (Limit::default(), new(1, WorkingDay), None),
    ] {
        assert_eq!(compare(&a, &b), order, "{a} {b}");
        assert_eq!(compare(&b, &a), order.map(Ordering::reverse), "{b} {a}");
    }
    assert_eq!(
        exceeds(&new(5, CalendarDay), &new(5, WorkingDay)),
        Some(false)
    );
    assert_eq!(exceeds(&new(5, WorkingDay), &new(5, CalendarDay)), None);
    assert_eq!(exceeds(&new(365, CalendarDay), &new(1, Year)), Some(false));
}

#[test]
fn limits_in_prose_have_their_places() {
    let text = "应当自变更之日起十五日内（2024年3月1日后为10个工作日）申请。";
    let found: Vec<&str> = (find_all(text).into_iter())
        .map(|limit| crate::prose::slice(text, limit.span))
        .collect();
    assert_eq!(found, ["十五日", "10个工作日"]);
}

/// The bounds between working and calendar days hold on each day of the known years.
#[test]
fn no_known_year_goes_beyond_the_bounds() {
    let calendar = WorkCalendar::built_in();
    let first = "2004-01-01".parse::<NaiveDate>().unwrap();
    let starts = first.iter_days().take_while(|day| day.year() < 2026);
    for (start, count) in starts.flat_map(|start| [1, 3, 5, 8, 10, 11, 20, 60].map(|n| (start, n)))
    {
        let end = calendar.working_day_after(start, count).unwrap();
        let elapsed = u32::try_from((end - start).num_days()).unwrap();
        let order = compare(
            &Limit::new(elapsed, CalendarDay),
            &Limit::new(count, WorkingDay),
        );
        assert!(
            order.is_none_or(|order| order == Ordering::Equal),
            "{count} working days after {start} are {elapsed} days"
        );
    }
}

proptest! {
    #[test]
    fn never_panics(text in any::<String>(), shaped in "[0-9一二十两半个工作日天年月小时分钟周()（）、，。自起内除外不含即办当场\\-至]{0,40}") {
        let _ = (read(&text), find_all(&text));
        let _ = read(&shaped);
        for Spanned { span: range, .. } in find_all(&shaped) {
            prop_assert!(shaped.get(range).is_some());
        }
    }

    #[test]
    fn reads_what_it_writes(
        amount in 1u32..1000,
        tenth in 0u8..10,
        unit in proptest::sample::select(vec![WorkingDay, CalendarDay, Hour, Minute, Week, Month, Year]),
        excludes in proptest::collection::vec("[甲乙丙听证]{1,4}时间", 0..3),
    ) {
        let mut limit = Limit::new(amount, unit);
        limit.amount = Amount::new((f64::from(amount) * 10.0 + f64::from(tenth)) / 10.0);
        limit.excludes = excludes;
        prop_assert_eq!(read(&write(&limit)), Parsed::of(limit));
    }

    #[test]
    fn keeps_the_published_wording(shaped in "[0-9个工作日，约甲]{1,12}") {
        if let Some(limit) = read(&shaped).value {
            prop_assert_eq!(read(&write(&limit)).value, Some(limit));
        }
    }
}

#[test]
fn extensions_and_uncounted_days_are_not_the_limit() {
    for (text, amount) in [
        ("20个工作日内办结（特殊情况下可延长至60个工作日）", 20),
        ("5个工作日（不含整改30个工作日）", 5),
        ("5个工作日（整改期30个工作日不计入）", 5),
        ("20个工作日内，情况复杂的经批准可延长30个工作日", 20),
        ("10个工作日，不包括专家评审的45个工作日", 10),
    ] {
        let reading = read(text);
        assert_eq!(reading.guess, None, "{text}");
        let limit = reading.value.unwrap();
        assert_eq!(
            limit.amount.map(Amount::value),
            Some(f64::from(amount)),
            "{text}"
        );
        assert_eq!(limit.text.as_deref(), Some(text));
    }
    let amount = |text| {
        read(text)
            .value
            .and_then(|limit| limit.amount)
            .map(Amount::value)
    };
    assert_eq!(amount("延长至60个工作日"), Some(60.0));
    assert_eq!(amount("即办（最长30个工作日）"), Some(30.0));
    assert_eq!(amount("20个工作日（不含公示）"), Some(20.0));
}

#[test]
fn a_number_with_a_sign_or_a_letter_at_it_is_not_read() {
    for text in [
        "-5个工作日",
        "－5个工作日",
        "承诺时限：-5个工作日",
        "<25个工作日",
        "＞25个工作日",
        ">= 25个工作日",
        "≤25个工作日",
        "5+10个工作日",
        "l5个工作日",
        "1O个工作日",
        "2O5个工作日",
    ] {
        assert_eq!(read(text), Parsed::unread(text), "{text}");
    }
    for text in [
        "承诺时限-5个工作日",
        "承诺——5个工作日",
        "3-5个工作日",
        "within 5 working days",
    ] {
        let limit = read(text).value.unwrap_or_default();
        assert_eq!(limit.amount.map(Amount::value), Some(5.0), "{text}");
    }
    assert_eq!(read("5个工作日以上").guess, Some(Guess::Approximate));
}

#[test]
fn a_statement_that_the_law_sets_no_limit_is_kept() {
    for text in [
        "无（法律没有规定）",
        "没有，法律、法规未作规定",
        "法律法规无规定",
        "无法定时限（法律没有规定）",
    ] {
        let reading = read(text);
        assert!(reading.unread.is_empty() && !reading.empty, "{text}");
        assert_eq!(reading.value.unwrap().text.as_deref(), Some(text));
    }
    for text in ["无", "无法定时限", "暂无。"] {
        assert!(read(text).empty, "{text}");
    }
}

/// An approximation, a part of a longer number and a sum of unlike units have no certain amount.
#[test]
fn what_is_not_one_certain_number_is_not_read() {
    for text in [
        "三五天",
        "一两天",
        "七八个工作日",
        "二三十个工作日",
        "十二三个工作日",
        "三四百日",
        "3-三五天",
        "几十天",
        "数十个工作日",
        "2 0个工作日",
        "1 0 个工作日",
        "2\n0个工作日",
        "2\u{3000}0个工作日",
        "二 十个工作日",
        "1两天",
        "五十百个工作日",
        "20十个工作日",
        "十二个月零五日",
        "一个月零五天",
        "3个月零10天",
        "3个月10天",
        "三个半月又五日",
        "1周2天",
        "1个工作日4小时",
        "两个半天",
        "个半月",
        "大半个月",
        "20个工作日压缩50%",
        "20个工作日缩短百分之五十",
        "20个工作日减半",
    ] {
        assert_eq!(read(text), Parsed::unread(text), "{text}");
        assert!(find_all(text).len() < 2, "{text}");
    }
    for text in [
        "三五天内",
        "二三十个工作日",
        "2 0个工作日",
        "1个月零5天",
        "一个月零五日",
    ] {
        assert_eq!(find_all(text), [], "{text}");
    }
    for (text, amount) in [
        ("法定20个工作日，压缩至5个工作日", 20),
        ("5个工作日（压缩75%）", 5),
        ("5个工作日 3个工作日", 5),
    ] {
        let limit = read(text).value.unwrap_or_default();
        assert_eq!(limit.amount, Some(Amount::from(amount)), "{text}");
    }
}

#[test]
fn of_two_numbers_the_larger_is_a_guess() {
    for text in [
        "十五、二十个工作日",
        "15、20个工作日",
        "20、15个工作日",
        "15或20个工作日",
        "15/20个工作日",
        "5个工作日或20个工作日",
    ] {
        let reading = read(text);
        assert_eq!(reading.guess, Some(Guess::Several), "{text}");
        let limit = reading.value.unwrap_or_default();
        assert_eq!(limit.amount, Some(Amount::from(20)), "{text}");
        assert_eq!(limit.text.as_deref(), Some(text));
    }
    assert_eq!(read("1、20个工作日").guess, None);
    assert_eq!(read("一、两个工作日").guess, Some(Guess::Several));
}

#[test]
fn of_a_shortened_limit_the_promise_is_the_shorter() {
    for text in [
        "由7个工作日压缩为4个工作日",
        "7个工作日（压缩至4个工作日）",
        "7个工作日，缩短到4个工作日",
        "7个工作日→4个工作日",
    ] {
        let amount = |name| {
            read_named(text, Some(name))
                .value
                .unwrap_or_default()
                .amount
        };
        assert_eq!(amount(LimitName::Promised), Some(Amount::from(4)), "{text}");
        assert_eq!(
            amount(LimitName::Statutory),
            Some(Amount::from(7)),
            "{text}"
        );
    }
}

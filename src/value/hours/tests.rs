use super::*;
use crate::model::OpeningHours;
use crate::value::{Guess, Parsed};
use crate::vocabulary::DayKind;
use proptest::prelude::*;

/// The hours in one line, whatever was not understood.
fn line(text: &str) -> String {
    let mut hours = read(text).value.unwrap_or_default();
    hours.text = None;
    write(&hours)
}

const USUAL: &str = "工作日 09:00-12:00、13:30-16:30；法定节假日除外";

#[test]
fn reads_the_usual_hours() {
    for text in [
        "工作日：上午9∶00—12∶00，下午13∶30—16∶30，（法定节假日除外）",
        "工作日：上午9：00-12：00下午13：30-16：30。（法定节假日除外）",
        "工作日:上午9:00-12:00、下午13:30-16:30法定假日除外。",
        "工作日，上午 9:00-12:00；下午13:30-16:30，除法定节假日外",
        "工作日上午 9:00--12:00 下午 13:30--16:30 （法定节假日除外）",
        "工作日上午：9：00-12：00；下午：13：30-16：30（法定假节日除外）",
        "工作日:上午9:00-12:00，下午13:30-16:30，(法定节\n假日除外)",
        "工作日：星期一至星期五，上午9:00-12:00，下午13:30-16:30（除法定节假日外）",
        "工作日（窗口对外接待时间）： 上午9:00-12:00、下午13:30-16:30，法定节假日除外。",
        "办理时间：工作日：上午9:00-12:00，下午13:30-16:30（法定节假日除外）",
        "工作日:上 午 9∶00—12∶00,下午 13∶30—16∶30,(法定节假日除外)",
        "工作日：上午:9:00-12:00,下午:13:30-16:：30法定节日除外。",
        "上午9:00-12:00，下午1:30-4:30（工作日，法定节假日休息）",
        "工作日上午9点至12点、下午1点半到4点半，节假日不办公",
        "工作日 9时-12时，13时30分-16时30分，国家法定节假日除外",
        "工作日 9:00一12:00，1:30-4:30，法定节假日除外",
        "工作日 0900-1200、1330-1630，法定节假日除外...展开",
        "工作日上午九点到十二点，下午一点三十分到四点三十分，法定节假日除外",
    ] {
        let reading = read(text);
        assert_eq!(
            (line(text).as_str(), reading.unread.len()),
            (USUAL, 0),
            "{text}: {reading:?}"
        );
    }
}

#[test]
fn reads_days() {
    for (text, written) in [
        (
            "周一至周五：上午9：00-12：00，法定节假日除外。",
            "周一、周二、周三、周四、周五 09:00-12:00；法定节假日除外",
        ),
        (
            "每周周三 09:00--12:00 13:30--16:30",
            "周三 09:00-12:00、13:30-16:30",
        ),
        (
            "星期一到星期五9:00-17:00；周六上午9:00-12:00",
            "周一、周二、周三、周四、周五 09:00-17:00；周六 09:00-12:00",
        ),
        ("周一、三、五 9:00-12:00", "周一、周三、周五 09:00-12:00"),
        (
            "周一至五 9:00-12:00",
            "周一、周二、周三、周四、周五 09:00-12:00",
        ),
        ("周六日 9:00-12:00", "周六、周日 09:00-12:00"),
        ("周一至周日 9:00-21:00", "每日 09:00-21:00"),
        (
            "每天9:00-17:00，节假日照常",
            "每日 09:00-17:00；法定节假日照常",
        ),
        ("8:30至12:00", "08:30-12:00"),
        ("24小时", "00:00-24:00"),
        ("全天24小时", "00:00-24:00"),
        ("7×24小时", "每日 00:00-24:00"),
        ("法定工作日", "工作日"),
        (
            "工作日9:00-17:00，周六、周日及法定节假日休息",
            "工作日 09:00-17:00；法定节假日除外",
        ),
        (
            "9:00-17:00（周一至周五）",
            "周一、周二、周三、周四、周五 09:00-17:00",
        ),
        (
            "工作日9:00-17:00，节假日另行通知",
            "工作日 09:00-17:00；法定节假日另行公告",
        ),
        ("工作日 上午9:00至下午5:00", "工作日 09:00-17:00"),
    ] {
        let reading = read(text);
        assert_eq!(
            (line(text).as_str(), reading.unread.len()),
            (written, 0),
            "{text}: {reading:?}"
        );
    }
}

#[test]
fn reads_seasons_and_labels() {
    for (text, written) in [
        (
            "夏季（5月1日至9月30日）：上午8:00-12:00，下午15:00-18:00；冬季（10月1日至次年4月30日）：上午8:30-12:00，下午14:30-17:30",
            "夏季（5月1日至9月30日）：08:00-12:00、15:00-18:00；冬季（10月1日至次年4月30日）：08:30-12:00、14:30-17:30",
        ),
        (
            "工作日 夏季8:00-12:00 冬季8:30-12:00",
            "夏季：工作日 08:00-12:00；冬季：工作日 08:30-12:00",
        ),
        ("5月-9月：9:00-12:00", "5月-9月：09:00-12:00"),
        (
            "报名时间段：上午0:00-12:00 下午12:00-24:00; 资格审核时间：工作日 上午9 : 00-12 : 00\n咨询时间：工作日：上午9∶00—12∶00",
            "报名时间段：00:00-12:00、12:00-24:00；资格审核时间：工作日 09:00-12:00；咨询时间：工作日 09:00-12:00",
        ),
        (
            "工作日：一楼：9:00-12:00；二楼：9:00-11:00",
            "一楼：工作日 09:00-12:00；二楼：工作日 09:00-11:00",
        ),
    ] {
        let reading = read(text);
        assert_eq!(
            (line(text).as_str(), reading.unread.len()),
            (written, 0),
            "{text}: {reading:?}"
        );
    }
}

#[test]
fn keeps_what_it_does_not_understand() {
    let reading = read("工作日9:00-12:00，周五下午学习");
    assert!(reading.value.is_some_and(|hours| hours.text.is_some()) && !reading.unread.is_empty());
    let bus = "乘公交103路、105路车，在某局站下车步行300米左右即可到达。";
    assert_eq!(read(bus), Parsed::unread(bus));
    assert!(read("无").empty && read("-").empty);
    assert_eq!(read("9:00-12:00，2:30-5:30").guess, Some(Guess::Afternoon));
}

#[test]
fn reads_the_12_hour_clock() {
    for (text, written) in [
        ("周一 9:00AM-5:00PM", "周一 09:00-17:00"),
        ("周一 9:00 am - 5:00 pm", "周一 09:00-17:00"),
        ("周一 9:00 a.m.-5:00 p.m.", "周一 09:00-17:00"),
        ("周一 AM9:00-PM5:00", "周一 09:00-17:00"),
        ("周一 12:00PM-1:30PM", "周一 12:00-13:30"),
        ("周一 12:30AM-6:00AM", "周一 00:30-06:00"),
        (
            "周一 AM9:00-12:00 PM1:00-5:00",
            "周一 09:00-12:00、13:00-17:00",
        ),
        ("周一 9:00-5:00", "周一 09:00-17:00"),
        ("周一 上午9:00-5:30", "周一 09:00-17:30"),
        ("周一 中午12:00-2:00", "周一 12:00-14:00"),
        ("周一 早上8点半-晚上6点", "周一 08:30-18:00"),
        (
            "周一 上午8:30-12:00，下午2:30-5:30（夏季3:00-6:00）",
            "周一 08:30-12:00、14:30-17:30；夏季：周一 15:00-18:00",
        ),
    ] {
        assert_eq!(line(text), written, "{text}");
    }
    assert_eq!(read("9:00-5:00").guess, Some(Guess::Afternoon));
    assert_eq!(line("22:00-6:00"), "22:00-06:00");
}

#[test]
fn all_day_may_mean_less() {
    for (text, guess) in [
        ("周一至周五全天", Some(Guess::AllDay)),
        ("24小时", None),
        ("全天24小时", None),
        ("全年365天24小时", None),
    ] {
        assert_eq!(read(text).guess, guess, "{text}");
    }
    assert_eq!(line("全年365天24小时"), "每日 00:00-24:00");
    // A half day without times is unread.
    let hours = read("周一至周五全天，周六上午");
    assert_eq!(hours.unread, ["上午"]);
    let periods = hours.value.unwrap().periods;
    assert_eq!(periods.len(), 2);
    assert_eq!(periods[1].days, [DayKind::Saturday]);
    assert_eq!((&periods[1].opens, &periods[1].closes), (&None, &None));
}

#[test]
fn a_second_hall_in_brackets_has_hours_of_its_own() {
    for text in [
        "工作日9:00-12:00，东区大厅（周六9:00-11:00），13:00-17:00",
        "工作日9:00-12:00（东区大厅周六9:00-11:00），13:00-17:00",
        "工作日9:00-12:00（东区大厅：周六9:00-11:00），13:00-17:00",
    ] {
        let reading = read(text);
        assert!(reading.unread.is_empty(), "{text}: {:?}", reading.unread);
        let periods = reading.value.unwrap().periods;
        let notes: Vec<_> = periods
            .iter()
            .map(|period| period.note.as_deref())
            .collect();
        assert_eq!(notes, [None, Some("东区大厅"), None], "{text}");
        assert_eq!(periods[1].days, [DayKind::Saturday], "{text}");
        assert_eq!(periods[2].days, [DayKind::WorkingDay], "{text}");
    }
}

#[test]
fn finds_faults() {
    use HoursFaultKind::{ClosesBeforeOpens, InvalidTime, Overlap, ZeroLength};
    let kinds = |text: &str| {
        let hours = read(text).value.unwrap_or_default();
        faults(&hours)
            .into_iter()
            .map(|fault| (fault.period, fault.kind, fault.other))
            .collect::<Vec<_>>()
    };
    assert_eq!(kinds(USUAL), []);
    assert_eq!(kinds("9:00-25:00"), [(0, InvalidTime, None)]);
    assert_eq!(kinds("9:60-12:00"), [(0, InvalidTime, None)]);
    assert_eq!(kinds("13:00-12:00"), [(0, ClosesBeforeOpens, None)]);
    assert_eq!(kinds("9:00-9:00"), [(0, ZeroLength, None)]);
    assert_eq!(
        kinds("工作日 9:00-12:00，11:00-16:00"),
        [(1, Overlap, Some(0))]
    );
    assert_eq!(
        kinds("工作日 9:00-12:00；周三 11:00-16:00"),
        [(1, Overlap, Some(0))]
    );
    assert_eq!(kinds("夏季 9:00-12:00；冬季 9:00-12:00"), []);
    assert_eq!(kinds("周一 9:00-12:00；周二 9:00-12:00"), []);
}

#[test]
fn compares_by_meaning() {
    let hours = |text: &str| read(text).value.unwrap_or_default();
    assert!(same(
        &hours(USUAL),
        &hours("上午9:00-12:00，下午13:30-16:30")
    ));
    assert!(!same(
        &hours("9:00-12:00，节假日照常"),
        &hours("9:00-12:00，节假日除外")
    ));
    assert!(!same(&hours("夏季 9:00-12:00"), &hours("9:00-12:00")));
    assert!(names_days(&hours(USUAL)) && mentions_holidays(&hours(USUAL)));
    assert!(!names_days(&hours("9:00-12:00")) && !mentions_holidays(&hours("9:00-12:00")));
}

const PIECES: &[&str] = &[
    "工作日",
    "周一至周五",
    "周六",
    "周六、周日",
    "每天",
    "夏季",
    "5月1日至9月30日",
    "上午",
    "下午",
    "9:00-12:00",
    "13:30-16:30",
    "2:00-5:00",
    "：",
    "，",
    "；",
    "\n",
    "（",
    "）",
    "法定节假日除外",
    "节假日照常",
    "咨询时间：",
    "办理时间：",
    "一楼大厅：",
    "24小时",
    "照常",
    "至",
    "休息",
];

#[test]
fn hours_in_words_have_periods() {
    let hours = OpeningHours {
        text: Some("周一至周五 9:00-17:00".to_owned()),
        ..OpeningHours::default()
    };
    assert_eq!(effective(&hours).periods.len(), 1);
}

proptest! {
    #[test]
    fn never_panics(text in any::<String>(), shaped in "[0-9：:\\-至上下午点时分半周一二五六日工作节假除外夏季月()，；]{0,60}") {
        for text in [text, shaped] {
            let hours = read(&text).value.unwrap_or_default();
            let _ = (faults(&hours), write(&hours), same(&hours, &hours));
        }
    }

    #[test]
    fn reads_what_it_writes(pieces in proptest::collection::vec(proptest::sample::select(PIECES), 1..10)) {
        let reading = read(&pieces.concat());
        if let Some(hours) = reading.value {
            prop_assert_eq!(read(&write(&hours)).value, Some(hours));
        }
    }
}

#[test]
fn hours_are_read_by_the_halves_of_the_day_beside_them() {
    for text in [
        "早9晚5",
        "早九晚五",
        "朝九晚五",
        "早9点晚5点",
        "早9:00晚5:00",
    ] {
        let hours = read(text).value.unwrap_or_default();
        let [period] = hours.periods.as_slice() else {
            panic!("{text}: {hours:?}");
        };
        let times = (period.opens.as_deref(), period.closes.as_deref());
        assert_eq!(times, (Some("09:00"), Some("17:00")), "{text}");
        assert_eq!(hours.text, None, "{text}");
    }
    assert!(read("朝阳区").value.is_none());
}

#[test]
fn hours_around_the_clock_take_no_days_from_others() {
    let hours = read("周一至周五9:00-17:00，自助区24小时").value.unwrap();
    assert_eq!(hours.periods[0].days.len(), 5);
    let last = &hours.periods[1];
    assert_eq!((last.note.as_deref(), last.days.len()), (Some("自助区"), 0));
    let own = read("周一至周五9:00-17:00；自助区：周六24小时")
        .value
        .unwrap();
    assert_eq!(own.periods[1].days.len(), 1);
}

#[test]
fn how_long_something_takes_is_no_day() {
    for text in ["20个工作日", "5工作日", "三个工作日"] {
        let reading = read(text);
        assert_eq!(reading.value, None, "{text}");
        assert_eq!(reading.unread, [text]);
    }
}

#[test]
fn exceptions_within_the_week_stay_unread() {
    let reading = read("周一至周五8:30-17:30，周六9:00-12:00（除周三下午）");
    assert_eq!(reading.unread, ["除周三下午"]);
    let hours = reading.value.unwrap();
    assert_eq!(hours.periods.len(), 2);
    assert_eq!(
        hours.text.as_deref(),
        Some("周一至周五8:30-17:30，周六9:00-12:00（除周三下午）")
    );
    for text in ["周三照常，8:30-12:00", "8:30-12:00，周三照常"] {
        // Unread parts are quoted verbatim.
        assert!(
            read(text)
                .unread
                .iter()
                .all(|words| text.contains(words.as_str())),
            "{text}"
        );
    }
}

#[test]
fn a_weekend_without_rest_makes_the_whole_week() {
    for text in [
        "上午8:30-11:30下午13:00-16:30 周末不休",
        "周末不休，上午8:30-11:30下午13:00-16:30",
    ] {
        let reading = read(text);
        assert!(reading.unread.is_empty(), "{text}: {:?}", reading.unread);
        let hours = reading.value.unwrap();
        assert_eq!(hours.periods.len(), 2, "{text}");
        for period in hours.periods {
            assert_eq!(
                period.days,
                [DayKind::WorkingDay, DayKind::Weekend],
                "{text}"
            );
        }
    }
}

#[test]
fn a_season_behind_a_sentence_is_about_all_of_it() {
    let seasons = |text| {
        let hours = read(text).value.unwrap();
        let seasons = hours
            .periods
            .into_iter()
            .map(|period| period.season.unwrap_or_default());
        seasons.collect::<Vec<_>>()
    };
    let winter = "11月1日至次年4月30日";
    assert_eq!(
        seasons("法定工作日 上午:8:30至12:00 下午:14:30至18:00 (11月1日至次年4月30日)"),
        [winter, winter]
    );
    assert_eq!(
        seasons("8:30-12:00，14:30-18:00（冬季）；9:00-12:00，15:00-18:00（夏季）"),
        ["冬季", "冬季", "夏季", "夏季"]
    );
    assert_eq!(
        seasons("上午8:30-12:00，下午14:30-17:30（冬季）；15:00-18:00（夏季）"),
        ["", "冬季", "夏季"]
    );
}

#[test]
fn a_range_without_a_known_end_is_not_read() {
    for text in [
        "周一至周八 9:00-12:00",
        "9:00-12:00（周一至周九）",
        "周一到星期八上午9:00-11:30",
    ] {
        assert_eq!(read(text), Parsed::unread(text), "{text}");
    }
}

#[test]
fn a_restriction_that_no_period_holds_is_a_guess() {
    for text in [
        "周一至周五 9:00-12:00 除周三",
        "周一至周五9:00-12:00，除周三下午",
        "每月第一个周一 9:00-12:00",
        "第一个周一9:00-12:00",
        "单周周一9:00-12:00",
        "工作日9:00-12:00，每周三暂停对外办公",
        "工作日9:00-12:00，7月整修停办",
    ] {
        let reading = read(text);
        assert_eq!(
            reading.guess,
            Some(Guess::Unrestricted),
            "{text}: {reading:?}"
        );
        assert!(
            reading.value.is_some_and(|hours| hours.text.is_some()),
            "{text}"
        );
    }
    assert_eq!(read("每周一至周五9:00-12:00").guess, None);
    assert_eq!(read("工作日9:00-12:00，法定节假日休息").guess, None);
}

#[test]
fn a_time_with_unclear_minutes_is_not_the_full_hour() {
    assert!(!line("上午九点三五至十二点").contains("09:00"));
    assert_eq!(line("九点三十至十二点"), line("9:30-12:00"));
}

#[test]
fn the_rest_of_the_year_is_another_season() {
    let hours = read("7月、8月：8:00-12:00；其他时间：8:30-12:00")
        .value
        .unwrap();
    let seasons: Vec<_> = hours
        .periods
        .iter()
        .filter_map(|period| period.season.as_deref())
        .collect();
    assert_eq!(seasons, ["7月、8月", "其他时间"]);
    // Days that are put off for a holiday are not the holiday.
    let hours = read("每月6日、16日（遇法定节假日顺延）9:00-11:30")
        .value
        .unwrap();
    assert!(
        hours.periods.iter().all(|period| period.days.is_empty()),
        "{hours:?}"
    );
    assert!(hours.text.is_some());
}

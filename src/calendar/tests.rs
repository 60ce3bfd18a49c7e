use super::*;
use crate::testing::{fresh, read, rows};

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    year: Vec<HolidayYear>,
}

fn file() -> File {
    toml::from_str(&read("src/calendar/holidays.toml")).unwrap()
}

#[test]
fn the_table_of_notices_is_fresh() {
    let mut table =
        "//! The notices of `holidays.toml`: by year, the days that depart from the week, and \
        whether they\n//! are worked.\n//!\n//! Generated from it: \
        `UPDATE=1 cargo test --all-features --lib table`.\n\n\
        pub(super) static NOTICES: &[(i32, &[(i32, bool)])] = &[\n"
            .to_owned();
    for year in &file().year {
        let mut calendar = WorkCalendar::default();
        calendar.add(year).unwrap();
        let days = calendar.years[&year.year].iter();
        let days = rows(days.map(|day| format!("{day:?}")));
        table.push_str(&format!("({}, &[\n{days}]),\n", year.year));
    }
    table.push_str("];\n");
    fresh("src/calendar/table.rs", &table);
}

#[test]
fn the_embedded_notices_are_sound() {
    let file = file();
    let mut calendar = WorkCalendar::default();
    for year in &file.year {
        assert!(year.source.is_some(), "{} has no source", year.year);
        assert!(
            !calendar.years.contains_key(&year.year),
            "{} is there twice",
            year.year
        );
        calendar.add(year).unwrap();
        for work in year.holidays.iter().flat_map(|holiday| &holiday.work) {
            assert!(is_weekend(day(work)), "{work} is worked anyway");
        }
    }
    let years: Vec<i32> = calendar.years.keys().copied().collect();
    let (first, last) = (years[0], years[years.len() - 1]);
    assert_eq!(
        years,
        (first..=last).collect::<Vec<_>>(),
        "a year is left out"
    );
    assert_eq!(calendar.years, WorkCalendar::built_in().years);
}

#[test]
fn a_year_has_about_250_working_days() {
    let calendar = WorkCalendar::built_in();
    for year in 2004..=2025 {
        let days = calendar.working_days(
            day(&format!("{}-12-31", year - 1)),
            day(&format!("{year}-12-31")),
        );
        let days = days.unwrap();
        // The law gives 10 to 13 holidays a year; the other days off are worked in exchange.
        assert!(
            (247..=254).contains(&days),
            "{year} has {days} working days"
        );
    }
}

#[test]
fn weekends_holidays_and_make_up_days() {
    let calendar = WorkCalendar::built_in();
    for (date, worked) in [
        ("2026-11-27", true),
        ("2026-11-28", false),
        ("2026-10-01", false),
        ("2026-10-10", true),
        ("2005-12-31", true),
        ("2018-12-29", true),
        ("2018-12-31", false),
        ("2020-01-31", false),
        ("2024-02-09", true),
    ] {
        assert_eq!(calendar.is_working_day(day(date)), Ok(worked), "{date}");
    }
}

#[test]
fn days_are_counted_after_the_first() {
    let calendar = WorkCalendar::built_in();
    let count = |from, to| calendar.working_days(day(from), day(to));
    assert_eq!(count("2026-11-02", "2026-11-02"), Ok(0));
    assert_eq!(count("2026-11-02", "2026-11-09"), Ok(5));
    assert_eq!(count("2026-11-09", "2026-11-02"), Ok(0));
    // From the eve of National Day: 8 and 9 October, and the 10th, which is worked.
    assert_eq!(count("2026-09-30", "2026-10-11"), Ok(3));
    for (from, number, to) in [
        ("2026-09-30", 0, "2026-09-30"),
        ("2026-09-30", 1, "2026-10-08"),
        ("2026-09-30", 3, "2026-10-10"),
        ("2026-09-30", 4, "2026-10-12"),
    ] {
        assert_eq!(calendar.working_day_after(day(from), number), Ok(day(to)));
    }
}

#[test]
fn counting_and_adding_agree() {
    let calendar = WorkCalendar::built_in();
    for from in day("2017-12-25").iter_days().take(800) {
        for count in [1, 5, 20, 45] {
            let to = calendar.working_day_after(from, count).unwrap();
            assert_eq!(
                calendar.working_days(from, to),
                Ok(count),
                "{from} and {count}"
            );
            assert_eq!(calendar.is_working_day(to), Ok(true));
        }
    }
}

#[test]
fn a_year_without_a_notice_is_not_guessed() {
    let calendar = WorkCalendar::built_in();
    let last = *calendar.years.keys().last().unwrap();
    let unknown = Err(UnknownYear { year: last + 1 });
    assert_eq!(
        calendar.is_working_day(day(&format!("{}-01-04", last + 1))),
        unknown
    );
    // The notice of the next year may change the end of December.
    assert_eq!(
        calendar.is_working_day(day(&format!("{last}-12-29"))),
        unknown
    );
    assert!(
        calendar
            .is_working_day(day(&format!("{last}-12-28")))
            .is_ok()
    );
    assert!(
        calendar
            .working_day_after(day(&format!("{last}-12-20")), 20)
            .is_err()
    );
    assert!(
        calendar
            .working_days(NaiveDate::MIN, NaiveDate::MAX)
            .is_err()
    );
    assert!(calendar.working_day_after(NaiveDate::MAX, 1).is_err());
}

#[test]
fn a_user_adds_a_year_or_replaces_one() {
    let year = |text: &str| toml::from_str::<HolidayYear>(text).unwrap();
    let added = year(
        "year = 2031\nholidays = [{ from = \"2030-12-31\", to = \"2031-01-01\", work = [\"2031-01-04\"] }]",
    );
    let calendar = WorkCalendar::built_in().clone().with(&[added]).unwrap();
    assert_eq!(calendar.is_working_day(day("2031-01-04")), Ok(true));
    assert_eq!(calendar.is_working_day(day("2031-01-01")), Ok(false));
    // 2030 has no notice of its own.
    assert_eq!(
        calendar.is_working_day(day("2030-12-31")),
        Err(UnknownYear { year: 2030 })
    );

    let none = year("year = 2026");
    let calendar = calendar.with(&[none]).unwrap();
    assert_eq!(calendar.is_working_day(day("2026-10-01")), Ok(true));
}

#[test]
fn a_wrong_row_is_refused() {
    for (from, to, why) in [
        (
            "2027-2-5",
            "2027-02-11",
            "2027-2-5 is not a date such as 2027-02-05",
        ),
        (
            "2027-02-30",
            "2027-03-01",
            "2027-02-30 is not a date such as 2027-02-05",
        ),
        (
            "2027-02-11",
            "2027-02-05",
            "2027-02-05 is before 2027-02-11",
        ),
        (
            "2026-02-05",
            "2027-02-11",
            "2026-02-05 is not a day of 2027",
        ),
        (
            "2026-12-28",
            "2027-01-01",
            "2026-12-28 is not a day of 2027",
        ),
    ] {
        let row = HolidayYear {
            year: 2027,
            holidays: vec![Holiday {
                from: from.to_owned(),
                to: to.to_owned(),
                ..Holiday::default()
            }],
            ..HolidayYear::default()
        };
        let fault = WorkCalendar::default().with(&[row]).unwrap_err();
        assert_eq!(fault.get(crate::i18n::Language::English), why);
        assert!(!fault.get(crate::i18n::Language::Chinese).contains(" is "));
    }
}

#[test]
fn weekdays_leave_weekends_out() {
    // 2026-11-02 is a Monday.
    assert_eq!(weekdays(day("2026-11-02"), day("2026-11-02")), 0);
    assert_eq!(weekdays(day("2026-11-02"), day("2026-11-09")), 5);
    assert_eq!(weekdays(day("2026-11-06"), day("2026-11-09")), 1);
    assert_eq!(weekdays(day("2026-11-07"), day("2026-11-18")), 8);
    assert_eq!(weekdays(day("2026-11-09"), day("2026-11-02")), 0);
}

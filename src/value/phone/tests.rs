use super::*;
use proptest::prelude::*;

/// The phones of a text as `number转extension（note）`, and what is unread.
fn lines(text: &str) -> (Vec<String>, Vec<String>) {
    let reading = read(text);
    let phones = reading.value.unwrap_or_default();
    let line = |phone: &Phone| write(std::slice::from_ref(phone));
    (phones.iter().map(line).collect(), reading.unread)
}

#[test]
fn reads_one_number() {
    for (text, line) in [
        ("0770-2881234", "0770-2881234"),
        ("020-38350000转1", "020-38350000转1"),
        ("（0662）3680000", "0662-3680000"),
        ("(8620)2236 0000", "020-22360000"),
        ("(8620) 81210000", "020-81210000"),
        ("86 20 87510000", "020-87510000"),
        ("+86-20-87510000", "020-87510000"),
        ("+8613800138000", "13800138000"),
        ("020--12345-1", "020-12345转1"),
        ("020—12366-2-4", "020-12366转2-4"),
        ("400-7000-691", "400-700-0691"),
        ("4000390200", "400-039-0200"),
        ("12345", "12345"),
        ("95598", "95598"),
        ("110", "110"),
        ("12333-9-0", "12333转9-0"),
        ("138-0013-8000", "13800138000"),
        ("07702881350", "0770-2881350"),
        ("０７７０－２８８１３５０", "0770-2881350"),
        ("0771-12333转区本级", "0771-12333（转区本级）"),
        ("020-8923 2800", "020-89232800"),
        ("020- 83835320", "020-83835320"),
        ("37885000", "37885000"),
        ("020-87300560-825", "020-87300560转825"),
        ("0770-2881234转9转0", "0770-2881234转9-0"),
        ("0770-2881234，按1键", "0770-2881234转1"),
        ("0770-2881234分机8012", "0770-2881234转8012"),
        ("咨询电话0770-3235000", "0770-3235000"),
        ("1.电话咨询：0770-2823210", "0770-2823210"),
        ("投诉电话:020-81830000；", "020-81830000"),
        ("Tel:0770-2881234", "0770-2881234"),
        ("12345热线", "12345"),
        ("12345政务服务便民热线", "12345"),
        ("02012345", "020-12345"),
        ("0770-2881234...展开", "0770-2881234"),
    ] {
        assert_eq!(lines(text).0, [line], "{text}");
    }
}

#[test]
fn reads_several_numbers() {
    for (text, expected) in [
        (
            "0770-2821710/2823310",
            &["0770-2821710", "0770-2823310"][..],
        ),
        ("020-83130000、83130001", &["020-83130000", "020-83130001"]),
        ("020-83130000，020-12348", &["020-83130000", "020-12348"]),
        ("拨打12348或020-86350000", &["12348", "020-86350000"]),
        ("020-12333-9-1、2-1", &["020-12333转9-1", "020-12333转2-1"]),
        ("020-12333-9-1或2-3", &["020-12333转9-1", "020-12333转2-3"]),
        (
            "省厅：020-86350000、86350001；广州：020-83100000；深圳：0755-88120000",
            &[
                "020-86350000（省厅）",
                "020-86350001（省厅）",
                "020-83100000（广州）",
                "0755-88120000（深圳）",
            ],
        ),
        (
            "电话咨询：020-37620000（本科），020-37620001（专科、高职）。",
            &["020-37620000（本科）", "020-37620001（专科、高职）"],
        ),
        (
            "办证中心咨询电话：020-37280000，业务处室咨询电话：020-37280001",
            &["020-37280000（办证中心）", "020-37280001（业务处室）"],
        ),
        ("020-83820000-12345", &["020-83820000", "12345"]),
    ] {
        let (found, unread) = lines(text);
        assert_eq!(
            (found.as_slice(), unread.len()),
            (
                &expected
                    .iter()
                    .map(|line| (*line).to_owned())
                    .collect::<Vec<_>>()[..],
                0
            ),
            "{text}"
        );
    }
    assert_eq!(
        read("大厅电话：020-37880000、许可处电话：37880001").guess,
        Some(Guess::SharedAreaCode)
    );
}

#[test]
fn takes_no_other_numbers() {
    let text = "咨询地址：某市中山路110号12楼1516室。咨询电话：020-86350000，受理时间：周一至周五上午08:30-12:00，\
        下午14:00-17:30。网址：http://a.example/12345678/0770-2881234。邮箱：441472510@example.com，邮编：510600，QQ：12345678";
    assert_eq!(lines(text).0, ["020-86350000"]);
    for text in [
        "0000abcd",
        "8:00-12:00",
        "乘103路、110路公交车",
        "国发〔2012〕12345号",
        "2024-03-01",
        "一楼",
        "99999999999999999999999",
    ] {
        assert_eq!(read(text).value, None, "{text}");
    }
    assert!(read("无").empty);
}

#[test]
fn leaves_the_rest_unread() {
    assert_eq!(lines("某局，电话咨询：0770-2881234").1, ["某局"]);
    assert!(
        lines("020-83820000（工作日：8:00-12:00）")
            .1
            .join("")
            .contains("8:00-12:00")
    );
}

#[test]
fn knows_impossible_numbers() {
    let fault = |number| fault(&Phone::new(number));
    for right in [
        "020-12345",
        "12345",
        "110",
        "400-700-0691",
        "13800138000",
        "0770-2881234",
        "020-88888888",
        "95598",
        "0770-95007",
        "2881234",
    ] {
        assert_eq!(fault(right), None, "{right}");
    }
    assert_eq!(
        fault("020-327605400"),
        Some(PhoneFault::WrongLength {
            digits: 9,
            expected: &[8]
        })
    );
    assert_eq!(
        fault("0770-28250000"),
        Some(PhoneFault::WrongLength {
            digits: 8,
            expected: &[7]
        })
    );
    assert_eq!(fault("0020-12366"), Some(PhoneFault::UnknownAreaCode));
    assert_eq!(
        fault("020-37288"),
        Some(PhoneFault::WrongLength {
            digits: 5,
            expected: &[8]
        })
    );
    assert_eq!(fault("0770-1234567"), Some(PhoneFault::Filler));
    assert_eq!(fault("11111"), Some(PhoneFault::Filler));
    assert_eq!(fault("0770-0881234"), Some(PhoneFault::NoSuchNumber));
    for unreadable in ["0000abcd", "", "请见附件", "0770-2881234、0770-2881235"] {
        assert_eq!(
            fault(unreadable),
            Some(PhoneFault::Unreadable),
            "{unreadable}"
        );
    }
    assert!(fault("020-327605400").is_some_and(PhoneFault::is_impossible));
}

#[test]
fn kinds_of_numbers_and_equal_lines_are_recognised() {
    let phone = Phone::new;
    assert!(is_mobile(&phone("138 0013 8000")) && !is_mobile(&phone("12345")));
    assert!(is_service(&phone("020-12345")) && is_service(&phone("4007000691")));
    assert!(!same_line(&phone("13800138000"), &phone("13800138001")));
    assert!(same_line(&phone("138 0013 8000"), &phone("13800138000")));
    let mut other = phone("12345");
    other.extension = Some("1".to_owned());
    assert!(!same_line(&phone("12345"), &other));
}

#[test]
fn each_error_in_a_number_is_recognised() {
    let fault = |number| fault(&Phone::new(number));
    assert_eq!(fault("0770-2881234"), None);
    assert_eq!(fault("0099-2881234"), Some(PhoneFault::UnknownAreaCode));
    assert!(matches!(
        fault("020-3607000"),
        Some(PhoneFault::WrongLength { digits: 7, .. })
    ));
    assert_eq!(fault("0000abcd"), Some(PhoneFault::Unreadable));
    assert_eq!(fault("770-2881234"), Some(PhoneFault::LostZero));
    assert_eq!(fault("0770-.2881234"), Some(PhoneFault::StrayMark));
}

#[test]
fn lines_are_compared_by_what_is_dialled() {
    let same = |a, b| same_line(&Phone::new(a), &Phone::new(b));
    assert!(same("(020)38350000", "38350000") && !same("020-38350000", "0755-38350000"));
    assert_eq!(
        area_code(&Phone::new("(0770)2881234")).as_deref(),
        Some("0770")
    );
    assert_eq!(area_code(&Phone::new("12345")), None);
}

proptest! {
    #[test]
    fn never_panics(text in any::<String>(), shaped in "[0-9１（）() \\-—、/；：:转按号室.a@电话]{0,60}") {
        let _ = (read(&text), read(&shaped));
        let _ = (fault(&Phone::new(text)), is_mobile(&Phone::new(shaped)));
    }

    #[test]
    fn reads_what_it_writes(shaped in "(((省厅|甲局|电话)：)?(0770-28812[0-9]{2}|020-8881[0-9]{4}|12345|13800138[0-9]{3}|8881234[0-9]|400700069[0-9])(转[0-9]{1,4}|-[1-9](-[0-9])?)?(（[甲乙丙]{1,3}）)?[、；/，]){1,5}") {
        if let Some(phones) = read(&shaped).value {
            prop_assert_eq!(read(&write(&phones)).value, Some(phones));
        }
    }
}

/// The fast path returns what reading would return.
#[test]
fn usual_spellings_need_no_reading() {
    let lines = area_code::all().iter().flat_map(|area| {
        let local = |digits: usize| "28812345".get(..digits).unwrap();
        (area.digits.iter()).map(move |digits| format!("{}-{}", area.code, local(*digits)))
    });
    let others = [
        "13800138000",
        "19912345678",
        "12345",
        "95598",
        "96110",
        "10086",
    ];
    for number in lines.chain(others.map(str::to_owned)) {
        assert!(is_canonical(&number), "{number}");
        let reading = read(&number);
        assert_eq!(reading.value.unwrap(), [Phone::new(&number)], "{number}");
        assert!(reading.unread.is_empty(), "{number}");
        let Some((area, local)) = number.split_once('-') else {
            continue;
        };
        for written in [format!("({area}){local}"), format!("（{area}）{local}")] {
            assert_eq!(in_brackets(&written), Some((area, local)));
            let reading = read(&written);
            assert_eq!(reading.value.unwrap(), [Phone::new(&number)], "{written}");
            assert!(reading.unread.is_empty() && reading.guess.is_none());
        }
    }
    for number in [
        "(020)3835000",
        "(099)2881234",
        "(0770)12345",
        "(0770)-2881234",
    ] {
        assert_eq!(in_brackets(number), None, "{number}");
    }
    for number in [
        "020-3835000",
        "0099-2881234",
        "０２０-38350000",
        "1380013800",
        "020-12345",
    ] {
        assert!(!is_canonical(number), "{number}");
    }
}

#[test]
fn lost_zeros_and_stray_marks_are_corrected_with_a_guess() {
    for (text, number, guess) in [
        ("770-2883116", "0770-2883116", Some(Guess::AreaZeroLost)),
        ("（770）2883116", "0770-2883116", Some(Guess::AreaZeroLost)),
        (
            "咨询电话：20-83331234",
            "020-83331234",
            Some(Guess::AreaZeroLost),
        ),
        ("0770-.2823500", "0770-2823500", Some(Guess::StrayMark)),
        ("0770-2883116", "0770-2883116", None),
        ("0770--2883116", "0770-2883116", None),
        // Shenzhen has eight digits: this is not a number that lost its zero.
        ("755-2883116", "2883116", None),
        ("400-700-0691", "400-700-0691", None),
    ] {
        let reading = read(text);
        assert_eq!(reading.value.unwrap()[0].number, number, "{text}");
        assert_eq!(reading.guess, guess, "{text}");
    }
}

#[test]
fn a_number_that_a_spreadsheet_rounded_is_not_read() {
    for text in ["1.3800138E10", "1.38001E+10", " 7.702812345e9 "] {
        assert_eq!(read(text), Parsed::unread(text), "{text}");
    }
}

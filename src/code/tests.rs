use schemars::schema_for;
use serde::{Deserialize, Serialize};

use super::*;
use crate::vocabulary::{ItemType, Level, Vocabulary};

/// Codes in use: the code, the credit code inside, the level, the parts of the base code, the tail.
const REAL: &str = "
    11440000006939756B2440101007000   right     2 44/01/01/007/000 -
    11440000006940116U2440102002003   right     2 44/01/02/002/003 -
    11440000006940116U244010200300103 right     2 44/01/02/003/001 03
    11440000006940116U200010500400006 right     2 00/01/05/004/000 06
    11440000MB2C87614P200016801800001 right     2 00/01/68/018/000 01
    11440000006941354C200073000100002 right     2 00/07/30/001/000 02
    11440000006940116U200100500100002 right     2 00/10/05/001/000 02
    11440000006939844R200071801700006 right     2 00/07/18/017/000 06
    11440100007482575H3440118009000   right     3 44/01/18/009/000 -
    11440000MB2D0164XH2440289876000   right     2 44/02/89/876/000 -
    11440100007483172Q3440106029005   right     3 44/01/06/029/005 -
    1144000000748373843440107001000   right     3 44/01/07/001/000 -
    13440000455857174Y2442169017000   right     2 44/21/69/017/000 -
    11440300MB2C94128A3440217281000   right     3 44/02/17/281/000 -
    11440300MB2D0722464440127028001   right     4 44/01/27/028/001 -
    114403006939513773344201505200802 right     3 44/20/15/052/008 02
    11500109552015745B4502014001000   right     4 50/20/14/001/000 -
    11500000009277567B400010914000916 right     4 00/01/09/140/009 16
    11450000007565194H200011501500504 right     2 00/01/15/015/005 04
    11420000777570977B200073900100001 right     2 00/07/39/001/000 01
    11420100MB0889006F342201722700001 right     3 42/20/17/227/000 01
    TE440000GD030003VV2442199374000   temporary 2 44/21/99/374/000 -
    13440000515356094L2442199643000   wrong     2 44/21/99/643/000 -
    11440300007542785T4440709003000   wrong     4 44/07/09/003/000 -
";

/// One row of [`REAL`].
struct Real {
    code: &'static str,
    credit: &'static str,
    level: char,
    base: [&'static str; 5],
    tail: &'static str,
}

fn real() -> impl Iterator<Item = Real> {
    let rows = REAL.lines().filter(|row| !row.trim().is_empty());
    rows.map(|row| {
        let cells: Vec<_> = row.split_whitespace().collect();
        let base: Vec<_> = cells[3].split('/').collect();
        Real {
            code: cells[0],
            credit: cells[1],
            level: cells[2].parse().unwrap(),
            base: base.try_into().unwrap(),
            tail: cells[4].trim_matches('-'),
        }
    })
}

/// Texts that are not codes, of lengths that codes have and others.
fn odd_texts() -> Vec<String> {
    let mut texts: Vec<String> = [
        "", " ", "\0", "🙂", "无", "-", "TE", "Y", "00Y", "é", "\u{feff}",
    ]
    .into_iter()
    .map(str::to_owned)
    .collect();
    for letter in [
        '0', '９', '🙂', 'y', 'Y', 'Z', '-', '\u{200b}', '\u{0301}', '甲', 'ß',
    ] {
        for length in [1, 2, 6, 8, 9, 10, 12, 18, 31, 33, 36, 1000] {
            texts.push(letter.to_string().repeat(length));
        }
    }
    for Real { code, .. } in real() {
        for letter in ['１', '🙂', 'y', 'Y', ' ', '-', 'I', '\u{200b}'] {
            for place in 0..=code.len() {
                let (before, after) = code.split_at(place);
                texts.push(format!("{before}{letter}{after}"));
                let rest: String = after.chars().skip(1).collect();
                texts.push(format!("{before}{letter}{rest}"));
            }
        }
        texts.extend((0..code.len()).map(|end| code.chars().take(end).collect()));
    }
    texts
}

#[test]
fn real_codes_come_apart() {
    for Real {
        code: text,
        credit,
        level,
        base: known,
        tail,
    } in real()
    {
        assert_eq!(text.len(), 31 + tail.len());
        let implementation = if tail.is_empty() {
            ImplementationCode::new(text)
        } else {
            let handling = HandlingCode::new(text);
            let parts = handling.parts().unwrap();
            assert_eq!(parts.sequence, tail);
            assert_eq!(handling.sequence(), Some(tail));
            let implementation = handling.implementation_code().unwrap();
            assert_eq!(parts.implementation_code, implementation.as_str());
            assert_eq!(Ok(parts.implementation), implementation.parts());
            implementation
        };
        let parts = implementation.parts().unwrap();
        assert_eq!(parts.level_digit, level);
        assert_eq!(implementation.level_digit(), Some(level));
        let base = implementation.base_code().unwrap();
        assert_eq!(base.as_str(), parts.base_code);
        assert_eq!(base.parts(), Ok(parts.base));
        let of_base = parts.base;
        assert_eq!(
            [
                of_base.prefix,
                of_base.item_type,
                of_base.department,
                of_base.main,
                of_base.sub
            ],
            known
        );
        assert!(!of_base.is_directory_node);
        assert_eq!(of_base.is_national(), known[0] == "00");
        assert_eq!(of_base.is_sub_item(), known[4] != "000");
        if of_base.is_national() {
            assert!(ItemType::recognise(of_base.item_type).is_some());
        }
        let code = implementation.credit_code().unwrap();
        assert_eq!(code.as_str(), parts.credit_code);
        match credit {
            "right" => {
                assert_eq!(code.check().unwrap(), code.parts().unwrap());
                assert_eq!(code.faults(), []);
                assert!(code.organization_code().unwrap().check().is_ok());
                assert!(code.division().unwrap().province().is_some());
            }
            "temporary" => {
                assert!(code.is_temporary());
                assert_eq!(code.check(), Err(CodeFault::Temporary));
                assert_eq!(code.faults(), [CodeFault::Temporary]);
            }
            _ => {
                assert!(code.parts().is_ok());
                assert!(matches!(
                    code.check(),
                    Err(CodeFault::CheckCharacter { position: 18, .. })
                ));
            }
        }
    }
}

#[test]
fn a_wrong_credit_code_tells_both_check_characters() {
    let faults = CreditCode::new("13440000515356094L").faults();
    assert_eq!(faults.len(), 2);
    assert_eq!(
        faults[0],
        CodeFault::CheckCharacter {
            position: 18,
            expected: 'A',
            found: 'L'
        }
    );
    assert!(matches!(
        faults[1],
        CodeFault::OrganizationCheck { found: '4', .. }
    ));
    assert_eq!(faults[0].chinese(), "第18位校验码应为“A”，实际为“L”");
    assert_eq!(
        CreditCode::new("91350211M0000XUF46").check(),
        Err(CodeFault::CheckCharacter {
            position: 18,
            expected: 'R',
            found: '6'
        }),
    );
}

#[test]
fn one_changed_character_of_a_credit_code_is_found() {
    for Real {
        code: text, credit, ..
    } in real()
    {
        if credit != "right" {
            continue;
        }
        for place in 0..18 {
            for letter in "0123456789ABCDEFGHJKLMNPQRTUWXY".chars() {
                let changed: String = text
                    .chars()
                    .take(18)
                    .enumerate()
                    .map(|(at, kept)| if at == place { letter } else { kept })
                    .collect();
                let same = text.starts_with(&changed);
                assert_eq!(
                    CreditCode::from(changed.as_str()).check().is_ok(),
                    same,
                    "{changed}"
                );
            }
        }
    }
}

#[test]
fn credit_codes_keep_to_their_alphabet() {
    let wrong = |text: &str| CreditCode::new(text).check().unwrap_err();
    assert_eq!(
        wrong(""),
        CodeFault::WrongLength {
            expected: &[18],
            found: 0
        }
    );
    assert_eq!(
        wrong("TE"),
        CodeFault::WrongLength {
            expected: &[18],
            found: 2
        }
    );
    assert_eq!(
        wrong("1144000000693975SB"),
        CodeFault::WrongCharacter {
            position: 17,
            found: 'S',
            allowed: Allowed::CreditCharacter
        },
    );
    assert_eq!(
        wrong("1144A000006939756B"),
        CodeFault::WrongCharacter {
            position: 5,
            found: 'A',
            allowed: Allowed::Digit
        },
    );
    assert_eq!(wrong("11440000006939756b").position(), Some(18));
}

#[test]
fn the_node_mark_stands_only_in_its_place() {
    assert!(
        BaseCode::new("44010200200Y")
            .parts()
            .unwrap()
            .is_directory_node
    );
    assert!(!BaseCode::new("44010200200Y").parts().unwrap().is_sub_item());
    assert_eq!(
        BaseCode::new("44010200201Y").parts(),
        Err(CodeFault::MisplacedNodeMark { position: 12 }),
    );
    assert_eq!(
        BaseCode::new("4401020020Y0")
            .parts()
            .unwrap_err()
            .position(),
        Some(11)
    );
    let node = ImplementationCode::new("11440000006940116U244010200200Y");
    assert!(node.parts().unwrap().base.is_directory_node);
    assert_eq!(
        ImplementationCode::new("11440000006940116U244010200210Y").parts(),
        Err(CodeFault::MisplacedNodeMark { position: 31 }),
    );
}

#[test]
fn level_and_sequence_have_bounds() {
    let level =
        |digit: char| ImplementationCode::new(format!("11440000006940116U{digit}440102002003"));
    for digit in '0'..='9' {
        assert_eq!(level(digit).parts().is_ok(), ('1'..='7').contains(&digit));
        assert_eq!(level(digit).level_digit(), Some(digit));
    }
    assert_eq!(level('A').level_digit(), None);
    assert_eq!(
        level('0').parts(),
        Err(CodeFault::WrongCharacter {
            position: 19,
            found: '0',
            allowed: Allowed::Level
        }),
    );
    assert_eq!(
        HandlingCode::new("11440000006940116U244010200300100").parts(),
        Err(CodeFault::ZeroSequence { position: 32 }),
    );
    assert_eq!(
        HandlingCode::new("11440000006940116U2440102003001Y1")
            .parts()
            .unwrap_err()
            .position(),
        Some(32),
    );
}

#[test]
fn organization_codes_may_have_a_hyphen() {
    let plain = OrganizationCode::new("006939756");
    let hyphen = OrganizationCode::new("00693975-6");
    assert_eq!(plain.check(), hyphen.check());
    assert!(plain.check().is_ok());
    assert_eq!(
        OrganizationCode::new("MB2D0164X").check().unwrap().check,
        'X'
    );
    assert_eq!(
        OrganizationCode::new("00693975-7").check(),
        Err(CodeFault::CheckCharacter {
            position: 10,
            expected: '6',
            found: '7'
        }),
    );
    assert!(matches!(
        OrganizationCode::new("00693975-").parts(),
        Err(CodeFault::WrongLength { found: 9, .. }),
    ));
}

#[test]
fn divisions_have_a_province_and_a_level() {
    let level = |text: &str| DivisionCode::new(text).level();
    assert_eq!(level("100000"), Some(Level::National));
    assert_eq!(level("440000"), Some(Level::Provincial));
    assert_eq!(level("440000000000"), Some(Level::Provincial));
    assert_eq!(level("440300"), Some(Level::Municipal));
    assert_eq!(level("440305"), Some(Level::County));
    assert_eq!(level("440305001"), Some(Level::Township));
    assert_eq!(level("440305001000"), Some(Level::Township));
    assert_eq!(level("440305001002"), Some(Level::Village));
    assert_eq!(level("44030"), None);
    assert_eq!(level("４４０３０５"), None);
    assert_eq!(DivisionCode::new("999999").province(), None);
    assert_eq!(
        DivisionCode::new("820000").province(),
        Some(("82", "澳门特别行政区"))
    );
    assert_eq!(DivisionCode::new("广东").province(), None);
    let code = DivisionCode::new("440305001");
    let parts = code.parts().unwrap();
    assert_eq!(
        (parts.province, parts.city, parts.county),
        ("44", "03", "05")
    );
    assert_eq!((parts.town, parts.village), (Some("001"), None));
}

#[test]
fn odd_texts_are_kept_and_answered() {
    for text in odd_texts() {
        let base = BaseCode::from(text.as_str());
        let implementation = ImplementationCode::from(text.as_str());
        let handling = HandlingCode::from(text.as_str());
        let credit = CreditCode::from(text.as_str());
        let organization = OrganizationCode::from(text.as_str());
        let division = DivisionCode::from(text.as_str());
        assert_eq!(base.to_string(), text);
        assert_eq!(handling.as_str(), text);

        let length = text.chars().count();
        let faults = [
            base.parts().map(|_| 12).map_err(|fault| (fault, 12)),
            implementation
                .parts()
                .map(|_| 31)
                .map_err(|fault| (fault, 31)),
            handling.parts().map(|_| 33).map_err(|fault| (fault, 33)),
            credit.parts().map(|_| 18).map_err(|fault| (fault, 18)),
            credit.check().map(|_| 18).map_err(|fault| (fault, 18)),
            organization
                .check()
                .map(|_| length)
                .map_err(|fault| (fault, length)),
            division
                .parts()
                .map(|_| length)
                .map_err(|fault| (fault, length)),
        ];
        for answer in faults {
            match answer {
                Ok(expected) => assert_eq!(length, expected, "{text:?}"),
                Err((fault, _)) => {
                    assert!(!fault.chinese().is_empty() && !fault.to_string().is_empty());
                    assert!(
                        fault
                            .position()
                            .is_none_or(|position| (1..=length).contains(&position))
                    );
                    assert!(
                        fault
                            .code()
                            .chars()
                            .all(|c| c == '_' || c.is_ascii_lowercase())
                    );
                }
            }
        }
        let cuts = (
            base.main_item().is_some(),
            implementation.base_code(),
            handling.sequence(),
        );
        assert_eq!(cuts.0, text.is_ascii() && length == 12);
        assert_eq!(cuts.1.is_some(), text.is_ascii() && length == 31);
        assert_eq!(cuts.2.is_some(), text.is_ascii() && length == 33);
        let _ = (implementation.level_digit(), implementation.credit_code());
        let _ = (
            handling.implementation_code(),
            credit.faults(),
            credit.division(),
        );
        let _ = (
            credit.organization_code(),
            division.level(),
            division.province(),
        );
    }
}

#[test]
fn faults_speak_plainly() {
    let chinese = |text: &str| BaseCode::new(text).parts().unwrap_err().chinese();
    assert_eq!(chinese(""), "没有填写");
    assert_eq!(chinese("44010100700"), "长度应为12位，实际为11位");
    assert_eq!(
        chinese("４40101007000"),
        "第1位“４”有误，应为数字（全角字符应改为半角）"
    );
    assert_eq!(
        chinese("44010100700y"),
        "第12位“y”有误，应为数字或大写字母Y（小写字母应改为大写）"
    );
    assert_eq!(
        chinese("44010100 000"),
        "第9位“U+0020”有误，应为数字（空白字符应删去）"
    );
    let fault = DivisionCode::new("4401").parts().unwrap_err();
    assert_eq!(fault.chinese(), "长度应为6位、9位或12位，实际为4位");
    assert_eq!(
        fault.to_string(),
        "the code has 4 characters, expected 6, 9 or 12"
    );
    let fault = BaseCode::new("4401O1007000").parts().unwrap_err();
    assert_eq!(fault.to_string(), "character 5 is O, expected a digit");
}

#[test]
fn codes_are_plain_strings_outside() {
    #[derive(Debug, PartialEq, Serialize, Deserialize)]
    struct Holder {
        base: BaseCode,
        handling: Vec<HandlingCode>,
    }
    for text in ["44010200200Y", "", "🙂\n“１”"] {
        let holder = Holder {
            base: text.into(),
            handling: vec![text.into()],
        };
        let json = serde_json::to_string(&holder).unwrap();
        assert_eq!(serde_json::from_str::<Holder>(&json).unwrap(), holder);
        let toml = toml::to_string(&holder).unwrap();
        assert_eq!(toml::from_str::<Holder>(&toml).unwrap(), holder);
    }
    let schema = schema_for!(CreditCode);
    assert_eq!(schema.get("type").unwrap(), "string");
    assert_eq!(schema.get("title").unwrap(), CreditCode::NAME);
    assert!(schema.get("description").unwrap().is_string());
    assert_eq!(schema.get("pattern").unwrap(), CreditCode::PATTERN);
}

//! 行政区划代码, the code of an administrative division.

use super::fault::{Allowed, CodeFault};
use super::written::{cut, verify, written_code};
use crate::vocabulary::Level;

/// The provinces by the first two digits of their code (GB/T 2260).
const PROVINCES: [(&str, &str); 34] = [
    ("11", "北京市"),
    ("12", "天津市"),
    ("13", "河北省"),
    ("14", "山西省"),
    ("15", "内蒙古自治区"),
    ("21", "辽宁省"),
    ("22", "吉林省"),
    ("23", "黑龙江省"),
    ("31", "上海市"),
    ("32", "江苏省"),
    ("33", "浙江省"),
    ("34", "安徽省"),
    ("35", "福建省"),
    ("36", "江西省"),
    ("37", "山东省"),
    ("41", "河南省"),
    ("42", "湖北省"),
    ("43", "湖南省"),
    ("44", "广东省"),
    ("45", "广西壮族自治区"),
    ("46", "海南省"),
    ("50", "重庆市"),
    ("51", "四川省"),
    ("52", "贵州省"),
    ("53", "云南省"),
    ("54", "西藏自治区"),
    ("61", "陕西省"),
    ("62", "甘肃省"),
    ("63", "青海省"),
    ("64", "宁夏回族自治区"),
    ("65", "新疆维吾尔自治区"),
    ("71", "台湾省"),
    ("81", "香港特别行政区"),
    ("82", "澳门特别行政区"),
];

written_code! {
    /// Code of an administrative division: 行政区划代码 (GB/T 2260); for townships and villages the
    /// exchange columns `town_code` and `village_code`.
    ///
    /// Six digits down to the county, nine for a township, twelve for a village.
    DivisionCode, "行政区划代码", "Code of an administrative division (GB/T 2260): 6, 9 or 12 digits.",
    "^[0-9]{6}([0-9]{3}([0-9]{3})?)?$",
    6..=12
}

/// The parts of a [`DivisionCode`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct DivisionCodeParts<'a> {
    /// Province (省), two digits.
    pub province: &'a str,
    /// City (市), two digits; `00` for a province.
    pub city: &'a str,
    /// County (县), two digits; `00` for a province or a city.
    pub county: &'a str,
    /// Township (乡镇、街道), three digits, if the code has them.
    pub town: Option<&'a str>,
    /// Village or community (村、社区), three digits, if the code has them.
    pub village: Option<&'a str>,
}

impl DivisionCode {
    /// Splits the code into its parts, or returns its first fault.
    pub fn parts(&self) -> Result<DivisionCodeParts<'_>, CodeFault> {
        let text = self.as_str();
        verify(text, &[6, 9, 12], |_| Allowed::Digit)?;
        let present = |part: &'static [usize; 2]| {
            let [first, last] = *part;
            Some(cut(text, first, last)).filter(|digits| !digits.is_empty())
        };
        Ok(DivisionCodeParts {
            province: cut(text, 1, 2),
            city: cut(text, 3, 4),
            county: cut(text, 5, 6),
            town: present(&[7, 9]),
            village: present(&[10, 12]),
        })
    }

    /// The two digits and the name of the province, from the first two characters.
    ///
    /// ```
    /// use shixiang::code::DivisionCode;
    ///
    /// assert_eq!(DivisionCode::new("440100").province(), Some(("44", "广东省")));
    /// assert_eq!(DivisionCode::new("100000").province(), None);
    /// ```
    pub fn province(&self) -> Option<(&'static str, &'static str)> {
        let digits = self.as_str().get(..2)?;
        PROVINCES.into_iter().find(|(code, _)| *code == digits)
    }

    /// The level of government of the division, from its non-zero digits; `None` for an invalid
    /// code.
    ///
    /// `100000` and `000000` denote the whole country.
    ///
    /// ```
    /// use shixiang::code::DivisionCode;
    /// use shixiang::vocabulary::Level;
    ///
    /// assert_eq!(DivisionCode::new("440100").level(), Some(Level::Municipal));
    /// assert_eq!(DivisionCode::new("511602000000").level(), Some(Level::County));
    /// ```
    pub fn level(&self) -> Option<Level> {
        let parts = self.parts().ok()?;
        let used = |digits: Option<&str>| {
            digits.is_some_and(|digits| digits.contains(|digit| digit != '0'))
        };
        Some(if used(parts.village) {
            Level::Village
        } else if used(parts.town) {
            Level::Township
        } else if used(Some(parts.county)) {
            Level::County
        } else if used(Some(parts.city)) {
            Level::Municipal
        } else if matches!(parts.province, "00" | "10") {
            Level::National
        } else {
            Level::Provincial
        })
    }
}

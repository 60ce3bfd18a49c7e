//! The guesses of readers.

use crate::i18n::Text;

/// An assumption of a reader that the text does not confirm.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Guess {
    /// 日 or 天 was read as calendar day.
    BareDay,
    /// An amount without a unit was read as yuan.
    BareAmount,
    /// The upper end of a range was used.
    Range,
    /// One of several values was used.
    Several,
    /// 当日 was read as one working day.
    SameDay,
    /// `-1` was read as none.
    MinusOne,
    /// The number is 0.
    Zero,
    /// The number is approximate: 约, 左右.
    Approximate,
    /// Hours after a morning, without 下午, were read as afternoon.
    Afternoon,
    /// A later phone was given the area code of the previous one.
    SharedAreaCode,
    /// Stages without numbers or arrows were read in the order listed.
    StagesInOrder,
    /// The leading zeros of a code were missing and were restored.
    ZerosLost,
    /// A code whose list the source does not name was read by the national one.
    NationalCode,
    /// The leading zero of an area code was missing and was restored.
    AreaZeroLost,
    /// A stray character in a phone number was removed.
    StrayMark,
    /// The first word of 是，… was read as the answer.
    FirstWord,
    /// A number was read as seconds or milliseconds since 1970.
    Epoch,
    /// A number was read as a spreadsheet serial number.
    Serial,
    /// 全天 was read as 24 hours.
    AllDay,
    /// Days were read without a restriction that no field holds: 每月第一个周一, 除周三下午.
    Unrestricted,
}

impl Guess {
    /// The explanation of the guess for users.
    pub const fn explanation(self) -> Text {
        match self {
            Self::BareDay => Text::new(
                "“日”“天”没有写明是工作日还是自然日，按自然日读",
                "“day” without saying working or calendar was read as calendar day",
            ),
            Self::BareAmount => Text::new(
                "没有写单位，按元读",
                "an amount without a unit was read as yuan",
            ),
            Self::Range => Text::new(
                "写的是范围，取上限",
                "the value is a range; its upper end was used",
            ),
            Self::Several => Text::new(
                "写了不止一个，取其中一个",
                "there are several values; one of them was used",
            ),
            Self::SameDay => Text::new(
                "“当日”按1个工作日读",
                "“the same day” was read as one working day",
            ),
            Self::MinusOne => Text::new("“-1”按没有读", "“-1” was read as none"),
            Self::Zero => Text::new("写的是0", "the value is 0"),
            Self::Approximate => Text::new("写的是约数", "the number is approximate"),
            Self::Afternoon => Text::new(
                "没有写“下午”，接在上午后面的时间按下午读",
                "without “afternoon”, times after the morning were read as afternoon",
            ),
            Self::SharedAreaCode => Text::new(
                "后面的号码没有区号，沿用前面的区号",
                "the number has no area code; that of the previous number was used",
            ),
            Self::StagesInOrder => Text::new(
                "各阶段按所列顺序读",
                "the stages were read in the order listed",
            ),
            Self::ZerosLost => Text::new(
                "代码前面的0丢失，已补上",
                "the code had lost its leading zeros; they were restored",
            ),
            Self::NationalCode => Text::new(
                "只写了代码，没有说明是哪里的代码，按国家标准的代码读",
                "a code without its list was read by the national code list",
            ),
            Self::AreaZeroLost => Text::new(
                "区号前面的0丢失，已补上",
                "the area code had lost its leading zero; it was restored",
            ),
            Self::StrayMark => Text::new(
                "号码里有多余的符号，已去掉",
                "stray characters in the number were removed",
            ),
            Self::AllDay => Text::new(
                "“全天”按0点至24点读，也可能只指上午和下午",
                "“all day” was read as 24 hours; it may mean morning and afternoon only",
            ),
            Self::Unrestricted => Text::new(
                "时间有例外或者只限某些日子，这一部分没有读进时段",
                "the hours have exceptions or apply to some days only, which the periods leave out",
            ),
            Self::Epoch => Text::new(
                "数字按1970年以来的秒数或毫秒数（北京时间）读",
                "the number was read as seconds or milliseconds since 1970, in China's time",
            ),
            Self::Serial => Text::new(
                "数字按电子表格的日期序号（1900年起的天数）读",
                "the number was read as a spreadsheet date, counted from 1900",
            ),
            Self::FirstWord => Text::new("按开头的“是”“否”读", "read by its first word, yes or no"),
        }
    }
}

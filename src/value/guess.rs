//! What a reader has to guess.

use crate::i18n::Text;

/// What a reader took for granted that the text does not say.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Guess {
    /// 日 or 天 is a calendar day.
    BareDay,
    /// An amount without a unit is in yuan.
    BareAmount,
    /// Of a range the upper end is meant.
    Range,
    /// Of several values one was taken.
    Several,
    /// 当日 is one working day.
    SameDay,
    /// `-1` stands for none.
    MinusOne,
    /// The number is 0.
    Zero,
    /// The number is not exact: 约, 左右.
    Approximate,
    /// Hours after a morning, without 下午, are in the afternoon.
    Afternoon,
    /// A later phone has the area code of the one before.
    SharedAreaCode,
    /// Stages without numbers or arrows follow each other as listed.
    StagesInOrder,
    /// The zeros before a code were lost.
    ZerosLost,
    /// The zero before an area code was lost.
    AreaZeroLost,
    /// A mark inside a phone number does not belong to it.
    StrayMark,
    /// Of 是，… the first word is the answer.
    FirstWord,
}

impl Guess {
    /// The guess in words.
    pub const fn explanation(self) -> Text {
        match self {
            Self::BareDay => Text::new(
                "“日”“天”没有写明是工作日还是自然日，按自然日读",
                "day without its kind is read as calendar day",
            ),
            Self::BareAmount => Text::new(
                "没有写单位，按元读",
                "an amount without a unit is read as yuan",
            ),
            Self::Range => Text::new("写的是范围，取上限", "of a range the upper end is taken"),
            Self::Several => Text::new("写了不止一个，取其中一个", "of several one is taken"),
            Self::SameDay => Text::new(
                "“当日”按1个工作日读",
                "the same day is read as one working day",
            ),
            Self::MinusOne => Text::new("“-1”按没有读", "-1 is read as none"),
            Self::Zero => Text::new("写的是0", "it is 0"),
            Self::Approximate => Text::new("写的是约数", "the number is not exact"),
            Self::Afternoon => Text::new(
                "没有写“下午”，接在上午后面的时间按下午读",
                "times after a morning are read as afternoon",
            ),
            Self::SharedAreaCode => Text::new(
                "后面的号码没有区号，沿用前面的区号",
                "a later number takes the area code of the one before",
            ),
            Self::StagesInOrder => {
                Text::new("各阶段按所列顺序读", "the stages are read in their order")
            }
            Self::ZerosLost => Text::new(
                "代码前面的0丢失，已补上",
                "leading zeros of a code were lost and are put back",
            ),
            Self::AreaZeroLost => Text::new(
                "区号前面的0丢失，已补上",
                "the leading zero of an area code was lost and is put back",
            ),
            Self::StrayMark => Text::new(
                "号码里有多余的符号，已去掉",
                "a stray mark inside the number is left out",
            ),
            Self::FirstWord => Text::new(
                "按开头的“是”“否”读",
                "the first word is taken as the answer",
            ),
        }
    }
}

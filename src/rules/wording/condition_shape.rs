//! Forms in which conditions fail to state a requirement.

use crate::i18n::Text;

/// The form in which conditions fail to state a requirement.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shape {
    Cites,
    Defines,
    Name,
    General,
    Notice,
    OfOffice,
    WhereToTurn,
    Audience,
}

impl Shape {
    /// The problem and the advice, for messages.
    pub(super) const fn problem_and_advice(self) -> (Text, Text) {
        let turn = Text::new(
            "机关怎样办、向哪里申请写到办理流程，谁都可以办的写“无条件限制”",
            "move what the office does and where to apply to the process; if anyone may apply, say so",
        );
        match self {
            Self::Cites => (
                Text::new(
                    "只有法规名称，没有说要满足什么",
                    "the name of a law, not what must be met",
                ),
                Text::new(
                    "把该条规定的条件用申请人看得懂的话逐条写出来",
                    "write out the conditions of that provision one by one, in words applicants understand",
                ),
            ),
            Self::Defines => (
                Text::new(
                    "解释的是什么叫这件事，没有说申请人要满足什么",
                    "it explains what the item is, not what an applicant must meet",
                ),
                Text::new(
                    "解释写到事项的说明里，没有条件的写“无条件限制”",
                    "move the explanation to the summary; if there are no conditions, say so explicitly",
                ),
            ),
            Self::Name => (
                Text::new(
                    "就是事项名称，没有说什么人、满足什么条件可以办",
                    "the item's name, not who may apply and under which conditions",
                ),
                Text::new(
                    "没有条件的写“无条件限制”",
                    "if there are none, say so explicitly",
                ),
            ),
            Self::General => (
                Text::new(
                    "是对材料和受理的要求，没有说什么人、什么情形可以办",
                    "requirements for papers and acceptance, not who may apply in which case",
                ),
                Text::new(
                    "职权范围、材料齐全是窗口收件的要求，写到受理环节",
                    "move jurisdiction and completeness of materials to the acceptance step",
                ),
            ),
            Self::Notice => (
                Text::new(
                    "只说按通知、公告的要求，没有写要满足什么",
                    "it refers to a notice, and does not say what must be met",
                ),
                Text::new(
                    "把通知、公告里的条件逐条写出来，写明通知的名称和在哪里查",
                    "write out the conditions of the notice one by one, with its title and where to find it",
                ),
            ),
            Self::OfOffice => (
                Text::new(
                    "讲的是机关怎样办，没有说申请人要满足什么",
                    "what the office does, not what the applicant must meet",
                ),
                turn,
            ),
            Self::Audience => (
                Text::new(
                    "只说了哪些人，没有说要满足什么",
                    "who, not what they must meet",
                ),
                Text::new(
                    "写明要符合哪几条；没有别的条件的，写“无其他条件”",
                    "say what they must meet; if nothing, say so",
                ),
            ),
            Self::WhereToTurn => (
                Text::new(
                    "只说什么情形要办、向哪里办，没有说申请人要具备什么",
                    "when and where to turn, not what an applicant must be or have",
                ),
                Text::new(
                    "写明谁可以办、要符合哪几条；没有别的条件的，写“无其他条件”",
                    "say who may apply and what they must meet; if nothing else, say so",
                ),
            ),
        }
    }
}

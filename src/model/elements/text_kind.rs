use crate::i18n::Text;

/// The kind of an element's text, which determines the wording checks that apply.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum TextKind {
    /// Names of the item and of bodies.
    Name,
    /// The summary.
    Summary,
    /// Search keywords.
    Keyword,
    /// Conditions and prohibitions.
    Condition,
    /// Name of a law or document in the legal basis.
    BasisName,
    /// The article's text.
    BasisText,
    /// Notes on time limits.
    LimitNote,
    /// Special procedures, quantity limit, intermediary services: 无 is a valid answer.
    Optional,
    /// Fees: name, standard, basis, remark.
    Fee,
    /// Name of a material.
    MaterialName,
    /// Filling-in notes, acceptance criteria and the like.
    MaterialNote,
    /// Name of a step, or label of a box in the flowchart.
    StepName,
    /// What is done in a step, and by which criteria.
    Step,
    /// The result of a step: 无 is a valid answer.
    StepOutput,
    /// The process narrative.
    Narrative,
    /// Why the applicant has to come.
    Visit,
    /// Addresses.
    Address,
    /// Opening hours as published.
    Hours,
    /// Phone numbers as written.
    Phone,
    /// Other notes on enquiries, progress, collection or appeals.
    Note,
    /// A question.
    Question,
    /// An answer.
    Answer,
    /// Any text in another language.
    Translation,
}

impl TextKind {
    /// The name of the element in messages.
    pub(crate) const fn label(self) -> Text {
        match self {
            Self::Name => Text::new("名称", "the name"),
            Self::Summary => Text::new("摘要", "the summary"),
            Self::Keyword => Text::new("关键词", "the keywords"),
            Self::Condition => Text::new("受理条件", "the conditions"),
            Self::BasisName | Self::BasisText => Text::new("设定依据", "the legal basis"),
            Self::LimitNote => Text::new("时限说明", "the time limit note"),
            Self::Fee => Text::new("收费", "the fee"),
            Self::MaterialName => Text::new("材料名称", "the material name"),
            Self::MaterialNote => Text::new("材料要求", "the material requirements"),
            Self::StepName | Self::Step | Self::StepOutput => Text::new("办理环节", "the step"),
            Self::Narrative => Text::new("办理流程", "the process"),
            Self::Visit => Text::new("到现场原因", "the reason for the visit"),
            Self::Address => Text::new("地址", "the address"),
            Self::Hours => Text::new("办理时间", "the opening hours"),
            Self::Phone => Text::new("电话", "the phone"),
            Self::Optional | Self::Note => Text::new("说明", "the note"),
            Self::Question => Text::new("问题", "the question"),
            Self::Answer => Text::new("答复", "the answer"),
            Self::Translation => Text::new("译文", "the translation"),
        }
    }

    /// Whether the text consists of sentences rather than a name, an address or a number.
    pub(crate) const fn is_prose(self) -> bool {
        matches!(
            self,
            Self::Summary
                | Self::Condition
                | Self::BasisText
                | Self::LimitNote
                | Self::MaterialNote
                | Self::Step
                | Self::Narrative
                | Self::Visit
                | Self::Note
                | Self::Answer
        )
    }
}

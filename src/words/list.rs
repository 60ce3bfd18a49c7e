//! Every set by the name of its static, under its file.

use super::set::{OpenSet, WordSet};
use super::table::SETS;
use crate::i18n::same_bytes;

/// The words of a set; empty until the table is regenerated, which a test demands.
const fn words_of(name: &str) -> &'static [&'static str] {
    let mut rest = SETS;
    while let [(own, words), others @ ..] = rest {
        if same_bytes(own.as_bytes(), name.as_bytes()) {
            return words;
        }
        rest = others;
    }
    &[]
}

/// Defines a static for each set, numbered in list order.
macro_rules! sets {
    ($($file:ident {
        $($name:ident),* $(,)?
        $(; open $($open:ident),*)?
    })*) => {
        /// The indexes of the sets.
        #[allow(non_camel_case_types, clippy::upper_case_acronyms, reason = "named as the statics are")]
        enum Number { $($($name,)* $($($open,)*)?)* }

        $(
            $(pub(crate) static $name: WordSet =
                WordSet::new(
                Number::$name as usize,
                stringify!($name),
                words_of(stringify!($name)),
            );)*
            $($(pub(crate) static $open: OpenSet = OpenSet(WordSet::new(
                Number::$open as usize,
                stringify!($open),
                words_of(stringify!($open)),
            ));)*)?
        )*

        /// All sets, by index.
        pub(super) static ALL: &[&WordSet] = &[$($(&$name,)* $($(&$open.0,)*)?)*];

        /// The sets that users can change.
        pub(super) static OPEN: &[&OpenSet] = &[$($($(&$open,)*)?)*];

        /// The sets of each file.
        #[cfg(test)]
        pub(super) static FILES: &[(&str, &[&str])] =
            &[$((stringify!($file), &[$(stringify!($name),)* $($(stringify!($open)),*)?])),*];
    };
}

sets! {
    bodies {
        APPROVED_BY, BODY_ENDING, DEPARTMENT_ENDING, DEPARTMENT_IN_NUMBER, FORMER_NAME_AFTER,
        FORMER_NAME_BEFORE, HANDLER_ENDING, MINISTRY_ENDING, OFFICE_TASK, SOME_BODY
    }
    conditions {
        ANSWER_FOR_ANYONE, ASKED_OF_EVERY_APPLICATION, AUDIENCE_WHOLE, CONDITION_LIST, HOW_THINGS_MUST_BE,
        IN_ORDER, LEFT_OPEN, LIST_OF_CONDITIONS, RELIEF_FROM_DUTY, SEVERAL_ANNOUNCED, STATE_OF_APPLICANT, WORD_FOR_PAPERS
    }
    contact {
        CONTACT_LABEL, DIAL, ENQUIRY_LABEL, ENQUIRY_PURPOSE, EXTENSION, OTHER_NUMBER,
        PHONE_ANNOUNCED, PHONE_CALL, PHONE_LABEL, PHONE_LEAD, PHONE_LEADING, PHONE_WORD,
        PLACE_LABEL_ENDING
    }
    documents {
        ANY_MORE, APPLICANT_FORM, APPLICANT_WRITING, APPROVAL_PAPER, BARE_HEAD,
        DECISION_PAPER_ENDING, DOCUMENT_ENDING, DOCUMENT_IN_SERIES, FAMILY_PAPER, FITTING,
        FORM_ENDING, FORM_NAME, FORM_TO_FILL, GENERIC_RESULT, HANDED_OUT, HELD_DOCUMENT, IDENTITY_PAPER, ISSUED_PAPER,
        KIND_OF_PAPER, LEGAL_PERSON_PAPER, LIBRARY_LICENCE, LICENCE_ENDING, LISTED_DOCUMENT, OPINION_ENDING,
        PAPER_END, PAPER_IN_SOME_CASE, PAPER_ISSUED_BY_OTHERS, PAPER_NAMED, PAPER_OF_AUTHORITY, PERSONAL_PAPER, PRIVATE_PAPER,
        PROOF_HEAD, PROOF_NOT_FORM, PROVED, RESULT_PAPER_ENDING, SAYS_WHAT_FOR, SEALED_PAPER, SET_DOCUMENT_ENDING,
        STEP_PAPER, UNNAMED_FORM, WHOSE_PAPER, WRITTEN_FOR_CASE,
        WRITTEN_STATEMENT;
        open COMMON_LICENCE, SOME_DOCUMENT
    }
    fillers {
        BESIDE_NUMBER, FILLER_CASE, FILLER_CITATION, FILLER_COMMON, FILLER_CONDITION,
        FILLER_CONDITION_ENDING, FILLER_FILLING_NOTES, FILLER_HOURS, FILLER_ITEM_NAME, FILLER_LIMIT,
        FILLER_MONEY, FILLER_PAPER, FILLER_RULE, FILLER_SEAL, FILLER_STANDARD, FILLER_STEP,
        FILLER_SUMMARY, FILLER_WORK, JOINT, LIMIT_CONDITION, MUST, OFFICE_WORD
    }
    interface {
        BUTTON_ALONE, BUTTON_TAIL, BUTTON_WORD, FOLD_BUTTON, FOLD_MARK
    }
    items {
        APPLICATION_ENDING, ARTICLE_SUBJECT, ASKED_FOR, DECIDED_MATTER, ENQUIRY_ENDING,
        FIRST_ACT, FORMLESS_MATTER, FROM_ONE_TO_OTHER, HANDED_IN_ENDING, HEADLINE_ENDING, HEADLINE_EVENT, HEADLINE_WORD,
        LATER_ACT, LICENCE_ACT, ON_OWN_INITIATIVE, PUBLICITY_ENDING, REGISTER_ACT,
        SERVICE_TAIL, STAGELESS_MATTER;
        open OTHER_THEME
    }
    law {
        ACCORDING_TO, ACT_OF_ISSUE, ACT_ON_DOCUMENT, BARE_TITLE_ENDING, BASIS_LEAD,
        DOCUMENT_ON_DOCUMENT, DONE_TO_DOCUMENT, FA_NOT_LAW, FORMER_LAW, ISSUE_NOTE,
        LAW_LEAD, LAW_TASK, LEGAL_TITLE_ENDING, RANK_ENDING, SOME_RULES, TITLED_TEXT
    }
    materials {
        AGREES_WITH_ORIGINAL, ASKED_OF_EVERY_PAPER, CASE_BRACKET, CASE_ENDING, CONDITION_CASE, DEMAND_JOINT,
        FILLING_IN, HANDED_IN, HAND_IN_VERB, IF_THERE_IS_ONE, IMAGE, LICENCE_CHANGED, LICENCE_ENDED,
        LIST_INTRODUCED, LOOKED_AT, MATERIAL_ANNOUNCED, MATERIAL_CASE, MATERIAL_HEADING, MATERIAL_HEADING_ENDING, MATERIALS_AS_WHOLE,
        NO_MATERIALS, NO_ORIGINAL, NOT_HELD, OFFICE_LOOKS_IT_UP, OFFICE_MAY_FAIL, ORIGINAL_ASKED, ORIGINAL_IN_CASE, ORIGINAL_SHOWN,
        PAPER_ASKED, PAPER_ITSELF, SEAL_ASKED, SEAL_NOT_OURS, SEAL_OF_WHOM, SPARED, STANDARD_OF_EVERY_PAPER, TAKEN_BACK,
        TRUE_AND_VALID
    }
    money {
        AMOUNT_AT_MOST, AMOUNT_TAIL, FREE_OF_CHARGE
    }
    people {
        APPLICANT, APPLICANT_KIND, APPLICANT_WHO_SEALS, HANDED_IN_BY, ISSUER_OF_PAPER,
        MUST_OR_MAY, OFFICE_ROLE, TURNED_TO, TURNED_TO_OFFICE_FOR
    }
    places {
        ADDRESS_LABEL_ENDING, BUILDING_ENDING, COUNTED, GENERIC_HALL, HALL_ENDING,
        NO_HOUSE_NUMBER, NO_TRIP, NO_VISIT, NOWHERE, REGION_BEGINNING, ROOM_ENDING, WAY_THERE, WINDOW_ENDING
    }
    process {
        ACT_ON_CASE, ANOTHER_WAY, APPLICANT_DOING, CASE_ACT, CASE_HANDLED, CASE_OF_RESULT, CHART_FRAME, COMPLETE, CONVEYED, DECISION_LEAD, DELIVERED_WORD,
        DONE_BY_OFFICE, EITHER_DECISION, EXPLAINED_STANDARD, FORMAL_STANDARD, FETCHED, FORM_HANDED_IN,
        GRANT, HANDED_ON, HANDED_ON_OFFICE, HANDED_ON_TO, HANDED_OVER, HANDLER_DOING, INCOMPLETE_EXIT,
        INSIDE_OFFICE, LICENSING, LOOK_OF_PAPERS, NOT_GRANTED, NO_PAPERS_WANTED, ON_THE_SPOT, PAPER_IN_RESULT, REFUSAL, REFUSED, REFUSED_EXIT,
        STEP_ASKS_PAPERS, STEP_DENIAL, TAKEN_IN, UNNAMED_STANDARD, VERDICT_OF_STEP
    }
    questions {
        FEE_ASKED, FEE_ELSE, FEE_FREE, FEE_LEAD, FEE_NO, FEE_PAID, FEE_WORD, LIMIT_ABOUT,
        LIMIT_ASKED, LIMIT_ELSE, LIMIT_SPECIAL, LIMIT_WITHOUT
    }
    tables { TABLE_EXAMPLE, TABLE_GUIDANCE, TABLE_NOTE, TABLE_REQUIRED, TABLE_SIGNATURE, TABLE_TOTAL }
    texts {
        GARBLED, CLAUSE_JOINT, DENIAL, EMPTY_WORD, LEANS_ENDING, LEANS_ON, NO, NONE_WORD,
        POINTER, POINTER_TARGET, POINTER_WHOLE, SENT_TO, YEARLY_PAPER, YES, YES_NO_VERB;
        open PLACEHOLDER, VAGUE
    }
    time {
        AT_ONCE, AT_ONCE_BARE, CASE_AT_ONCE, DAY_AND_NIGHT, DAY_AND_NIGHT_DAILY, DAY_WORD,
        HOLIDAY_WORD, HOURS_LABEL, LIMIT_NAME, NO_LIMIT, NOT_COUNTED, OPEN_AT_NOON,
        ROUND_THE_CLOCK_SERVICE, SAME_DAY, SEASON
    }
    web {
        BOOKING_PAGE, FRONT_PAGE, INTERNAL_DOMAIN, LOGIN_PARAMETER, LOG_IN_PAGE, PROGRAM_ENDING,
        UNNAMED_SYSTEM;
        open NATIONAL_HOST, PRIVATE_MAIL_HOST, PUBLIC_HOST
    }
}

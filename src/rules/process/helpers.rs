//! Helpers of the rules on processes.

use crate::analysis::Drawing;
pub(super) use crate::analysis::{Drawn, repeated};
use crate::engine::Context;
use crate::i18n::{Argument, Text};
use crate::model::{Limit, ServiceItem, Step};
use crate::path;
use crate::path::Path;
use crate::prose::{
    is_filler, is_longer, is_one_clause, says_something, sentences, text_key, unmarked,
};
use crate::vocabulary::{Actor, CaseType, ReviewMode, Stage, Vocabulary};
use crate::words;

/// The path of the process.
pub(super) fn place() -> Path {
    path!["guide", "process"]
}

/// The path of a step.
pub(super) fn step_at(index: usize) -> Path {
    path!["guide", "process", "steps", index]
}

/// The name of a step for messages: its name, stage, id or number.
pub(super) fn name(step: &Step, index: usize) -> String {
    let own = |text: &Option<String>| text.as_deref().map(str::trim).map(str::to_owned);
    own(&step.name)
        .or_else(|| step.stage.as_ref().map(|stage| stage.term().to_owned()))
        .or_else(|| own(&step.action).filter(|action| names_act_only(action)))
        .or_else(|| own(&step.id))
        .filter(|name| !name.is_empty())
        .unwrap_or_else(|| format!("#{}", index + 1))
}

/// Names as a list for messages.
pub(super) fn list<S: AsRef<str>>(names: &[S]) -> Argument {
    let quoted = |open: &str, close: &str, between: &str| {
        let names = names
            .iter()
            .map(|name| format!("{open}{}{close}", name.as_ref()));
        names.collect::<Vec<_>>().join(between)
    };
    Argument::Both {
        zh: quoted("“", "”", "、"),
        en: quoted("“", "”", ", "),
    }
}

/// The names of some steps as a list for messages.
pub(super) fn names(steps: &[Step], which: &[usize]) -> Argument {
    let known = which
        .iter()
        .filter_map(|at| Some(name(steps.get(*at)?, *at)));
    list(&known.collect::<Vec<_>>())
}

/// Whether a step has nothing but its name: no action, no criteria, no output.
pub(super) fn is_bare(step: &Step) -> bool {
    !says_something(step.criteria.as_deref())
        && !says_something(step.output.as_deref())
        && !acts(step)
}

/// Whether a step describes its action in words other than its name; 依法受理 for 受理 does not.
pub(super) fn acts(step: &Step) -> bool {
    let without_padding = |text: &str| words::PADDING_OF_STEP.each_removed_from(text_key(text));
    let action = step
        .action
        .as_deref()
        .filter(|text| says_something(Some(text)));
    action.is_some_and(|action| {
        let name = step.name.as_deref().map(str::trim);
        // Fast path: a text that is much longer than the name cannot be the padded name.
        let Some(name) = name else {
            return !names_act_only(action);
        };
        action.trim() != name
            && (action.len() > name.len() + MAX_PADDING_BYTES
                || without_padding(action) != without_padding(name))
    })
}

/// Whether an action only names who acts and the stage, as the name of a step does: 社会事务局审核.
fn names_act_only(action: &str) -> bool {
    let plain = unmarked(action.trim()).trim_end_matches(['。', '；', ';']);
    !is_longer(plain, MAX_ACT_CHARS) && is_one_clause(plain) && words::BARE_ACT.ends(plain)
}

/// Maximum length of an action that only names an act, in characters.
const MAX_ACT_CHARS: usize = 12;

/// Maximum length of the padding around the name of a step, in bytes: 严格按照有关规定依法予以.
const MAX_PADDING_BYTES: usize = 36;

/// Whether most steps have nothing but their names, which is one defect and not one per step.
pub(super) fn mostly_bare(steps: &[Step]) -> bool {
    let bare_count = steps.iter().filter(|step| is_bare(step)).count();
    bare_count * 2 > steps.len()
}

/// Whether the process states where steps lead: a choice, a fork or an end.
pub(super) fn is_explicit(steps: &[Step]) -> bool {
    steps
        .iter()
        .any(|step| !step.next.is_empty() || !step.fork.is_empty() || step.end.is_some())
}

/// Whether the matter is settled at once, so that its stages coincide.
pub(super) fn is_immediate(item: &ServiceItem) -> bool {
    let promised = item.time_limit().and_then(|limit| limit.promised.as_ref());
    item.case_type == Some(CaseType::Immediate)
        || item.review_mode == Some(ReviewMode::Immediate)
        || promised.is_some_and(Limit::is_immediate)
}

/// The steps as a graph; `None` if there are no steps or too many.
pub(super) fn draw<'a>(cx: &mut Context<'a>) -> Option<&'a Drawn<'a>> {
    match cx.process() {
        Drawing::Drawn(drawn) => Some(drawn),
        Drawing::NoSteps => None,
        Drawing::TooLarge => {
            cx.cannot_judge(Text::new(
                "流程的环节和去向太多，不作图判断",
                "the process has too many steps and branches to be analysed as a graph",
            ));
            None
        }
    }
}

/// Whether the applicant acts in the step, not the office.
pub(super) fn by_applicant(step: &Step, stages: &[Stage]) -> bool {
    if let Some(actor) = &step.actor {
        return matches!(actor, Actor::Applicant | Actor::Agent);
    }
    let own = |stage: &Stage| matches!(stage, Stage::Application | Stage::Payment);
    !stages.is_empty() && stages.iter().all(own) || describes_applicant_only(step)
}

/// Whether each sentence of the step is about what the applicant does or begins with 无需.
fn describes_applicant_only(step: &Step) -> bool {
    let mut actions = 0usize;
    let texts = [&step.action, &step.criteria];
    for text in texts.into_iter().flatten() {
        for sentence in sentences(text) {
            if is_filler(sentence) || sentence.starts_with("无需") {
                continue;
            }
            let own =
                words::APPLICANT.starts(sentence) && words::APPLICANT_DOING.occurs_in(sentence);
            if !own {
                return false;
            }
            actions += 1;
        }
    }
    actions > 0
}

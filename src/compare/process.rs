use super::difference::Kind;
use super::out::{Out, Sides};
use super::relation::Relation;
use crate::i18n::Argument;
use crate::model::{Guide, Process};
use crate::path;
use crate::path::Path;
use crate::prose::text_key;
use crate::value::step_name::aligned_name;
use crate::value::steps;
use crate::vocabulary::Vocabulary;

/// Maximum length of the sequences to align, which takes time proportional to their product.
const MAX_STEPS: usize = 200;

/// The names of the steps in order, the path of the steps, and whether they are listed rather than read from the
/// narrative.
struct Steps {
    names: Vec<String>,
    path: Path,
    is_listed: bool,
}

/// Compares the names of the steps and their order.
pub(super) fn compare(a: &Guide, b: &Guide, out: &mut Out<'_>) {
    let (Some(first), Some(second)) = (&a.process, &b.process) else {
        return;
    };
    if let (Some(narrative), Some(other)) = (&first.narrative, &second.narrative)
        && first.steps.is_empty()
        && second.steps.is_empty()
        && text_key(narrative) == text_key(other)
    {
        return;
    }
    let (Some(first), Some(second)) = (step_names(first), step_names(second)) else {
        return;
    };
    if first.names.len() > MAX_STEPS || second.names.len() > MAX_STEPS {
        return;
    }
    let common = max_common_steps(&first.names, &second.names);
    let kind = match (common == first.names.len(), common == second.names.len()) {
        (true, true) => return,
        (false, true) => Kind::OnlyInA,
        (true, false) => Kind::OnlyInB,
        (false, false) => Kind::Differs,
    };
    let certain = first.is_listed && second.is_listed;
    let sides = Sides {
        a: Argument::Plain(super::clip(&first.names.join("→"))),
        b: Argument::Plain(super::clip(&second.names.join("→"))),
        path_a: first.path,
        path_b: second.path,
    };
    out.push("process.steps", None, sides, kind, certain);
}

fn step_names(process: &Process) -> Option<Steps> {
    let name = |step: &crate::model::Step| {
        let stage = step.stage.as_ref().map(|stage| stage.term().to_owned());
        let name = step.name.clone().filter(|name| !text_key(name).is_empty());
        name.or(stage)
    };
    if process.steps.is_empty() {
        let names: Vec<String> = steps::read(process.narrative.as_deref()?)
            .value?
            .iter()
            .filter_map(name)
            .collect();
        return (names.len() > 1).then(|| Steps {
            names,
            path: path!["process", "narrative"],
            is_listed: false,
        });
    }
    // A step without a name cannot be aligned and would look like a missing step.
    let names: Option<Vec<String>> = process.steps.iter().map(name).collect();
    names.map(|names| Steps {
        names,
        path: path!["process", "steps"],
        is_listed: true,
    })
}

/// The maximum number of steps that can be paired without changing their order.
fn max_common_steps(a: &[String], b: &[String]) -> usize {
    let mut best = vec![0_usize; b.len() + 1];
    for first in a {
        let mut diagonal = 0;
        let mut left = 0;
        for (second, above) in b.iter().zip(best.iter_mut().skip(1)) {
            let here = if aligned_name(first, second) {
                diagonal + 1
            } else {
                left.max(*above)
            };
            diagonal = *above;
            *above = here;
            left = here;
        }
    }
    best.last().copied().unwrap_or_default()
}

/// Compares the number of visits.
pub(super) fn visits(a: &Guide, b: &Guide, out: &mut Out<'_>) {
    let count = |guide: &Guide| guide.visits.as_ref().and_then(|visits| visits.count);
    let (Some(first), Some(second)) = (count(a), count(b)) else {
        return;
    };
    let (less_in_b, less_in_a) = out.may_be_less("visits.count");
    let narrows = out.relation("visits.count") == Relation::MayNarrow
        && (less_in_b && second < first || less_in_a && first < second);
    if first == second || narrows {
        return;
    }
    let word = |count: u32| Argument::Both {
        zh: format!("{count}次"),
        en: count.to_string(),
    };
    let sides = Sides {
        path_a: path!["visits", "count"],
        path_b: path!["visits", "count"],
        a: word(first),
        b: word(second),
    };
    out.differs("visits.count", None, sides);
}

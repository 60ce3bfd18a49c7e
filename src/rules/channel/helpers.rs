//! The statements of the item, its channels and its views, compared pair by pair.

use std::collections::BTreeMap;

use crate::compare::{
    Difference, Kind, Pair, Party, Relations, Topic, clip, guides, states, topic,
};
use crate::engine::{Context, Counterpart, Diagnostic, Subject};
use crate::i18n::{Argument, Text};
use crate::model::{Channel, Deviation, Guide, ServiceItem, covers};
use crate::path;
use crate::path::Path;
use crate::prose::is_blank;
use crate::vocabulary::{ChannelKind, Vocabulary};
use crate::words;

/// One that tells the applicant something: the item itself, a channel, or a view.
pub(super) struct Side<'a> {
    party: Party,
    guide: &'a Guide,
    teller: Teller<'a>,
}

/// The source of a statement; its name is only worked out for a message.
#[derive(Clone, Copy)]
enum Teller<'a> {
    Item,
    Channel(usize, &'a Channel),
    View(&'a Counterpart<'a>),
}

impl Side<'_> {
    /// The place of a path of its guide.
    fn at(&self, path: &Path, cx: &Context<'_>) -> Subject {
        match self.teller {
            Teller::Item => cx.here(path!["guide"].join(path)),
            Teller::Channel(at, _) => cx.here(path!["channels", at, "says"].join(path)),
            Teller::View(view) => Subject {
                view: Some(view.view),
                item: Some(view.index),
                path: path!["guide"].join(path),
            },
        }
    }

    fn name(&self) -> Argument {
        match self.teller {
            Teller::Item => Text::new("事项本身", "the item itself").into(),
            Teller::Channel(at, channel) => channel_name(channel, at),
            Teller::View(view) => view.name.to_owned().into(),
        }
    }

    /// Whether a deviation may call it so.
    fn is_known_as(&self, word: &str) -> bool {
        match self.teller {
            Teller::Item => false,
            Teller::Channel(_, channel) => names(channel).any(|name| name == word),
            Teller::View(view) => view.name == word,
        }
    }

    fn is_item(&self) -> bool {
        matches!(self.teller, Teller::Item)
    }

    fn is_view(&self) -> bool {
        matches!(self.teller, Teller::View(_))
    }
}

/// Everyone who says something of this item, the item first.
pub(super) fn sides<'a>(item: &'a ServiceItem, cx: &Context<'a>) -> Vec<Side<'a>> {
    let own = item.guide.iter().map(|guide| Side {
        party: Party::Item,
        guide,
        teller: Teller::Item,
    });
    let said = (item.channels.iter().enumerate()).filter_map(|(at, channel)| {
        Some(Side {
            party: Party::Channel(channel.kind.clone()),
            guide: channel.says.as_deref()?,
            teller: Teller::Channel(at, channel),
        })
    });
    let views = cx.views().iter().filter_map(|view| {
        Some(Side {
            party: Party::Channel(ChannelKind::recognise(view.name)),
            guide: view.item.guide.as_ref()?,
            teller: Teller::View(view),
        })
    });
    own.chain(said).chain(views).collect()
}

/// The name of a channel in a message.
pub(super) fn channel_name(channel: &Channel, at: usize) -> Argument {
    named(channel.called(), at)
}

/// What the address of a channel that is called so belongs to. Sources put whatever entry there is where the portal's
/// would be, so the portal is only told as online.
pub(super) fn entry_of(called: Option<&str>, at: usize) -> Argument {
    if called == Some(ChannelKind::Portal.term()) {
        Text::new("网上办理", "the online application").into()
    } else {
        named(called, at)
    }
}

/// The same of a channel that is called so.
pub(super) fn named(called: Option<&str>, at: usize) -> Argument {
    match called {
        Some(name) => Argument::Plain(clip(name)),
        None => Argument::Both {
            zh: format!("第{}个渠道", at + 1),
            en: format!("channel {}", at + 1),
        },
    }
}

/// Its id, name and kind.
fn names(channel: &Channel) -> impl Iterator<Item = &str> {
    let kind = channel.kind.as_ref().map(Vocabulary::term);
    [channel.id.as_deref(), channel.name.as_deref(), kind]
        .into_iter()
        .flatten()
}

/// Whether a deviation speaks of this channel by id, name or kind.
pub(super) fn names_channel(word: &str, item: &ServiceItem, cx: &Context<'_>) -> bool {
    (item.channels.iter().flat_map(names)).any(|name| name == word)
        || cx.views().iter().any(|view| view.name == word)
}

/// The element of a deviation, counted from the guide.
pub(super) fn deviating_element(deviation: &Deviation) -> &str {
    let element = deviation.element.trim();
    element.strip_prefix("guide.").unwrap_or(element)
}

/// The name of the element of a deviation, or its path where it covers several.
pub(super) fn deviating_label(deviation: &Deviation) -> Argument {
    match crate::compare::element(deviating_element(deviation)) {
        Some(element) => element.name.into(),
        None => Argument::Plain(deviation.element.trim().to_owned()),
    }
}

/// Whether the deviation speaks of a difference between these two.
fn declares(deviation: &Deviation, a: &Side<'_>, b: &Side<'_>, element: &str) -> bool {
    let stated = deviating_element(deviation);
    let about = covers(stated, element) || covers(element, stated);
    let between = |side: &Side<'_>| deviation.channels.iter().any(|word| side.is_known_as(word));
    about && (deviation.channels.is_empty() || between(a) || between(b))
}

/// Whether anything still differs of what the deviation declares; `None` if that is unknown.
pub(super) fn still_differs(
    deviation: &Deviation,
    item: &ServiceItem,
    cx: &Context<'_>,
) -> Option<bool> {
    let stated = deviating_element(deviation);
    let known = (crate::compare::elements().iter())
        .any(|element| covers(stated, &element.path) || covers(&element.path, stated));
    if !known {
        return None;
    }
    let sides = sides(item, cx);
    let strict = Relations::strict();
    Some(pairs(&sides).any(|(a, b)| {
        (guides(a.guide, b.guide, Pair::strict(&strict)).iter())
            .any(|difference| declares(deviation, a, b, difference.element))
    }))
}

/// Everyone with everyone; a channel is not held against a view, which is compared with the item.
fn pairs<'s, 'a>(sides: &'s [Side<'a>]) -> impl Iterator<Item = (&'s Side<'a>, &'s Side<'a>)> {
    (sides.iter().enumerate()).flat_map(|(at, a)| {
        (sides.iter().skip(at + 1))
            .filter(move |b| a.is_item() || a.is_view() == b.is_view())
            .map(move |b| (a, b))
    })
}

/// A contradiction on one element (of one material), with all who disagree.
#[derive(Default)]
struct Conflict<'s, 'a> {
    statements: Vec<(&'s Side<'a>, Subject, Argument)>,
    /// The places of what is stated, without lists that lack something.
    stated: Vec<Subject>,
    label: Option<Argument>,
    certain: bool,
}

/// Reports each element of a topic on which not all say the same, as one finding.
pub(super) fn report(of: Topic, item: &ServiceItem, cx: &mut Context<'_>) {
    let said = (item.channels.iter()).filter_map(|channel| channel.says.as_deref());
    if cx.views().is_empty() && !said.into_iter().any(|guide| states(of, guide)) {
        return;
    }
    let mut sides = sides(item, cx);
    sides.retain(|side| states(of, side.guide));
    let mut conflicts: BTreeMap<(&str, String), Conflict<'_, '_>> = BTreeMap::new();
    let mut cannot = false;
    for (a, b) in pairs(&sides) {
        let pair = Pair::new(a.party.clone(), b.party.clone(), &cx.settings.relations);
        for difference in topic(of, a.guide, b.guide, pair) {
            let declared = (item.deviations.iter())
                .any(|deviation| declares(deviation, a, b, difference.element));
            if declared {
                continue;
            }
            if difference.kind == Kind::CannotCompare {
                cannot = true;
                continue;
            }
            let subject = difference.subject.clone().unwrap_or_default();
            let key = crate::value::material::name_key(&subject).core;
            // One material that two others call by other names is one conflict; two that one does not
            // list are two.
            let mut places = Vec::new();
            if difference.kind != Kind::OnlyInB {
                places.push(a.at(&difference.path_a, cx));
            }
            if difference.kind != Kind::OnlyInA {
                places.push(b.at(&difference.path_b, cx));
            }
            let told = conflicts.iter().find(|((element, _), conflict)| {
                let mut places = places.iter();
                *element == difference.element
                    && places.any(|place| conflict.stated.contains(place))
            });
            let entry = match told.filter(|_| !subject.is_empty()) {
                Some((known, _)) => known.clone(),
                None => (difference.element, key),
            };
            let conflict = conflicts.entry(entry).or_default();
            conflict.stated.extend(places);
            add(conflict, (a, b), difference, cx);
        }
    }
    let found: Vec<Diagnostic> = conflicts.into_values().filter_map(found).collect();
    for found in found {
        cx.report(found);
    }
    if cannot {
        cx.cannot_judge(Text::new(
            "两处的写法不能确切比较",
            "the two statements cannot be compared with certainty",
        ));
    }
}

fn add<'s, 'a>(
    conflict: &mut Conflict<'s, 'a>,
    (a, b): (&'s Side<'a>, &'s Side<'a>),
    difference: Difference,
    cx: &Context<'_>,
) {
    let label = label(&difference);
    conflict.label.get_or_insert(label);
    conflict.certain |= difference.certain;
    for (side, path, words) in [
        (a, &difference.path_a, difference.a),
        (b, &difference.path_b, difference.b),
    ] {
        if !conflict
            .statements
            .iter()
            .any(|(known, ..)| std::ptr::eq(*known, side))
        {
            conflict.statements.push((side, side.at(path, cx), words));
        }
    }
}

fn label(difference: &Difference) -> Argument {
    let label = difference.label();
    match &difference.subject {
        Some(subject) if !is_blank(subject) && difference.element != "materials" => {
            let subject = clip(subject);
            Argument::Both {
                zh: format!("“{subject}”的{}", label.zh),
                en: format!("{} of “{subject}”", label.en),
            }
        }
        _ => label.into(),
    }
}

/// One finding of all that is said. It points into the item: at the one channel by itself,
/// or at the item's own statement.
fn found(conflict: Conflict<'_, '_>) -> Option<Diagnostic> {
    let own = (conflict.statements.iter()).position(|(side, ..)| side.is_item());
    let channels: Vec<usize> = (conflict.statements.iter().enumerate())
        .filter(|(_, (side, ..))| !side.is_item() && !side.is_view())
        .map(|(at, _)| at)
        .collect();
    let at = match (own, channels.as_slice()) {
        (Some(_), [only]) => Some(*only),
        _ => odd_one(&conflict.statements, &channels)
            .or(own)
            .or(channels.last().copied()),
    };
    let path = match at.and_then(|at| conflict.statements.get(at)) {
        Some((_, place, _)) => place.path.clone(),
        // Two views disagree on what this catalogue does not state.
        None => conflict.statements.first()?.1.path.clone(),
    };
    let mut found = Diagnostic::at(path)
        .with("element", conflict.label?)
        .with("statements", statements(&conflict.statements));
    for (number, (side, place, words)) in conflict.statements.iter().enumerate() {
        if Some(number) != at {
            found = found.related(place.clone(), said(&side.name(), words));
        }
    }
    Some(found.hint_unless(conflict.certain))
}

/// The channel that alone says something else than all the others, who agree.
fn odd_one(statements: &[(&Side<'_>, Subject, Argument)], channels: &[usize]) -> Option<usize> {
    if statements.len() < 3 {
        return None;
    }
    let mut odd = channels.iter().filter(|at| {
        let own = statements.get(**at).map(|(_, _, words)| words);
        let mut others = (statements.iter().enumerate())
            .filter(|(other, _)| other != *at)
            .map(|(_, (_, _, words))| words);
        let first = others.next();
        first != own && others.all(|words| Some(words) == first)
    });
    odd.next().copied().filter(|_| odd.next().is_none())
}

fn said(name: &Argument, words: &Argument) -> Argument {
    use crate::i18n::Language::{Chinese, English};
    Argument::Both {
        zh: format!("{}：{}", name.get(Chinese), words.get(Chinese)),
        en: format!("{}: {}", name.get(English), words.get(English)),
    }
}

fn statements(statements: &[(&Side<'_>, Subject, Argument)]) -> Argument {
    use crate::i18n::Language::{Chinese, English};
    let both: Vec<Argument> = (statements.iter())
        .map(|(side, _, words)| said(&side.name(), words))
        .collect();
    let join = |language, mark: &str| {
        let all: Vec<&str> = both.iter().map(|said| said.get(language)).collect();
        all.join(mark)
    };
    Argument::Both {
        zh: join(Chinese, "；"),
        en: join(English, "; "),
    }
}

/// Whether the handling system is only called a site or system, not by its name.
pub(super) fn names_no_system(system: &str) -> bool {
    words::UNNAMED_SYSTEM.is(system.trim())
}

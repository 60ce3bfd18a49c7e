//! Pairwise comparison of the statements of the item, its channels and its views.

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

/// A guide and its source: the item itself, a channel, or a view.
pub(super) struct Side<'a> {
    party: Party,
    guide: &'a Guide,
    origin: Origin<'a>,
}

/// The source of a guide; its name is only built for messages.
#[derive(Clone, Copy)]
enum Origin<'a> {
    Item,
    Channel(usize, &'a Channel),
    View(&'a Counterpart<'a>),
}

impl Side<'_> {
    /// The location of `path`, which is relative to the guide.
    fn at(&self, path: &Path, cx: &Context<'_>) -> Subject {
        match self.origin {
            Origin::Item => cx.here(path!["guide"].join(path)),
            Origin::Channel(at, _) => cx.here(path!["channels", at, "says"].join(path)),
            Origin::View(view) => Subject {
                view: Some(view.view),
                item: Some(view.index),
                path: path!["guide"].join(path),
            },
        }
    }

    fn name(&self) -> Argument {
        match self.origin {
            Origin::Item => Text::new("事项本身", "the item itself").into(),
            Origin::Channel(at, channel) => channel_name(channel, at),
            Origin::View(view) => view.name.to_owned().into(),
        }
    }

    /// Whether a deviation can refer to this side by `word`.
    fn is_known_as(&self, word: &str) -> bool {
        match self.origin {
            Origin::Item => false,
            Origin::Channel(_, channel) => names(channel).any(|name| name == word),
            Origin::View(view) => view.name == word,
        }
    }

    fn is_item(&self) -> bool {
        matches!(self.origin, Origin::Item)
    }

    fn is_view(&self) -> bool {
        matches!(self.origin, Origin::View(_))
    }
}

/// The guides of the item, its channels and its views, in this order.
pub(super) fn sides<'a>(item: &'a ServiceItem, cx: &Context<'a>) -> Vec<Side<'a>> {
    let own = item.guide.iter().map(|guide| Side {
        party: Party::Item,
        guide,
        origin: Origin::Item,
    });
    let channels = item
        .channels
        .iter()
        .enumerate()
        .filter_map(|(at, channel)| {
            Some(Side {
                party: Party::Channel(channel.kind.clone()),
                guide: channel.says.as_deref()?,
                origin: Origin::Channel(at, channel),
            })
        });
    let views = cx.views().iter().filter_map(|view| {
        Some(Side {
            party: Party::Channel(ChannelKind::recognise(view.name)),
            guide: view.item.guide.as_ref()?,
            origin: Origin::View(view),
        })
    });
    own.chain(channels).chain(views).collect()
}

/// The name of a channel for a message.
pub(super) fn channel_name(channel: &Channel, at: usize) -> Argument {
    display_channel(channel.called(), at)
}

/// The channel that an entry address belongs to, for a message. Exports put any entry address into the portal's
/// column, so the portal is reported as “the online application”.
pub(super) fn entry_of(called: Option<&str>, at: usize) -> Argument {
    if called == Some(ChannelKind::Portal.term()) {
        Text::new("网上办理", "the online application").into()
    } else {
        display_channel(called, at)
    }
}

/// The name of a channel for a message, or its number if it has no name.
pub(super) fn display_channel(called: Option<&str>, at: usize) -> Argument {
    match called {
        Some(name) => Argument::Plain(clip(name)),
        None => Argument::Both {
            zh: format!("第{}个渠道", at + 1),
            en: format!("channel {}", at + 1),
        },
    }
}

/// The id, name and kind of a channel.
fn names(channel: &Channel) -> impl Iterator<Item = &str> {
    let kind = channel.kind.as_ref().map(Vocabulary::term);
    [channel.id.as_deref(), channel.name.as_deref(), kind]
        .into_iter()
        .flatten()
}

/// Whether `word` is the id, name or kind of a channel of the item, or the name of a view.
pub(super) fn names_channel(word: &str, item: &ServiceItem, cx: &Context<'_>) -> bool {
    item.channels
        .iter()
        .flat_map(names)
        .any(|name| name == word)
        || cx.views().iter().any(|view| view.name == word)
}

/// The element of a deviation, relative to the guide.
pub(super) fn deviating_element(deviation: &Deviation) -> &str {
    let element = deviation.element.trim();
    element.strip_prefix("guide.").unwrap_or(element)
}

/// The name of the element of a deviation, or its path if it covers several elements.
pub(super) fn deviating_label(deviation: &Deviation) -> Argument {
    match crate::compare::element(deviating_element(deviation)) {
        Some(element) => element.name.into(),
        None => Argument::Plain(deviation.element.trim().to_owned()),
    }
}

/// Whether the deviation declares a difference in `element` between the two sides.
fn declares(deviation: &Deviation, a: &Side<'_>, b: &Side<'_>, element: &str) -> bool {
    let stated = deviating_element(deviation);
    let about = covers(stated, element) || covers(element, stated);
    let between = |side: &Side<'_>| deviation.channels.iter().any(|word| side.is_known_as(word));
    about && (deviation.channels.is_empty() || between(a) || between(b))
}

/// Whether there still is a difference that the deviation declares; `None` if the element cannot be compared.
pub(super) fn still_differs(
    deviation: &Deviation,
    item: &ServiceItem,
    cx: &Context<'_>,
) -> Option<bool> {
    let stated = deviating_element(deviation);
    let known = crate::compare::elements()
        .iter()
        .any(|element| covers(stated, &element.path) || covers(&element.path, stated));
    if !known {
        return None;
    }
    let sides = sides(item, cx);
    let strict = Relations::strict();
    Some(pairs(&sides).any(|(a, b)| {
        guides(a.guide, b.guide, Pair::strict(&strict))
            .iter()
            .any(|difference| declares(deviation, a, b, difference.element))
    }))
}

/// All pairs of sides, except those of a channel and a view: both are compared with the item.
fn pairs<'s, 'a>(sides: &'s [Side<'a>]) -> impl Iterator<Item = (&'s Side<'a>, &'s Side<'a>)> {
    sides.iter().enumerate().flat_map(|(at, a)| {
        sides
            .iter()
            .skip(at + 1)
            .filter(move |b| a.is_item() || a.is_view() == b.is_view())
            .map(move |b| (a, b))
    })
}

/// A contradiction on one element, or one material, with the statements of all sides involved.
#[derive(Default)]
struct Conflict<'s, 'a> {
    statements: Vec<(&'s Side<'a>, Subject, Argument)>,
    /// The locations of the contradicting values, without the lists from which an entry is missing.
    stated: Vec<Subject>,
    label: Option<Argument>,
    certain: bool,
}

/// Reports each element of a topic on which the sides disagree, as one finding.
pub(super) fn report(compared: Topic, item: &ServiceItem, cx: &mut Context<'_>) {
    let mut channel_guides = item
        .channels
        .iter()
        .filter_map(|channel| channel.says.as_deref());
    if cx.views().is_empty() && !channel_guides.any(|guide| states(compared, guide)) {
        return;
    }
    let mut sides = sides(item, cx);
    sides.retain(|side| states(compared, side.guide));
    let mut conflicts: BTreeMap<(&str, String), Conflict<'_, '_>> = BTreeMap::new();
    let mut cannot_compare = false;
    for (a, b) in pairs(&sides) {
        let pair = Pair::new(a.party.clone(), b.party.clone(), &cx.settings.relations);
        for difference in topic(compared, a.guide, b.guide, pair) {
            let declared = item
                .deviations
                .iter()
                .any(|deviation| declares(deviation, a, b, difference.element));
            if declared {
                continue;
            }
            if difference.kind == Kind::CannotCompare {
                cannot_compare = true;
                continue;
            }
            let subject = difference.subject.clone().unwrap_or_default();
            let key = crate::value::material::name_key(&subject).core;
            // Differences about the same entry are one conflict, even if other sides name it differently. Two
            // entries that a side does not list are two conflicts.
            let mut places = Vec::new();
            if difference.kind != Kind::OnlyInB {
                places.push(a.at(&difference.path_a, cx));
            }
            if difference.kind != Kind::OnlyInA {
                places.push(b.at(&difference.path_b, cx));
            }
            let earlier = conflicts.iter().find(|((element, _), conflict)| {
                let mut places = places.iter();
                *element == difference.element
                    && places.any(|place| conflict.stated.contains(place))
            });
            let entry = match earlier.filter(|_| !subject.is_empty()) {
                Some((known, _)) => known.clone(),
                None => (difference.element, key),
            };
            let conflict = conflicts.entry(entry).or_default();
            conflict.stated.extend(places);
            add_difference(conflict, (a, b), difference, cx);
        }
    }
    let found: Vec<Diagnostic> = conflicts
        .into_values()
        .filter_map(into_diagnostic)
        .collect();
    for found in found {
        cx.report(found);
    }
    if cannot_compare {
        cx.cannot_judge(Text::new(
            "两处的写法不能确切比较",
            "the two statements cannot be compared with certainty",
        ));
    }
}

fn add_difference<'s, 'a>(
    conflict: &mut Conflict<'s, 'a>,
    (a, b): (&'s Side<'a>, &'s Side<'a>),
    difference: Difference,
    cx: &Context<'_>,
) {
    let label = conflict_label(&difference);
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

fn conflict_label(difference: &Difference) -> Argument {
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

/// The finding of a conflict with all its statements. It is located at the only channel involved or the only one that
/// differs, or else at the item's own statement.
fn into_diagnostic(conflict: Conflict<'_, '_>) -> Option<Diagnostic> {
    let own = conflict
        .statements
        .iter()
        .position(|(side, ..)| side.is_item());
    let channels: Vec<usize> = conflict
        .statements
        .iter()
        .enumerate()
        .filter(|(_, (side, ..))| !side.is_item() && !side.is_view())
        .map(|(at, _)| at)
        .collect();
    let at = match (own, channels.as_slice()) {
        (Some(_), [only]) => Some(*only),
        _ => only_differing_channel(&conflict.statements, &channels)
            .or(own)
            .or(channels.last().copied()),
    };
    let path = match at.and_then(|at| conflict.statements.get(at)) {
        Some((_, place, _)) => place.path.clone(),
        // Only views disagree; neither the item nor its channels state the element.
        None => conflict.statements.first()?.1.path.clone(),
    };
    let mut found = Diagnostic::at(path)
        .with("element", conflict.label?)
        .with("statements", display_statements(&conflict.statements));
    for (number, (side, place, words)) in conflict.statements.iter().enumerate() {
        if Some(number) != at {
            found = found.related(place.clone(), display_statement(&side.name(), words));
        }
    }
    Some(found.hint_unless(conflict.certain))
}

/// The only channel that differs, if all the other sides agree.
fn only_differing_channel(
    statements: &[(&Side<'_>, Subject, Argument)],
    channels: &[usize],
) -> Option<usize> {
    if statements.len() < 3 {
        return None;
    }
    let mut odd = channels.iter().filter(|at| {
        let own = statements.get(**at).map(|(_, _, words)| words);
        let mut others = statements
            .iter()
            .enumerate()
            .filter(|(other, _)| other != *at)
            .map(|(_, (_, _, words))| words);
        let first = others.next();
        first != own && others.all(|words| Some(words) == first)
    });
    odd.next().copied().filter(|_| odd.next().is_none())
}

fn display_statement(name: &Argument, words: &Argument) -> Argument {
    use crate::i18n::Language::{Chinese, English};
    Argument::Both {
        zh: format!("{}：{}", name.get(Chinese), words.get(Chinese)),
        en: format!("{}: {}", name.get(English), words.get(English)),
    }
}

fn display_statements(statements: &[(&Side<'_>, Subject, Argument)]) -> Argument {
    use crate::i18n::Language::{Chinese, English};
    let both: Vec<Argument> = statements
        .iter()
        .map(|(side, _, words)| display_statement(&side.name(), words))
        .collect();
    let join = |language, mark: &str| {
        let all: Vec<&str> = both.iter().map(|text| text.get(language)).collect();
        all.join(mark)
    };
    Argument::Both {
        zh: join(Chinese, "；"),
        en: join(English, "; "),
    }
}

/// Whether the handling system is only described as a site or system, without a name.
pub(super) fn names_no_system(system: &str) -> bool {
    words::UNNAMED_SYSTEM.is(system.trim())
}

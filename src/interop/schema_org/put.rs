//! Mappings of the elements for which a row is not enough.

use serde_json::{Value, json};

use crate::code::{CreditCode, OrganizationCode};
use crate::division;
use crate::interop::around::{Around, below};
use crate::interop::duration::estimate;
use crate::interop::iri::Encoded;
use crate::interop::node::{Node, Term};
use crate::interop::said;
use crate::model::{Body, Limit, OpeningHours, Phone};
use crate::prose::is_blank;
use crate::vocabulary::{DayKind, Vocabulary};

pub(super) const DESCRIPTION: &str = "description";
pub(super) const NAME: &str = "name";
pub(super) const CHANNEL: &str = "availableChannel";
const TIME: &str = "processingTime";
pub(super) const CODE: &str = "identifier";

pub(super) fn provider(value: &Value, node: &mut Node, cx: &mut Around<'_>) {
    match cx
        .typed::<Body>(value)
        .and_then(|body| organisation(&body, cx))
    {
        Some(organisation) => {
            node.link("provider", organisation);
            cx.tell_fields(BESIDE_BODY, value, node);
        }
        None => cx.tell(value, node),
    }
}

/// Fields of a body that apply to a single item.
const BESIDE_BODY: &[&str] = &["kind", "entrusted_by", "office", "leads", "role"];

pub(super) fn operators(value: &Value, node: &mut Node, cx: &mut Around<'_>) {
    for value in said::each(value) {
        match cx
            .typed::<Body>(value)
            .and_then(|body| organisation(&body, cx))
        {
            Some(organisation) => {
                node.link("serviceOperator", organisation);
                if BESIDE_BODY.iter().any(|key| value.get(key).is_some()) {
                    cx.tell(value, node);
                }
            }
            None => cx.tell(value, node),
        }
    }
}

/// Makes the node of a body; `None` if the body has neither a name nor a code.
fn organisation(body: &Body, cx: &Around<'_>) -> Option<Node> {
    let (mut node, name) = cx.body(body, "GovernmentOrganization")?;
    node.text(NAME, name);
    if let Some(short) = &body.short_name {
        node.text("alternateName", short);
    }
    let codes = [
        (
            "统一社会信用代码",
            body.credit_code.as_ref().map(CreditCode::as_str),
        ),
        (
            "组织机构代码",
            body.organization_code
                .as_ref()
                .map(OrganizationCode::as_str),
        ),
    ];
    for (name, code) in codes {
        if let Some(code) = code.filter(|code| !code.is_empty()) {
            let mut inner = below(&node, "PropertyValue", "identifier", Some(code));
            inner.plain("value", code);
            inner.text(NAME, name);
            node.link(CODE, inner);
        }
    }
    Some(node)
}

pub(super) fn area(value: &Value, node: &mut Node, cx: &mut Around<'_>) {
    let Some(code) = said::scalar(value) else {
        return;
    };
    let id = format!("{}division/{}", cx.base.as_str(), Encoded(&code));
    let mut area = Node::named(id, code.clone(), "AdministrativeArea");
    area.plain(CODE, code.clone());
    if let Some(division) = division::find(&code) {
        area.text(NAME, division.name);
    }
    node.link("areaServed", area);
}

pub(super) fn translation(value: &Value, node: &mut Node, cx: &mut Around<'_>) {
    cx.translated(value, node);
}

pub(super) fn processing_time(value: &Value, node: &mut Node, cx: &mut Around<'_>) {
    let Some(limit) = cx.typed::<Limit>(value) else {
        return;
    };
    if let Some(duration) = estimate(&limit) {
        node.plain(TIME, duration);
    }
    cx.tell(value, node);
}

pub(super) fn time_of_channels(value: &Value, node: &mut Node, cx: &mut Around<'_>) {
    let Some(limit) = cx.typed::<Limit>(value) else {
        return;
    };
    let handles = ["channel", "place"].map(|part| below(node, "", part, Some("")).called);
    if let Some(duration) = estimate(&limit) {
        for channel in node.nodes_mut(CHANNEL) {
            let is_one = handles.iter().any(|part| channel.called.starts_with(part));
            if is_one && !channel.has(TIME) {
                channel.plain(TIME, duration.clone());
            }
        }
    }
    cx.tell(value, node);
}

pub(super) fn charged(value: &Value, node: &mut Node, cx: &mut Around<'_>) {
    if *value != json!(false) {
        cx.tell(value, node);
        return;
    }
    let mut offer = below(node, "Offer", "offer", None);
    cx.tell(value, &mut offer);
    yuan(&mut offer, "0");
    node.link("offers", offer);
}

pub(super) fn amount(value: &Value, node: &mut Node, _: &mut Around<'_>) {
    if let Some(amount) = said::scalar(value) {
        yuan(node, &amount);
    }
}

fn yuan(offer: &mut Node, amount: &str) {
    offer.plain("price", amount);
    offer.plain("priceCurrency", "CNY");
}

/// The page of a class about the service, created if there is none.
fn page_about<'n>(
    node: &'n mut Node,
    class: &'static str,
    part: &str,
    name: &str,
) -> Option<&'n mut Node> {
    let mut page = below(node, class, part, None);
    let id = page.id.clone();
    if node.nodes_mut("subjectOf").all(|known| known.id != id) {
        page.text(NAME, name);
        node.link("subjectOf", page);
    }
    node.nodes_mut("subjectOf").find(|known| known.id == id)
}

fn how_to(node: &mut Node) -> Option<&mut Node> {
    page_about(node, "HowTo", "how-to", "办理流程")
}

pub(super) fn materials(value: &Value, node: &mut Node, cx: &mut Around<'_>) {
    put_list(
        value,
        how_to(node),
        cx,
        ("supply", "HowToSupply", DESCRIPTION),
    );
}

pub(super) fn steps(value: &Value, node: &mut Node, cx: &mut Around<'_>) {
    put_list(value, how_to(node), cx, ("step", "HowToStep", "text"));
}

/// Adds a node for each entry of a list, with its name; the other fields go into a text.
fn put_list(
    value: &Value,
    of: Option<&mut Node>,
    cx: &Around<'_>,
    (property, class, text): (&'static str, &'static str, &'static str),
) {
    let Some(of) = of else { return };
    for value in said::each(value) {
        let mut thing = Node::blank(class);
        if let Some(name) = value.get("name").and_then(said::scalar) {
            thing.text(NAME, name);
        }
        thing.text(text, said::said(cx.field, value));
        // Two equal entries are kept as two, which `add` would merge.
        of.terms.push((property, Term::Node(thing)));
    }
}

pub(super) fn how_told(value: &Value, node: &mut Node, cx: &mut Around<'_>) {
    if let Some(how) = how_to(node) {
        cx.tell(value, how);
    }
}

pub(super) fn questions(value: &Value, node: &mut Node, cx: &mut Around<'_>) {
    let Some(page) = page_about(node, "FAQPage", "questions", cx.field.name.zh) else {
        return;
    };
    for value in said::each(value) {
        let text_of = |key: &str| value.get(key).and_then(said::scalar);
        let mut question = Node::blank("Question");
        if let Some(text) = text_of("question") {
            question.text(NAME, text);
        }
        if let Some(text) = text_of("answer") {
            let mut answer = Node::blank("Answer");
            answer.text("text", text);
            question.link("acceptedAnswer", answer);
        }
        page.link("mainEntity", question);
    }
}

/// The place of a channel, created if there is none.
fn place(node: &mut Node) -> Option<&mut Node> {
    const PLACE: &str = "serviceLocation";
    if !node.has(PLACE) {
        node.link(PLACE, Node::blank("Place"));
    }
    node.nodes_mut(PLACE).next()
}

pub(super) fn address(value: &Value, node: &mut Node, _: &mut Around<'_>) {
    if let (Some(text), Some(place)) = (said::scalar(value), place(node)) {
        place.text("address", text);
    }
}

pub(super) fn phones(value: &Value, node: &mut Node, cx: &mut Around<'_>) {
    for value in said::each(value) {
        let Some(phone) = cx.typed::<Phone>(value) else {
            continue;
        };
        let mut contact = Node::blank("ContactPoint");
        if !is_blank(&phone.number) {
            contact.plain("telephone", said::number(&phone));
        }
        if let Some(note) = &phone.note {
            contact.text("contactType", note);
        }
        node.link("servicePhone", contact);
    }
}

pub(super) fn email(value: &Value, node: &mut Node, _: &mut Around<'_>) {
    if let Some(text) = said::scalar(value) {
        let mut contact = Node::blank("ContactPoint");
        contact.plain("email", text);
        node.link("servicePhone", contact);
    }
}

pub(super) fn hours_of_place(value: &Value, node: &mut Node, cx: &mut Around<'_>) {
    if let Some(place) = place(node) {
        specify(value, place, cx, "openingHoursSpecification");
    }
}

pub(super) fn hours(value: &Value, node: &mut Node, cx: &mut Around<'_>) {
    specify(value, node, cx, "hoursAvailable");
}

/// Adds a specification for each period, and one for the wording and the holidays.
fn specify(value: &Value, node: &mut Node, cx: &mut Around<'_>, property: &'static str) {
    const CLASS: &str = "OpeningHoursSpecification";
    let Some(hours) = cx.typed::<OpeningHours>(value) else {
        return;
    };
    let mut whole = Node::blank(CLASS);
    let texts = [
        hours.text.clone(),
        hours.holidays.as_ref().map(ToString::to_string),
    ];
    for text in texts.into_iter().flatten().filter(|text| !is_blank(text)) {
        whole.tell(DESCRIPTION, text.trim());
    }
    if whole.has(DESCRIPTION) {
        node.link(property, whole);
    }
    for period in &hours.periods {
        let mut one = Node::blank(CLASS);
        one.text(DESCRIPTION, said::period(period));
        for day in period.days.iter().flat_map(days) {
            one.link(
                "dayOfWeek",
                Node::reference(format!("https://schema.org/{day}")),
            );
        }
        for (property, time) in [("opens", &period.opens), ("closes", &period.closes)] {
            if let Some(time) = time {
                one.plain(property, time);
            }
        }
        node.link(property, one);
    }
}

/// The days of the week of a kind of day. Working days are Monday to Friday.
fn days(kind: &DayKind) -> &'static [&'static str] {
    const ALL: &[&str] = &[
        "Monday",
        "Tuesday",
        "Wednesday",
        "Thursday",
        "Friday",
        "Saturday",
        "Sunday",
    ];
    match kind {
        DayKind::WorkingDay => ALL.get(..5).unwrap_or_default(),
        DayKind::Weekend => ALL.get(5..).unwrap_or_default(),
        DayKind::Daily => ALL,
        DayKind::Holiday => &["PublicHolidays"],
        // A day of the week has the English name of its entry.
        day => {
            let name = day.entry().map(|entry| entry.english);
            ALL.iter()
                .position(|day| Some(*day) == name)
                .and_then(|at| ALL.get(at..=at))
                .unwrap_or_default()
        }
    }
}

//! Mappings of the elements for which a row is not enough.

use serde_json::{Value, json};

use crate::code::CreditCode;
use crate::division;
use crate::interop::around::{Around, below, concept};
use crate::interop::duration::estimate;
use crate::interop::iri::Encoded;
use crate::interop::node::{Node, Term};
use crate::interop::{language, said};
use crate::model::{Body, LegalBasis, Limit, OpeningHours, Phone};
use crate::prose::is_blank;
use crate::vocabulary::ChannelKind;

pub(super) const DESCRIPTION: &str = "dct:description";
pub(super) const TITLE: &str = "dct:title";
pub(super) const IDENTIFIER: &str = "dct:identifier";
pub(super) const CHANNEL: &str = "cv:hasChannel";
const HOURS: &str = "cv:openingHours";
pub(super) const CODE: &str = "adms:identifier";

pub(super) fn authority(value: &Value, node: &mut Node, cx: &mut Around<'_>) {
    let Some(body) = cx.typed::<Body>(value) else {
        return;
    };
    match organisation(&body, cx) {
        Some(organisation) => {
            node.link("cv:hasCompetentAuthority", organisation);
            cx.tell_fields(&["entrusted_by", "office", "leads", "role"], value, node);
        }
        None => cx.tell(value, node),
    }
}

pub(super) fn co_authority(value: &Value, node: &mut Node, cx: &mut Around<'_>) {
    for (at, value) in said::each(value).iter().enumerate() {
        let Some(body) = cx.typed::<Body>(value) else {
            continue;
        };
        let Some(mut organisation) = organisation(&body, cx) else {
            cx.tell(value, node);
            continue;
        };
        organisation.classes.push("foaf:Agent");
        let number = (at + 1).to_string();
        let mut part = below(node, "cv:Participation", "participation", Some(&number));
        part.plain(IDENTIFIER, part.called.clone());
        part.text(DESCRIPTION, said::said(cx.field, value));
        part.link("cv:role", concept(cx.base, cx.field.key, cx.field.name.zh));
        part.link("cv:hasParticipant", organisation);
        node.link("cv:hasParticipation", part);
    }
}

/// Makes the node of a body; `None` if the body has neither a name nor a code.
fn organisation(body: &Body, cx: &Around<'_>) -> Option<Node> {
    let (mut node, name) = cx.body(body, "cv:PublicOrganisation")?;
    node.plain(IDENTIFIER, node.called.clone());
    for property in ["skos:prefLabel", TITLE] {
        node.text(property, name);
    }
    if let Some(short) = &body.short_name {
        node.text("skos:altLabel", short);
    }
    if let Some(code) = &body.organization_code {
        let mut inner = below(&node, "adms:Identifier", "identifier", Some(code.as_str()));
        inner.plain("skos:notation", code.as_str());
        node.link(CODE, inner);
    }
    if let Some(kind) = &body.kind {
        node.link("org:classification", cx.term(kind));
    }
    // Without a known division, the body counts as a body of the state.
    let registered = body.credit_code.as_ref().and_then(CreditCode::division);
    let known = registered.filter(|code| division::find(code.as_str()).is_some());
    let place = match known.or_else(|| cx.item.division.clone()) {
        Some(code) if !code.is_empty() => location(code.as_str(), cx),
        _ => {
            let mut state =
                Node::reference("http://publications.europa.eu/resource/authority/country/CHN");
            state.classes.push("dct:Location");
            state
        }
    };
    node.link("dct:spatial", place);
    Some(node)
}

fn location(code: &str, cx: &Around<'_>) -> Node {
    let id = format!("{}division/{}", cx.base.as_str(), Encoded(code));
    let mut node = Node::named(id, code.to_owned(), "dct:Location");
    node.plain("skos:notation", code);
    if let Some(division) = division::find(code) {
        node.text("skos:prefLabel", division.name);
    }
    node
}

pub(super) fn spatial(value: &Value, node: &mut Node, cx: &mut Around<'_>) {
    if let Some(code) = said::scalar(value) {
        node.link("dct:spatial", location(&code, cx));
    }
}

pub(super) fn languages(value: &Value, node: &mut Node, cx: &mut Around<'_>) {
    for value in said::each(value) {
        let Some(text) = said::scalar(value) else {
            continue;
        };
        match language::find(&text) {
            Some(known) => {
                let code = known.authority;
                let id =
                    format!("http://publications.europa.eu/resource/authority/language/{code}");
                let mut language = Node::reference(id);
                language.classes.push("dct:LinguisticSystem");
                language.plain(IDENTIFIER, text);
                node.link("dct:language", language);
            }
            None => cx.tell(value, node),
        }
    }
}

pub(super) fn legal_basis(value: &Value, node: &mut Node, cx: &mut Around<'_>) {
    for (at, value) in said::each(value).iter().enumerate() {
        let Some(basis) = cx.typed::<LegalBasis>(value) else {
            continue;
        };
        let stated = [&basis.name, &basis.article].into_iter().flatten();
        let title: String = stated.map(|text| text.trim()).collect();
        let number = (at + 1).to_string();
        let mut resource = below(node, "eli:LegalResource", "legal-resource", Some(&number));
        if !is_blank(&title) {
            resource.text(TITLE, title);
        }
        if let Some(name) = basis.name.as_deref().filter(|name| !is_blank(name)) {
            let id = format!("{}law/{}", cx.base.as_str(), Encoded(name));
            let mut law = Node::named(id, name.to_owned(), "eli:LegalResource");
            law.text(TITLE, name.trim());
            if let Some(number) = &basis.document_number {
                law.plain("eli:id_local", number);
            }
            resource.link("eli:is_part_of", law);
        } else {
            cx.tell_fields(&["document_number"], value, &mut resource);
        }
        if let Some(article) = &basis.article {
            resource.plain("eli:number", article);
        }
        if let Some(text) = &basis.text {
            resource.text(DESCRIPTION, text);
        }
        if let Some(rank) = &basis.rank {
            resource.link("eli:type_document", cx.term(rank));
        }
        cx.tell_fields(&["promulgation"], value, &mut resource);
        node.link("cv:hasLegalResource", resource);
    }
}

pub(super) fn translation(value: &Value, node: &mut Node, cx: &mut Around<'_>) {
    cx.translated(value, node);
}

pub(super) fn processing_time(value: &Value, node: &mut Node, cx: &mut Around<'_>) {
    let Some(limit) = cx.typed::<Limit>(value) else {
        return;
    };
    if let Some(duration) = estimate(&limit) {
        node.add("cv:processingTime", Term::Typed(duration, "xsd:duration"));
    }
    cx.tell(value, node);
}

pub(super) fn charged(value: &Value, node: &mut Node, cx: &mut Around<'_>) {
    if *value != json!(false) {
        cx.tell(value, node);
        return;
    }
    let mut cost = below(node, "cv:Cost", "cost", None);
    cost.plain(IDENTIFIER, cost.called.clone());
    cx.tell(value, &mut cost);
    yuan(&mut cost, "0");
    node.link("cv:hasCost", cost);
}

pub(super) fn amount(value: &Value, node: &mut Node, _: &mut Around<'_>) {
    if let Some(amount) = said::scalar(value) {
        yuan(node, &amount);
    }
}

fn yuan(cost: &mut Node, amount: &str) {
    cost.add("cv:hasValue", Term::Typed(amount.to_owned(), "xsd:double"));
    let mut currency =
        Node::reference("http://publications.europa.eu/resource/authority/currency/CNY");
    currency.classes.push("skos:Concept");
    cost.link("cv:currency", currency);
}

pub(super) fn place_name(value: &Value, node: &mut Node, cx: &mut Around<'_>) {
    if let Some(name) = said::scalar(value) {
        node.text(DESCRIPTION, name);
    }
    node.link("dct:type", cx.term(&ChannelKind::Hall));
}

pub(super) fn place_address(value: &Value, node: &mut Node, cx: &mut Around<'_>) {
    address(value, node, cx);
    node.link("dct:type", cx.term(&ChannelKind::Hall));
}

pub(super) fn address(value: &Value, node: &mut Node, _: &mut Around<'_>) {
    if let Some(text) = said::scalar(value) {
        let mut address = Node::blank("locn:Address");
        address.text("locn:fullAddress", text);
        node.link("locn:address", address);
    }
}

pub(super) fn phones(value: &Value, node: &mut Node, cx: &mut Around<'_>) {
    for value in said::each(value) {
        let Some(phone) = cx.typed::<Phone>(value) else {
            continue;
        };
        if !is_blank(&phone.number) {
            node.plain("cv:telephone", said::number(&phone));
        }
        if phone.note.is_some() || is_blank(&phone.number) {
            cx.tell(value, node);
        }
    }
}

pub(super) fn hours(value: &Value, node: &mut Node, cx: &mut Around<'_>) {
    let Some(hours) = cx.typed::<OpeningHours>(value) else {
        return;
    };
    let mut whole = below(node, "time:TemporalEntity", "hours", None);
    let texts = [
        hours.text.clone(),
        hours.holidays.as_ref().map(ToString::to_string),
    ];
    for text in texts.into_iter().flatten().filter(|text| !is_blank(text)) {
        whole.tell(DESCRIPTION, text.trim());
    }
    if whole.has(DESCRIPTION) {
        node.link(HOURS, whole);
    }
    for (at, period) in hours.periods.iter().enumerate() {
        let number = (at + 1).to_string();
        let mut entity = below(node, "time:TemporalEntity", "hours", Some(&number));
        entity.text(DESCRIPTION, said::period(period));
        let ends = [
            ("time:hasBeginning", &period.opens),
            ("time:hasEnd", &period.closes),
        ];
        for (property, time) in ends {
            if let Some(instant) = time.as_deref().and_then(instant) {
                entity.link(property, instant);
            }
        }
        node.link(HOURS, entity);
    }
}

/// Parses a time of day such as 09:00 into a node.
fn instant(text: &str) -> Option<Node> {
    let (hour, minute) = text.trim().split_once(':')?;
    let (hour, minute) = (hour.parse::<u8>().ok()?, minute.parse::<u8>().ok()?);
    if hour > 24 || minute > 59 {
        return None;
    }
    let mut clock = Node::blank("time:DateTimeDescription");
    for (property, number) in [("time:hour", hour), ("time:minute", minute)] {
        clock.add(
            property,
            Term::Typed(number.to_string(), "xsd:nonNegativeInteger"),
        );
    }
    clock.link(
        "time:unitType",
        Node::reference("http://www.w3.org/2006/time#unitMinute"),
    );
    let mut instant = Node::blank("time:Instant");
    instant.link("time:inDateTime", clock);
    Some(instant)
}

pub(super) fn hours_of_places(value: &Value, node: &mut Node, cx: &mut Around<'_>) {
    let mut is_said = false;
    let place = below(node, "", "place", Some("")).called;
    for channel in node.nodes_mut(CHANNEL) {
        if channel.called.starts_with(&place) && !channel.has(HOURS) {
            hours(value, channel, cx);
            is_said = true;
        }
    }
    if !is_said {
        let mut contact = below(node, "cv:ContactPoint", "contact/reception", None);
        contact.text(TITLE, cx.field.name.zh);
        hours(value, &mut contact, cx);
        node.link("cv:contactPoint", contact);
    }
}

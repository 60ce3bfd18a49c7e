//! Names of others and remarks beside a value. No rule on wording judges how they are put, but
//! signs that nobody wrote are out of place in them as well.

use crate::model::{Guide, Phone, ServiceItem};
use crate::path;
use crate::path::Path;
use crate::text::Text;

const NAME: Text = Text::new("名称", "the name");
const NOTE: Text = Text::new("说明", "the note");

/// Every such text of an item that is not blank: where it stands, what it is, and its words.
pub(super) fn of(item: &ServiceItem) -> Vec<(Path, Text, &str)> {
    let mut found = Vec::new();
    for (index, reason) in item.not_applicable.iter().enumerate() {
        let path = path!["not_applicable", index, "reason"];
        found.push((path, NOTE, Some(&reason.reason)));
    }
    for (index, deviation) in item.deviations.iter().enumerate() {
        let path = path!["deviations", index, "reason"];
        found.push((path, NOTE, deviation.reason.as_ref()));
    }
    for (index, body) in item.co_authorities.iter().enumerate() {
        found.push((
            path!["co_authorities", index, "name"],
            NAME,
            body.name.as_ref(),
        ));
    }
    let said = item.channels.iter().enumerate();
    let mut guides: Vec<(Path, &Guide)> = (item.guide.iter())
        .map(|guide| (path!["guide"], guide))
        .chain(said.clone().filter_map(|(index, channel)| {
            Some((path!["channels", index, "says"], channel.says.as_ref()?))
        }))
        .collect();
    for (index, channel) in said {
        found.push((
            path!["channels", index, "name"],
            NAME,
            channel.name.as_ref(),
        ));
    }
    for (index, translation) in item.translations.iter().enumerate() {
        let says = translation.says.as_ref();
        guides.extend(says.map(|guide| (path!["translations", index, "says"], guide)));
    }
    for (path, guide) in guides {
        in_guide(&path, guide, &mut found);
    }
    (found.into_iter())
        .filter_map(|(path, label, text)| Some((path, label, text?.as_str())))
        .filter(|(_, _, text)| !text.trim().is_empty())
        .collect()
}

type Remarks<'a> = Vec<(Path, Text, Option<&'a String>)>;

fn in_guide<'a>(path: &Path, guide: &'a Guide, found: &mut Remarks<'a>) {
    for (index, material) in guide.materials.iter().enumerate() {
        let path = path.then("materials").then(index).then("exemption_way");
        found.push((path, NOTE, material.exemption_way.as_ref()));
    }
    for (index, place) in guide.places.iter().enumerate() {
        phones(&path.then("places").then(index), &place.phones, found);
    }
    let contacts = [
        ("consultation", &guide.consultation),
        ("complaint", &guide.complaint),
    ];
    for (key, contact) in contacts {
        let Some(contact) = contact else { continue };
        let path = path.then(key);
        phones(&path, &contact.phones, found);
        for (index, reply) in contact.replies.iter().enumerate() {
            let path = path.then("replies").then(index).then("note");
            found.push((path, NOTE, reply.note.as_ref()));
        }
    }
    for (key, offer) in [
        ("appointment", &guide.appointment),
        ("courier", &guide.courier),
        ("kiosk", &guide.kiosk),
        ("assistance", &guide.assistance),
    ] {
        if let Some(offer) = offer {
            phones(&path.then(key), &offer.phones, found);
        }
    }
}

fn phones<'a>(path: &Path, phones: &'a [Phone], found: &mut Remarks<'a>) {
    for (index, phone) in phones.iter().enumerate() {
        let path = path.then("phones").then(index).then("note");
        found.push((path, NOTE, phone.note.as_ref()));
    }
}

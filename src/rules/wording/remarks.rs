//! Names of others and remarks beside a value. No rule on wording judges how they are put, but
//! signs that nobody wrote are out of place in them as well.

use crate::i18n::Text;
use crate::model::{Contact, Guide, Phone, ServiceItem};
use crate::path;
use crate::path::Path;

const NAME: Text = Text::new("名称", "the name");
const NOTE: Text = Text::new("说明", "the note");

/// The remarks of an item in which something is found: where they stand, what they are, and what
/// was found.
pub(super) fn find<'a, T>(
    item: &'a ServiceItem,
    look: impl Fn(&'a str) -> Option<T>,
) -> Vec<(Path, Text, T)> {
    let mut all = Search {
        look,
        found: Vec::new(),
    };
    all.item(item);
    all.found
}

/// Paths are only built where something is found.
struct Search<L, T> {
    look: L,
    found: Vec<(Path, Text, T)>,
}

impl<'a, T, L: Fn(&'a str) -> Option<T>> Search<L, T> {
    fn text(&mut self, label: Text, text: Option<&'a String>, path: impl FnOnce() -> Path) {
        if let Some(found) = text.and_then(|text| (self.look)(text)) {
            self.found.push((path(), label, found));
        }
    }

    fn item(&mut self, item: &'a ServiceItem) {
        for (index, reason) in item.not_applicable.iter().enumerate() {
            let path = || path!["not_applicable", index, "reason"];
            self.text(NOTE, Some(&reason.reason), path);
        }
        for (index, deviation) in item.deviations.iter().enumerate() {
            let path = || path!["deviations", index, "reason"];
            self.text(NOTE, deviation.reason.as_ref(), path);
        }
        for (index, body) in item.co_authorities.iter().enumerate() {
            let path = || path!["co_authorities", index, "name"];
            self.text(NAME, body.name.as_ref(), path);
        }
        if let Some(guide) = &item.guide {
            self.guide(guide, &|| path!["guide"]);
        }
        for (index, channel) in item.channels.iter().enumerate() {
            let path = || path!["channels", index, "name"];
            self.text(NAME, channel.name.as_ref(), path);
            if let Some(guide) = &channel.says {
                self.guide(guide, &|| path!["channels", index, "says"]);
            }
        }
        for (index, translation) in item.translations.iter().enumerate() {
            if let Some(guide) = &translation.says {
                self.guide(guide, &|| path!["translations", index, "says"]);
            }
        }
    }

    fn guide(&mut self, guide: &'a Guide, path: &dyn Fn() -> Path) {
        for (index, material) in guide.materials.iter().enumerate() {
            let path = || path().then("materials").then(index).then("exemption_way");
            self.text(NOTE, material.exemption_way.as_ref(), path);
        }
        for (index, place) in guide.places.iter().enumerate() {
            self.phones(&place.phones, &|| path().then("places").then(index));
        }
        for (key, contact) in [
            ("consultation", &guide.consultation),
            ("complaint", &guide.complaint),
        ] {
            if let Some(contact) = contact {
                self.contact(contact, &|| path().then(key));
            }
        }
        for (key, offer) in [
            ("appointment", &guide.appointment),
            ("courier", &guide.courier),
            ("kiosk", &guide.kiosk),
            ("assistance", &guide.assistance),
        ] {
            if let Some(offer) = offer {
                self.phones(&offer.phones, &|| path().then(key));
            }
        }
    }

    fn contact(&mut self, contact: &'a Contact, path: &dyn Fn() -> Path) {
        self.phones(&contact.phones, path);
        for (index, reply) in contact.replies.iter().enumerate() {
            let path = || path().then("replies").then(index).then("note");
            self.text(NOTE, reply.note.as_ref(), path);
        }
    }

    fn phones(&mut self, phones: &'a [Phone], path: &dyn Fn() -> Path) {
        for (index, phone) in phones.iter().enumerate() {
            let path = || path().then("phones").then(index).then("note");
            self.text(NOTE, phone.note.as_ref(), path);
        }
    }
}

use super::helpers::{contacts, guides, phones};
use crate::division::area_code::{Area, find, of_division};
use crate::division::{find as find_division, leading};
use crate::engine::{Context, Diagnostic, rule};
use crate::i18n::{Argument, Text};
use crate::model::{Phone, ServiceItem};
use crate::path::Path;
use crate::prose::{first_chars, says_something};
use crate::value::phone::area_code;

rule! {
    "ORG040", "area-code-of-other-region", Warning, Item(check),
    summary: ("电话区号是外地的", "a phone with the area code of another region"),
    message: ("电话{number}的区号{area}是{there}的，不是本地（{here}）的", "the area code {area} of {number} belongs to {there}, not to the local area ({here})"),
    help: ("核对号码；确属上级机关或外地机构的电话，在说明里写明是谁的", "check the number; if it belongs to a higher-level or distant body, say whose it is in the note"),
    requirements: [C6],
    cites: ["wenzhou-script#电话"],
    certain: Table,
    page: "area_code_of_other_region.md",
}

fn check(item: &ServiceItem, cx: &mut Context<'_>) {
    let stated = item.division.as_ref().or(cx.settings.division.as_ref());
    let from_body_name = || {
        let body = item.authority.as_ref()?.name.as_deref()?;
        // 国家税务总局某市税务局 is a body of 某市, so skip the national authority.
        let (_, local) = body.split_once("总局").unwrap_or(("", body));
        // The name of a division locates the body only if no other division has it.
        match leading(local)?.1.as_slice() {
            [one] => Some(one.code.to_owned()),
            _ => None,
        }
    };
    // 广西防城港某公司 has no 市 in its name; the address of the place usually does.
    let from_address = || {
        let mut places = item.guide.iter().flat_map(|guide| &guide.places);
        let address = places.find_map(|place| place.address.as_deref())?;
        match leading(address)?.1.as_slice() {
            [one] => Some(one.code.to_owned()),
            _ => None,
        }
    };
    let stated = stated.map(|code| code.as_str().to_owned());
    let Some(division) = stated.or_else(from_body_name).or_else(from_address) else {
        return cx.cannot_judge(Text::new(
            "不知道事项在哪个行政区划",
            "the item's division is not known",
        ));
    };
    let Some(local) = of_division(&division) else {
        return;
    };
    let province = division.get(..2).unwrap_or_default();
    for listed in phones(item) {
        let phone = listed.phone;
        let Some(area) = area_code(phone).and_then(|code| find(&code)) else {
            continue;
        };
        if local.contains(&area.code) {
            continue;
        }
        // The help asks to name the owner of a phone elsewhere; it is named already.
        if owner_texts(item, &listed.path(), phone)
            .any(|text| names_owner(text, area, local, province))
        {
            continue;
        }
        // Phones of higher bodies, in the provincial or national capital, are often right, so only a hint.
        let above = area.code == "010" || capital_area_codes(province).contains(&area.code);
        let named = says_something(phone.note.as_deref());
        let here = match local {
            [first, ..] if local.len() > 4 => format!("{first}…").into(),
            _ => Argument::list(local),
        };
        let found = Diagnostic::at(listed.path())
            .with("number", phone.number.as_str())
            .with("area", area.code)
            .with("there", area.name)
            .with("here", here);
        cx.report(found.hint_unless(!(above || named)));
    }
}

/// The area codes of the capital of the province with these two digits.
fn capital_area_codes(digits: &str) -> &'static [&'static str] {
    of_division(&format!("{digits}0100")).unwrap_or_default()
}

/// The texts that may name the owner of a phone: its note, and the texts of the contact or place that it belongs to.
fn owner_texts<'a>(
    item: &'a ServiceItem,
    at: &Path,
    phone: &'a Phone,
) -> impl Iterator<Item = &'a str> {
    let mut texts = vec![phone.note.as_deref()];
    let contains_phone = |path: &Path| at.steps().starts_with(path.steps());
    for (held, contact, _) in contacts(item) {
        if contains_phone(&held.path()) {
            texts.extend([contact.address.as_deref(), contact.text.as_deref()]);
        }
    }
    for (held, guide) in guides(item) {
        for (index, place) in guide.places.iter().enumerate() {
            if contains_phone(&held.then("places").then(index)) {
                texts.extend([place.name.as_deref(), place.address.as_deref()]);
            }
        }
    }
    texts.into_iter().flatten()
}

/// Whether a text names a city of the area code, or, if the area is the province's capital, the province.
fn names_owner(text: &str, area: &Area, local: &[&str], province: &str) -> bool {
    let names_city = area.name.split('、').any(|city| {
        // A bare name is not enough: 南京路 is a street in many cities.
        ["市", "州", "地区", "盟"]
            .iter()
            .any(|kind| text.contains(&format!("{city}{kind}")))
    });
    let whole = find_division(&format!("{province}0000")).map(|division| division.name);
    let short = whole.map(|name| first_chars(name, 2));
    let of_province = || {
        let here = local
            .iter()
            .filter_map(|code| find(code))
            .any(|own| own.name.split('、').any(|city| text.contains(city)));
        let above = text.contains("自治区") || short.is_some_and(|name| text.contains(name));
        capital_area_codes(province).contains(&area.code) && above && !here
    };
    names_city || of_province()
}

//! Compares the copies that the conditions ask for with the counts in the list of materials.

use super::helpers::{condition_entries, materials, name};
use super::stated_copies::{counts, differ, is_counted, is_on_paper};
use crate::engine::{Context, Diagnostic};
use crate::i18n::{Argument, Text};
use crate::model::ServiceItem;
use crate::path;
use crate::value::material::{copies, name_key};

/// Reports each entry of the conditions that asks for other numbers of copies than the list.
pub(super) fn look(item: &ServiceItem, cx: &mut Context<'_>) {
    for entry in condition_entries(item).filter(|entry| entry.contains('份')) {
        let Some((label, rest)) = entry.split_once(['，', ',', ' ', '（', '(']) else {
            continue;
        };
        let Some(entry_copies) = copies(rest) else {
            continue;
        };
        let core = name_key(label).core;
        let is_same = |at: usize| cx.material_key(at).is_some_and(|key| key.core == core);
        let Some((index, material)) = materials(item).find(|(at, _)| is_same(*at)) else {
            continue;
        };
        // 几份 without a kind may mean originals or photocopies.
        let names_kind = entry_copies.originals.is_some() || entry_copies.photocopies.is_some();
        if !(is_on_paper(material)
            && is_counted(material)
            && names_kind
            && differ(&entry_copies, material))
        {
            continue;
        }
        let name = name(material, index);
        let stated = Argument::Both {
            zh: format!("受理条件里“{name}”写的是“{entry}”"),
            en: format!("the conditions say “{entry}” of “{name}”"),
        };
        let listed = cx.here(path!["guide", "materials", index, "originals"]);
        cx.report(
            Diagnostic::at(path!["guide", "conditions"])
                .with("stated", stated)
                .with("counts", counts(material))
                .quoting(entry)
                .related(listed, Text::new("材料清单", "the list of materials"))
                .citing(&["licence-law#30"]),
        );
    }
}

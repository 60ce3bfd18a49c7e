use super::helpers::{materials, name, notes, original_is_shown};
use crate::engine::{Context, Diagnostic, rule};
use crate::i18n::Text;
use crate::model::ServiceItem;
use crate::path;
use crate::vocabulary::Medium;
use crate::words;

rule! {
    "MAT034", "form-contradicts-copies", Warning, Item(check),
    summary: ("材料写明要原件（复印件、电子件），份数却相反", "the form asks for originals, photocopies or files, the counts say the reverse"),
    message: ("“{name}”写明要{form}，份数却是原件{originals}份、复印件{photocopies}份", "“{name}” asks for {form}, but the counts are {originals} originals and {photocopies} photocopies"),
    help: ("核实要原件还是复印件：{how}", "settle what is required: {how}"),
    requirements: [A3],
    cites: ["gbh-2017-115#5-format"],
    page: "form_contradicts_copies.md",
}

const OF_PAPER: Text = Text::new(
    "只要一种的，把另一种改为0份，材料类型也只写这一种；两种都要的，份数都写，材料类型写“原件和复印件”",
    "set the number of the other to 0 and name only the one as the form; if both are required, give both numbers and the form “原件和复印件” (originals and photocopies)",
);

const OF_FILE: Text = Text::new(
    "只收电子件的，没有复印件，份数只写一种；也收纸质的，把材料形式改为“纸质或电子”",
    "of a file there are no photocopies, so give one number only; if paper is taken, too, correct the medium",
);

fn check(item: &ServiceItem, cx: &mut Context<'_>) {
    for (index, material) in materials(item) {
        let (Some(form), Some(originals), Some(photocopies)) =
            (&material.form, material.originals, material.photocopies)
        else {
            continue;
        };
        let is_file = material.medium == Some(Medium::Electronic);
        let (word, contradicted) = match form.trim() {
            // The original may be counted although it is only shown.
            "复印件" | "仅复印件" => (
                if is_file {
                    Text::new("电子的复印件", "a file of a copy")
                } else {
                    Text::new("复印件", "copies")
                },
                originals > 0 && !(photocopies > 0 && original_is_shown(material)),
            ),
            "原件" | "仅原件" if is_file => {
                (Text::new("电子的原件", "an original file"), photocopies > 0)
            }
            "原件" | "仅原件" => (Text::new("原件", "originals"), photocopies > 0),
            "原件和复印件" if is_file => (
                Text::new("电子件", "a file"),
                originals > 0 && photocopies > 0,
            ),
            "原件和复印件" => (
                Text::new("原件和复印件", "originals and copies"),
                (originals == 0) != (photocopies == 0),
            ),
            "原件或复印件" => (
                Text::new("原件或复印件", "an original or a copy"),
                (originals == 0) != (photocopies == 0),
            ),
            _ => continue,
        };
        if contradicted {
            let found = Diagnostic::at(path!["guide", "materials", index, "form"])
                .with("name", name(material, index))
                .with("form", word)
                .with("originals", originals)
                .with("photocopies", photocopies)
                .with("how", if is_file { OF_FILE } else { OF_PAPER });
            // If a copy is enough, one of each may mean either.
            let either = notes(material).any(|(_, text)| words::NO_ORIGINAL.occurs_in(text));
            cx.report(found.hint_unless(!either && !form.contains('或')));
        }
    }
}

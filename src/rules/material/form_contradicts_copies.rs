use crate::engine::{Context, Found, rule};
use crate::model::ServiceItem;
use crate::path;
use crate::text::Text;

rule! {
    "MAT034", "form-contradicts-copies", Warning, Item(check),
    summary: ("材料写明要原件（复印件），份数却相反", "the form says originals or copies, the numbers the reverse"),
    message: ("“{name}”写明要{form}，份数却是原件{originals}份、复印件{photocopies}份", "“{name}” asks for {form}, yet for {originals} originals and {photocopies} copies"),
    help: ("核实要原件还是复印件，把不要的一项改为0份", "settle whether originals or copies are wanted, and set the other number to 0"),
    rows: ["A3"],
    source: "2017年全国互联网政务服务平台检查：55%的材料没有说清要原件还是复印件",
    page: "form_contradicts_copies.md",
}

fn check(item: &ServiceItem, cx: &mut Context<'_>) {
    let materials = item.guide.iter().flat_map(|guide| &guide.materials);
    for (index, material) in materials.enumerate() {
        let (Some(form), Some(originals), Some(photocopies)) =
            (&material.form, material.originals, material.photocopies)
        else {
            continue;
        };
        let (word, contradicted) = match form.trim() {
            "复印件" | "仅复印件" => (Text::new("复印件", "copies"), originals > 0),
            "原件" | "仅原件" => (Text::new("原件", "originals"), photocopies > 0),
            _ => continue,
        };
        if contradicted {
            let found = Found::at(path!["guide", "materials", index, "form"])
                .with("name", material.name.as_deref().unwrap_or_default())
                .with("form", word)
                .with("originals", originals)
                .with("photocopies", photocopies);
            cx.report(found);
        }
    }
}

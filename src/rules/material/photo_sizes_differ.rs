use super::helpers::{materials, name};
use crate::engine::{Context, Diagnostic, rule};
use crate::i18n::{Argument, Text};
use crate::model::{Material, ServiceItem};
use crate::path;
use crate::prose::occurrences;

rule! {
    "MAT027", "photo-sizes-differ", Warning, Item(check),
    summary: ("同一份照片写了两种尺寸", "one photo in two sizes"),
    message: ("“{name}”的{one}写的是{size}，{other}写的是{another}", "“{name}” is {size} by its {one} and {another} by its {other}"),
    help: ("核对后只写一种尺寸", "give the one size that is right"),
    requirements: [A3],
    own: ("照着哪一处去拍，都可能白拍", "whichever one follows, the photo may have to be taken again"),
    certain: Contradiction,
    page: "photo_sizes_differ.md",
}

fn check(item: &ServiceItem, cx: &mut Context<'_>) {
    for (index, material) in materials(item) {
        let sized = [&material.name, &material.size].into_iter().flatten();
        if !sized.into_iter().any(|text| text.contains(['照', '寸'])) {
            continue;
        }
        let mut sizes = texts(material)
            .into_iter()
            .filter_map(|(key, label, text)| Some((key, label, size(text?)?)));
        let Some((key, one, first)) = sizes.next() else {
            continue;
        };
        let Some((other_key, other, another)) = sizes.find(|(.., size)| *size != first) else {
            continue;
        };
        let place = cx.here(path!["guide", "materials", index, key]);
        cx.report(
            Diagnostic::at(path!["guide", "materials", index, other_key])
                .with("name", name(material, index))
                .with("one", one)
                .with("size", Argument::from(first))
                .with("other", other)
                .with("another", Argument::from(another))
                .related(place, one),
        );
    }
}

type LabelledText<'a> = (&'static str, Text, Option<&'a str>);

/// The texts in which a material may state the size of a photo.
fn texts(material: &Material) -> [LabelledText<'_>; 5] {
    [
        ("name", Text::new("名称", "name"), material.name.as_deref()),
        ("size", Text::new("规格", "size"), material.size.as_deref()),
        (
            "filling_notes",
            Text::new("填报须知", "filling-in notes"),
            material.filling_notes.as_deref(),
        ),
        (
            "acceptance_standard",
            Text::new("受理标准", "acceptance standard"),
            material.acceptance_standard.as_deref(),
        ),
        (
            "remark",
            Text::new("备注", "remark"),
            material.remark.as_deref(),
        ),
    ]
}

/// The size in inches that a text names, in a uniform spelling; `None` if the text names several.
fn size(text: &str) -> Option<String> {
    let mut sizes = occurrences(text, "寸").filter_map(|found| {
        let mut before = found.before.chars().rev();
        let number = match before.next()? {
            '一' | '1' | '１' => '一',
            '二' | '两' | '2' | '２' => '二',
            '三' | '3' => '三',
            _ => return None,
        };
        let kind = before.next().filter(|c| matches!(c, '大' | '小'));
        Some(kind.into_iter().chain([number, '寸']).collect::<String>())
    });
    let first = sizes.next()?;
    sizes.all(|size| size == first).then_some(first)
}

//! Inputs that are nearly sound: seeds with parts of them gone, doubled, exchanged or put from one into another.

/// Pieces of sources, and pieces that have confused readers.
const TOKENS: &[&str] = &[
    "\"",
    "'",
    "\\",
    "\n",
    "\r\n",
    "\r",
    "\t",
    ",",
    ";",
    "|",
    "\0",
    "{",
    "}",
    "[",
    "]",
    "[[items]]",
    "=",
    ":",
    "<td>",
    "</tr>",
    "<table>",
    "<!--",
    "&#0;",
    "&amp;",
    "\u{feff}",
    "\u{202e}",
    "\u{3000}",
    "\u{200b}",
    "（",
    "）",
    "《",
    "》",
    "、",
    "；",
    "。",
    "→",
    "-->",
    "1.",
    "①",
    "（一）",
    "第",
    "条",
    "无",
    "null",
    "-",
    "0",
    "-1",
    "1e999",
    "18446744073709551616",
    "0.1",
    "NaN",
    "true",
    "20个工作日",
    "原件1份",
    "申请材料：",
    "周一至周五9:00-12:00",
    "0777-1234567",
    "2026-02-30",
    "45000",
    "=A1",
    "#REF!",
    "\\u0000",
    "\\ud800",
    "甲",
    "name",
    "guide",
    "extensions",
    "\"\"\"",
    "'''",
    "#",
    "//",
    "\u{1f600}",
];

/// Numbers that look random and are the same in every run.
#[derive(Debug)]
pub(crate) struct Dice(pub(crate) u64);

impl Dice {
    pub(crate) fn below(&mut self, end: usize) -> usize {
        // xorshift64*
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        let number = self.0.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 33;
        usize::try_from(number).unwrap() % end.max(1)
    }

    /// A part of so many bytes.
    fn range(&mut self, length: usize) -> std::ops::Range<usize> {
        let start = self.below(length + 1);
        let most = (length - start).min(1 << self.below(8));
        start..start + self.below(most + 1)
    }
}

/// A seed changed in one to four places.
pub(crate) fn mutated(seeds: &[Vec<u8>], dice: &mut Dice) -> Vec<u8> {
    let mut input = seeds[dice.below(seeds.len())].clone();
    for _ in 0..=dice.below(4) {
        let place = dice.range(input.len());
        let new: Vec<u8> = match dice.below(6) {
            0 => Vec::new(),
            1 => input[place.clone()].repeat(2),
            2 => input[place.clone()]
                .iter()
                .map(|byte| byte ^ (1 << dice.below(8)))
                .collect(),
            3 => {
                let other = &seeds[dice.below(seeds.len())];
                other[dice.range(other.len())].to_vec()
            }
            _ => TOKENS[dice.below(TOKENS.len())].as_bytes().to_vec(),
        };
        input.splice(place, new);
    }
    input
}

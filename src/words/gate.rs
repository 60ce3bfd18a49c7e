//! Whether a word may begin a few characters ago: asked of each character of each text.

/// Tells at each character whether one of many words may have begun shortly before, in a few steps a
/// character and without looking anything up.
///
/// The words are spread over groups, by their length and then in alphabetical order. A number has a bit for
/// each group and each of four characters. As a text is walked through, the bits move on by one character,
/// and those remain whose group has a word with this character there. What it passes over is certain; it
/// stops at seven of a hundred characters or so, and at most of them a longer word does begin.
#[derive(Debug)]
pub(super) struct Gate {
    /// By the last bits of a character, the places where words have it.
    places: Box<[u64; Self::CHARS]>,
    /// The first places of the groups of words that are shorter.
    free: u64,
    /// The last places of the groups of words that have so many characters, or more.
    last: [u64; Self::PLACES],
}

impl Gate {
    /// How many characters of a word are looked at.
    const PLACES: usize = 4;
    /// How many groups there are of words that have one, two, three, or more characters.
    const GROUPS: [usize; Self::PLACES] = [1, 3, 4, 8];
    /// The bits of one place: one for each group.
    const BITS: usize = 16;
    /// Twelve bits of a character are looked at, which is what tells most Chinese ones apart.
    const CHARS: usize = 1 << 12;

    /// The gate for these words.
    #[expect(
        clippy::large_stack_arrays,
        reason = "it is made once, and its fixed size spares a check at each character"
    )]
    pub(super) fn of<'w>(words: impl Iterator<Item = &'w str>) -> Self {
        let mut words: Vec<&str> = words.filter(|word| !word.is_empty()).collect();
        words.sort_unstable();
        let mut gate = Self {
            places: Box::new([0; Self::CHARS]),
            free: 0,
            last: [0; Self::PLACES],
        };
        let mut group = 0;
        for (before, (groups, last)) in Self::GROUPS.into_iter().zip(&mut gate.last).enumerate() {
            let length = before + 1;
            let of_length = |word: &&&str| word.chars().take(Self::PLACES).count() == length;
            let words: Vec<&str> = words.iter().filter(of_length).copied().collect();
            let first = Self::PLACES - length;
            for (at, word) in words.iter().enumerate() {
                let bit = 1 << (group + at * groups / words.len());
                for (place, c) in (first..Self::PLACES).zip(word.chars()) {
                    if let Some(places) = gate.places.get_mut(c as usize % Self::CHARS) {
                        *places |= bit << (place * Self::BITS);
                    }
                }
            }
            let own: u64 = ((1 << groups) - 1) << group;
            gate.free |= (0..first).fold(0, |free, place| free | own << (place * Self::BITS));
            *last = own << ((Self::PLACES - 1) * Self::BITS);
            group += groups;
        }
        gate
    }

    /// What is known before the first character: a short word may begin with it.
    pub(super) const fn before_any(&self) -> Known {
        Known(self.free)
    }

    /// What is known after one more character.
    pub(super) fn after(&self, known: Known, c: char) -> Known {
        let all = (1 << Self::BITS) - 1;
        let places = self.places.get(c as usize % Self::CHARS).copied();
        Known((known.0 << Self::BITS | all) & (places.unwrap_or_default() | self.free))
    }

    /// How many characters before the end of what was walked through a word may have begun.
    pub(super) fn begun(&self, known: Known) -> impl Iterator<Item = usize> {
        let lengths = self.last.iter().zip(1..);
        lengths.filter_map(move |(last, length)| (known.0 & last != 0).then_some(length))
    }
}

/// What is known of the last characters of a text.
#[derive(Debug, Clone, Copy)]
pub(super) struct Known(u64);

impl Known {
    /// Whether a word may have begun.
    pub(super) const fn may_hold(self) -> bool {
        self.0 >> ((Gate::PLACES - 1) * Gate::BITS) != 0
    }
}

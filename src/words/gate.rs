//! A filter that reports, character by character, whether a word may just have begun.

/// The Shift-And algorithm over groups of words, sorted by length and then alphabetically: bit *g*
/// of place *p* is set for a character if some word of group *g* has the character at position *p*.
///
/// The state is shifted by one place per character. There are no false negatives; about 7 % of
/// characters pass, most of them because a word has begun.
#[derive(Debug)]
pub(super) struct Gate {
    /// The places in words at which a character occurs, by the low bits of the character.
    places: Box<[u64; Self::CHARS]>,
    /// Places that short words do not have.
    free: u64,
    /// The bits of the last place of the groups of each word length.
    last: [u64; Self::PLACES],
}

impl Gate {
    /// Number of characters compared per word.
    pub(super) const PLACES: usize = 4;
    /// Number of groups for words of one, two, three, and more characters.
    const GROUPS: [usize; Self::PLACES] = [1, 3, 4, 8];
    /// The bits of one place: one for each group.
    const BITS: usize = 16;
    /// Number of different low bits of characters: the low twelve bits distinguish most Chinese characters.
    const CHARS: usize = 1 << 12;

    /// Creates the gate for these words.
    #[expect(
        clippy::large_stack_arrays,
        reason = "built once; the fixed size avoids a bounds check per character"
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

    /// The state before the first character: a short word may begin with it.
    pub(super) const fn before_any(&self) -> Known {
        Known(self.free)
    }

    /// The state after one more character.
    pub(super) fn after(&self, known: Known, c: char) -> Known {
        let all = (1 << Self::BITS) - 1;
        let places = self.places.get(c as usize % Self::CHARS).copied();
        Known((known.0 << Self::BITS | all) & (places.unwrap_or_default() | self.free))
    }

    /// Whether a word of `before + 1` characters, or a longer one if that is the last place, may have begun that many
    /// characters before the last one.
    pub(super) fn has_begun(&self, known: Known, before: usize) -> bool {
        (self.last.get(before)).is_some_and(|last| known.0 & last != 0)
    }
}

/// The state of the filter after some characters: the groups of which a word may still match.
#[derive(Debug, Clone, Copy)]
pub(super) struct Known(u64);

impl Known {
    /// Whether a word may have begun shortly before, so that it has to be looked up.
    pub(super) const fn may_hold(self) -> bool {
        self.0 >> ((Gate::PLACES - 1) * Gate::BITS) != 0
    }
}

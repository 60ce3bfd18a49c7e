//! Made-up bodies of one division, with credit codes whose check characters are right.

/// The name and the credit code of body `n`, below 10,000.
pub(crate) fn body(n: usize) -> (String, String) {
    const VALUES: &[u8] = b"0123456789ABCDEFGHJKLMNPQRTUWXY";
    // GB 11714: the check of the nine characters inside.
    let inside = format!("MB0Y{n:04}");
    let value = |c: char| i64::from(c.to_digit(36).unwrap());
    let sum: i64 = inside
        .chars()
        .zip([3, 7, 9, 10, 5, 8, 4, 2])
        .map(|(c, weight)| value(c) * weight)
        .sum();
    let check = match (11 - sum % 11) % 11 {
        10 => "X".to_owned(),
        check => check.to_string(),
    };
    // GB 32100: the check of all of it.
    let code = format!("11532871{inside}{check}");
    let (mut weight, mut sum) = (1, 0);
    for c in code.bytes() {
        let value = VALUES.iter().position(|known| *known == c).unwrap();
        sum += value * weight;
        weight = weight * 3 % 31;
    }
    let check = VALUES[(31 - sum % 31) % 31];
    (
        format!("云江新区第{n}办事处"),
        format!("{code}{}", char::from(check)),
    )
}

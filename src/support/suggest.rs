//! "Did you mean": the nearest of the words that would have been right.
//!
//! In: a word and candidates. Out: the nearest candidate, if near enough. Must not know what the words are.

/// How alike words must be, of 1.
const ALIKE: f64 = 0.75;

/// The candidate nearest to `word`, case aside; none if none is near.
pub fn nearest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let word = word.to_lowercase();
    candidates
        .into_iter()
        .map(|it| (strsim::jaro_winkler(&word, &it.to_lowercase()), it))
        .filter(|(alike, _)| *alike >= ALIKE)
        // The first of equals, whatever the order of comparison.
        .fold(None, |best: Option<(f64, &str)>, next| match best {
            Some(best) if best.0 >= next.0 => Some(best),
            _ => Some(next),
        })
        .map(|(_, it)| it)
}

/// `; did you mean X?`, or nothing.
pub fn did_you_mean<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> String {
    nearest(word, candidates).map_or_else(String::new, |it| format!("; did you mean `{it}`?"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn near_words_are_found_and_far_ones_are_not() {
        let words = ["select", "ignore", "severity", "per-path"];
        assert_eq!(nearest("ingore", words), Some("ignore"));
        assert_eq!(nearest("Select", words), Some("select"));
        assert_eq!(nearest("perpath", words), Some("per-path"));
        assert_eq!(nearest("zzz", words), None);
        assert_eq!(did_you_mean("selct", words), "; did you mean `select`?");
        assert_eq!(did_you_mean("qqq", words), "");
    }
}

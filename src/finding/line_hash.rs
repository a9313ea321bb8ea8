//! The line hash by which GitHub code scanning recognizes an alert again.
//!
//! In: text. Out: a hash for each line, as github/codeql-action computes it (`src/fingerprints.ts`): a rolling hash over the next 100
//! characters that are neither blank nor tab, and how often it has been met. Must not know findings.

use std::collections::HashMap;
use std::collections::VecDeque;

/// Characters that a hash covers.
const BLOCK: usize = 100;

/// Factor of the polynomial.
const FACTOR: u64 = 37;

/// Stands for the end of the text.
const END: u16 = 65535;

/// The hash of each line, in order. Lines end in LF, CR or CRLF; characters are UTF-16 code units, as in JavaScript.
pub fn line_hashes(text: &str) -> Vec<String> {
    let mut hasher = Hasher::new();
    let mut after_cr = false;
    for unit in text.encode_utf16() {
        let skipped = unit == u16::from(b' ')
            || unit == u16::from(b'\t')
            || (after_cr && unit == u16::from(b'\n'));
        after_cr = !skipped && unit == u16::from(b'\r');
        if !skipped {
            hasher.take(if after_cr { u16::from(b'\n') } else { unit });
        }
    }
    hasher.take(END);
    hasher.finish()
}

struct Hasher {
    /// The characters that the hash covers, with whether a line begins there.
    window: VecDeque<(u16, bool)>,
    hash: u64,
    /// `FACTOR` to the power of `BLOCK`: what the leaving character was multiplied by.
    leaving: u64,
    at_start: bool,
    seen: HashMap<u64, usize>,
    hashes: Vec<String>,
}

impl Hasher {
    fn new() -> Self {
        Hasher {
            window: VecDeque::from(vec![(0, false); BLOCK]),
            hash: 0,
            leaving: (0..BLOCK).fold(1, |power: u64, _| power.wrapping_mul(FACTOR)),
            at_start: true,
            seen: HashMap::new(),
            hashes: Vec::new(),
        }
    }

    fn take(&mut self, unit: u16) {
        let start = std::mem::replace(&mut self.at_start, unit == u16::from(b'\n'));
        self.push(unit, start);
    }

    /// Moves the window. Where a line begins at the character that leaves, the hash covers just that line's block.
    fn push(&mut self, unit: u16, start: bool) {
        let (gone, line) = self.window.pop_front().unwrap_or_default();
        if line {
            let count = self.seen.entry(self.hash).or_default();
            *count += 1;
            self.hashes.push(format!("{:x}:{count}", self.hash));
        }
        self.window.push_back((unit, start));
        let gone = self.leaving.wrapping_mul(u64::from(gone));
        self.hash = self
            .hash
            .wrapping_mul(FACTOR)
            .wrapping_add(u64::from(unit))
            .wrapping_sub(gone);
    }

    fn finish(mut self) -> Vec<String> {
        for _ in 0..BLOCK {
            self.push(0, false);
        }
        self.hashes
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The vectors of codeql-action's own test, `fingerprints.test.ts`.
    #[test]
    fn as_code_scanning_computes_them() {
        let lf = [
            "e9496ae3ebfced30:1",
            "fb7c023a8b9ccb3f:1",
            "ce8ba1a563dcdaca:1",
            "e20e36e16fcb0cc8:1",
            "b3edc88f2938467e:1",
            "c8e28b0b4002a3a0:1",
            "c129715d7a2bc9a3:1",
        ];
        let cases: [(&str, &[&str]); 7] = [
            ("", &["c129715d7a2bc9a3:1"]),
            (
                " a\nb\n  \t\tc\n d",
                &[
                    "271789c17abda88f:1",
                    "54703d4cd895b18:1",
                    "180aee12dab6264:1",
                    "a23a3dc5e078b07b:1",
                ],
            ),
            (
                " hello; \t\nworld!!!\n\n\n  \t\tGreetings\n End",
                &[
                    "8b7cf3e952e7aeb2:1",
                    "b1ae1287ec4718d9:1",
                    "bff680108adb0fcc:1",
                    "c6805c5e1288b612:1",
                    "b86d3392aea1be30:1",
                    "e6ceba753e1a442:1",
                ],
            ),
            (" hello; \t\nworld!!!\n\n\n  \t\tGreetings\n End\n", &lf),
            (" hello; \t\nworld!!!\r\r\r  \t\tGreetings\r End\r", &lf),
            (
                " hello; \t\r\nworld!!!\r\n\r\n\r\n  \t\tGreetings\r\n End\r\n",
                &lf,
            ),
            (" hello; \t\nworld!!!\r\n\n\r  \t\tGreetings\r End\r\n", &lf),
        ];
        for (text, hashes) in cases {
            assert_eq!(line_hashes(text), hashes, "{text:?}");
        }
        let repeated = [
            "a7f2ff13bc495cf2:1",
            "a7f2ff13bc495cf2:2",
            "a7f2ff13bc495cf2:3",
            "a7f2ff13bc495cf2:4",
            "a7f2ff13bc495cf2:5",
            "a7f2ff13bc495cf2:6",
            "a7f2ff1481e87703:1",
            "a9cf91f7bbf1862b:1",
            "55ec222b86bcae53:1",
            "cc97dc7b1d7d8f7b:1",
            "c129715d7a2bc9a3:1",
        ];
        assert_eq!(
            line_hashes(&"Lorem ipsum dolor sit amet.\n".repeat(10)),
            repeated
        );
    }
}

//! GMC311 to GMC314: archives of Go, how they are loaded, checked and unpacked.

mod load;
mod old_tree;
mod unverified;

use crate::document::cut::HOLE;
use crate::facts::{Doc, HostScript};
use regex::Regex;
use std::sync::OnceLock;

pub(super) use load::{misused_digest, redirect_not_followed};
pub(super) use old_tree::find as over_old_tree;
pub(super) use unverified::find as unverified;

/// A place in the order of a document: script and command.
type At = (usize, usize);

/// Where archives of Go come from, and the file behind it.
const SOURCE: &str = r"(?x)(?P<site>
    \bgo\.dev/dl/ | \bgolang\.org/dl/ | \bgolang\.google\.cn/dl/ | \bdl\.google\.com/(golang|go)/ | \bstorage\.googleapis\.com/golang/
    | \bmirrors?\.[a-z0-9.-]+/golang/ | \bstudygolang\.com/dl/golang/ | \bgomirrors\.org/dl/go/
    ) (?P<file>[^\s?\#]*)";

fn source() -> Option<&'static Regex> {
    static PATTERN: OnceLock<Option<Regex>> = OnceLock::new();
    PATTERN.get_or_init(|| Regex::new(SOURCE).ok()).as_ref()
}

/// The site and the file of a URL on a site of Go's downloads.
fn download(text: &str) -> Option<(&str, &str)> {
    let captures = source()?.captures(text)?;
    let part = |name: &str| captures.name(name).map(|it| it.as_str());
    Some((part("site")?, part("file")?))
}

/// Is a file of a download site an archive, rather than a digest, a signature or a list?
fn is_archive(file: &str) -> bool {
    let last = file.rsplit('/').next().unwrap_or(file);
    let variable = last.contains(['$', HOLE]) && !last.contains('.');
    // What another command prints may have blanks, where the URL seems to end.
    let unknown = last.ends_with('}') || last.contains("$(") || last.contains('`') || variable;
    [".tar.gz", ".tgz", ".zip"]
        .iter()
        .any(|it| last.ends_with(it))
        || unknown
}

/// May a name be that of an archive of Go? `go1.22.3.linux-amd64.tar.gz`, `go${VERSION}.$OS.tar.gz`, `golang.tgz`.
fn is_go_archive_name(text: &str) -> bool {
    static PATTERN: OnceLock<Option<Regex>> = OnceLock::new();
    let source = r"(^|/)(go|golang)[-_.]?((v?1\.\d|\$|\x{E000})[^/]*)?\.?(tar\.gz|tgz|tar|zip)$";
    let pattern = PATTERN.get_or_init(|| Regex::new(source).ok());
    pattern.as_ref().is_some_and(|it| it.is_match(text))
}

/// Do two scripts of a document run on the same files? Stages, jobs and targets keep apart.
fn together(doc: &Doc, a: &HostScript, b: &HostScript) -> bool {
    use crate::discover::DocKind;
    match doc.kind() {
        DocKind::Dockerfile => {
            let stage = |it: &HostScript| it.scope.first().and_then(|it| it.parse::<usize>().ok());
            match (stage(a), stage(b)) {
                (Some(a), Some(b)) => doc.dockerfile().chain(b).contains(&a),
                _ => false,
            }
        }
        DocKind::Makefile => a.scope == b.scope,
        DocKind::AzurePipelines | DocKind::Travis => true,
        _ => a.scope.first() == b.scope.first(),
    }
}

/// What `tar` is asked to do.
#[derive(Debug, Default, PartialEq, Eq)]
struct Tar {
    extracts: bool,
    dir: Option<String>,
    file: Option<String>,
    strips: bool,
    members: Vec<String>,
}

/// Reads the arguments of `tar`: `xzf f -C d`, `-xzf f`, `-C/d -xz`, `--directory=d`.
fn tar(args: &[String]) -> Tar {
    let mut found = Tar::default();
    let mut rest = args.iter().map(String::as_str).peekable();
    let bundled = |it: &str| it.chars().all(|it| it.is_ascii_alphabetic());
    if let Some(letters) = rest.next_if(|it| !it.is_empty() && bundled(it)) {
        for letter in letters.chars() {
            let value = if takes_value(letter) {
                rest.next()
            } else {
                None
            };
            found.option(letter, value);
        }
    }
    while let Some(arg) = rest.next() {
        if let Some(long) = arg.strip_prefix("--") {
            let (name, value) = match long.split_once('=') {
                Some((name, value)) => (name, Some(value)),
                None => (long, None),
            };
            match name {
                "extract" | "get" => found.extracts = true,
                "strip-components" | "strip" => {
                    found.strips = true;
                    if value.is_none() {
                        rest.next_if(|it| it.chars().all(|it| it.is_ascii_digit()));
                    }
                }
                "directory" => found.dir = value.or_else(|| rest.next()).map(str::to_owned),
                "file" => found.file = value.or_else(|| rest.next()).map(str::to_owned),
                _ => {}
            }
        } else if let Some(letters) = arg.strip_prefix('-').filter(|it| !it.is_empty()) {
            for (at, letter) in letters.char_indices() {
                if !takes_value(letter) {
                    found.option(letter, None);
                    continue;
                }
                let glued = &letters[at + letter.len_utf8()..];
                let value = if glued.is_empty() {
                    rest.next()
                } else {
                    Some(glued)
                };
                found.option(letter, value);
                break;
            }
        } else {
            found.members.push(arg.to_owned());
        }
    }
    found
}

impl Tar {
    fn option(&mut self, letter: char, value: Option<&str>) {
        match letter {
            'x' => self.extracts = true,
            'C' => self.dir = value.map(str::to_owned),
            'f' => self.file = value.map(str::to_owned),
            _ => {}
        }
    }
}

fn takes_value(letter: char) -> bool {
    matches!(
        letter,
        'f' | 'C' | 'b' | 'T' | 'X' | 'I' | 'K' | 'N' | 'V' | 'g' | 'F' | 'H' | 'L'
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(line: &str) -> Tar {
        let args: Vec<String> = line.split_whitespace().map(str::to_owned).collect();
        tar(&args)
    }

    #[test]
    fn arguments_of_tar() {
        for line in [
            "-C /usr/local -xzf go.tar.gz",
            "xzf go.tar.gz -C /usr/local",
            "-xzf go.tar.gz --directory /usr/local",
            "-x -z --file=go.tar.gz --directory=/usr/local",
            "-xzC /usr/local -f go.tar.gz",
            "xfC go.tar.gz /usr/local",
            "-C/usr/local -xzfgo.tar.gz",
        ] {
            let got = read(line);
            assert!(got.extracts, "{line}");
            assert_eq!(got.dir.as_deref(), Some("/usr/local"), "{line}");
            assert_eq!(got.file.as_deref(), Some("go.tar.gz"), "{line}");
        }
        assert!(read("-xz --strip-components 1 -C x").strips);
        assert!(!read("czf a.tgz dir").extracts);
    }

    #[test]
    fn names_of_archives() {
        for name in [
            "go1.22.3.linux-amd64.tar.gz",
            "/tmp/go.tar.gz",
            "go${V}.linux-amd64.tar.gz",
            "go$V.tgz",
            "golang.zip",
        ] {
            assert!(is_go_archive_name(name), "{name}");
        }
        for name in [
            "goreleaser.tar.gz",
            "go-licenses.tar.gz",
            "cargo.tar.gz",
            "gotestsum_1.2.tar.gz",
        ] {
            assert!(!is_go_archive_name(name), "{name}");
        }
        assert!(
            download("https://go.dev/dl/go1.22.3.src.tar.gz").is_some_and(|(_, it)| is_archive(it))
        );
        assert!(download("https://go.dev/dl/?mode=json").is_some_and(|(_, it)| !is_archive(it)));
        assert!(
            download("https://dl.google.com/go/go1.2.linux-amd64.tar.gz.sha256")
                .is_some_and(|(_, it)| !is_archive(it))
        );
        assert!(download("https://example.com/cargo.dev/dl").is_none());
    }
}

//! Names of container images.
//!
//! In: `registry/path/name:tag@digest`. Out: its parts, and what they tell about Go and the C library.

use super::versions::Version;

/// A parsed image name.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Image {
    /// With registry: `docker.io/library/golang`.
    pub path: String,
    /// Behind the colon.
    pub tag: Option<String>,
    /// Behind the `@`.
    pub digest: Option<String>,
}

/// The C library of an image, as far as its name tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Libc {
    /// Debian, Ubuntu, Fedora and the like.
    Glibc,
    /// Alpine, busybox with musl.
    Musl,
    /// scratch, distroless/static: no library at all.
    None,
    /// The name does not tell.
    Unknown,
}

impl Image {
    /// Splits a name.
    pub fn parse(text: &str) -> Image {
        let (name, digest) = match text.split_once('@') {
            Some((name, digest)) => (name, Some(digest.to_owned())),
            None => (text, None),
        };
        let last = name.rfind('/').map_or(0, |it| it + 1);
        let (path, tag) = match name[last..].find(':') {
            Some(at) => (&name[..last + at], Some(name[last + at + 1..].to_owned())),
            None => (name, None),
        };
        Image {
            path: path.to_owned(),
            tag,
            digest,
        }
    }

    /// Last part of the path.
    pub fn name(&self) -> &str {
        self.path.rsplit('/').next().unwrap_or(&self.path)
    }

    /// The official Go image, from whatever mirror.
    pub fn is_golang(&self) -> bool {
        self.name() == "golang"
    }

    /// The Go version in the tag of a Go image: `1.22` or `1.22.3`.
    pub fn go_version(&self) -> Option<Version> {
        if !self.is_golang() {
            return None;
        }
        Version::parse(self.tag.as_deref()?.split('-').next()?)
    }

    /// The C library.
    pub fn libc(&self) -> Libc {
        let tag = self.tag.as_deref().unwrap_or("");
        let path = self.path.as_str();
        let name = self.name();
        if name == "scratch" || path.contains("distroless/static") || name == "static" {
            return Libc::None;
        }
        if name == "alpine" || tag.contains("alpine") || name.contains("alpine") {
            return Libc::Musl;
        }
        if name == "busybox" {
            return match tag {
                it if it.contains("glibc") => Libc::Glibc,
                it if it.contains("musl") => Libc::Musl,
                _ => Libc::Unknown,
            };
        }
        let glibc = [
            "debian",
            "ubuntu",
            "fedora",
            "centos",
            "rockylinux",
            "almalinux",
            "ubi-minimal",
            "buildpack-deps",
            "amazonlinux",
        ];
        let distroless = path.contains("distroless/base") || path.contains("distroless/cc");
        if self.is_golang() || glibc.contains(&name) || distroless {
            let windows = ["windows", "nanoserver", "servercore"]
                .iter()
                .any(|it| tag.contains(it));
            return if windows { Libc::Unknown } else { Libc::Glibc };
        }
        Libc::Unknown
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_split() {
        let image = Image::parse("localhost:5000/library/golang:1.22-alpine@sha256:abc");
        assert_eq!(image.path, "localhost:5000/library/golang");
        assert_eq!(image.tag.as_deref(), Some("1.22-alpine"));
        assert!(image.is_golang() && image.digest.is_some());
        assert_eq!(image.go_version(), Version::parse("1.22"));
        assert_eq!(image.libc(), Libc::Musl);
    }

    #[test]
    fn libraries() {
        for (name, libc) in [
            ("golang:1.22", Libc::Glibc),
            ("golang:1.22-bookworm", Libc::Glibc),
            ("golang:1.22-nanoserver", Libc::Unknown),
            ("alpine:3.20", Libc::Musl),
            ("scratch", Libc::None),
            ("gcr.io/distroless/static:nonroot", Libc::None),
            ("gcr.io/distroless/base", Libc::Glibc),
            ("example.com/own", Libc::Unknown),
        ] {
            assert_eq!(Image::parse(name).libc(), libc, "{name}");
        }
    }
}

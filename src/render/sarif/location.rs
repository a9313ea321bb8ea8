//! Places in SARIF: URIs and regions.
//!
//! In: [`Loc`]s. Out: `location` objects with relative, percent-encoded URIs and UTF-16 columns.

use super::ROOT;
use super::model::{
    ArtifactLocation, Location, LogicalLocation, Message, PhysicalLocation, Region,
};
use crate::finding::SourceMap;
use crate::support::Loc;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

/// Everything but the unreserved characters of RFC 3986 and the slash.
const ESCAPED: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~')
    .remove(b'/');

/// A place in a file.
pub(super) fn physical(loc: Loc, files: &SourceMap) -> Location {
    let region = files.region_on_line(loc);
    let mut location = whole_file(files.display(loc.file));
    location.physical_location.region = Some(Region {
        start_line: region.start.line,
        start_column: region.start.utf16,
        end_line: region.end.line,
        end_column: region.end.utf16,
    });
    location
}

/// A stretch of a file, over as many lines as it has.
pub(super) fn stretch(loc: Loc, files: &SourceMap) -> Region {
    let region = files.region(loc);
    Region {
        start_line: region.start.line,
        start_column: region.start.utf16,
        end_line: region.end.line,
        end_column: region.end.utf16,
    }
}

/// A file without a place in it.
pub(super) fn whole_file(display: &str) -> Location {
    Location {
        id: None,
        physical_location: PhysicalLocation {
            artifact_location: artifact(display),
            region: None,
        },
        logical_locations: Vec::new(),
        message: None,
    }
}

impl Location {
    /// With a message.
    pub(super) fn saying(mut self, text: impl Into<String>) -> Self {
        self.message = Some(Message::text(text));
        self
    }

    /// With the function it lies in.
    pub(super) fn inside(mut self, function: &str) -> Self {
        if !function.is_empty() {
            let fully_qualified_name = function.to_owned();
            self.logical_locations = vec![LogicalLocation {
                fully_qualified_name,
                kind: "function",
            }];
        }
        self
    }

    /// With a number that message links refer to.
    pub(super) fn numbered(mut self, id: usize) -> Self {
        self.id = Some(id);
        self
    }
}

/// Files in the working directory are relative to the root, others get a `file:` URI.
pub(super) fn artifact(display: &str) -> ArtifactLocation {
    let path = display.replace('\\', "/");
    let path = path.trim_start_matches("./");
    let drive = path.as_bytes().get(1) == Some(&b':') && path.as_bytes().get(2) == Some(&b'/');
    let encoded = utf8_percent_encode(path, ESCAPED);
    let (uri, uri_base_id) = match (path.starts_with('/'), drive) {
        (true, _) => (format!("file://{encoded}"), None),
        (false, true) => (format!("file:///{encoded}"), None),
        (false, false) => (encoded.to_string(), Some(ROOT)),
    };
    ArtifactLocation {
        uri: Some(uri),
        uri_base_id,
        description: None,
    }
}

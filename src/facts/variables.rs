//! Environment variables that Go knows, by who reads them.
//!
//! In: nothing. Out: tables of names. Must not know values or rules.

/// Variables of the go command, as `go help environment` lists them.
pub const BUILD_VARIABLES: &[&str] = &[
    "GO111MODULE",
    "GOAUTH",
    "GOBIN",
    "GOCACHE",
    "GOCACHEPROG",
    "GOCOVERDIR",
    "GODEBUG",
    "GOENV",
    "GOEXPERIMENT",
    "GOFIPS140",
    "GOFLAGS",
    "GOINSECURE",
    "GOMODCACHE",
    "GONOPROXY",
    "GONOSUMDB",
    "GOOS",
    "GOARCH",
    "GOPACKAGESDRIVER",
    "GOPATH",
    "GOPRIVATE",
    "GOPROXY",
    "GOROOT",
    "GOSUMDB",
    "GOTMPDIR",
    "GOTOOLCHAIN",
    "GOVCS",
    "GOWORK",
    "GOAMD64",
    "GOARM",
    "GOARM64",
    "GO386",
    "GOMIPS",
    "GOMIPS64",
    "GOPPC64",
    "GORISCV64",
    "GOWASM",
    "GOLOONG64",
    "GCCGO",
    "GOEXE",
    "GOHOSTOS",
    "GOHOSTARCH",
    "GOMOD",
    "GOTOOLDIR",
    "GOVERSION",
    "GOTELEMETRY",
    "GOTELEMETRYDIR",
    "GOGCCFLAGS",
];

/// Variables of running programs.
pub const RUN_TIME_VARIABLES: &[&str] =
    &["GOGC", "GOMEMLIMIT", "GOMAXPROCS", "GORACE", "GOTRACEBACK"];

/// Variables of the build of Go itself, and of its debugging.
pub const OTHER_VARIABLES: &[&str] = &[
    "GOSSAFUNC",
    "GOSSADIR",
    "GOBUILDTIMELOGFILE",
    "GOSSAHASH",
    "GOCOMPILEDEBUG",
    "GOLDFLAGS",
    "GOGCFLAGS",
    "GOASMFLAGS",
    "GOOBJ",
    "GOROOTFINAL",
];

/// Does Go know a variable of this name?
pub fn is_known(name: &str) -> bool {
    [BUILD_VARIABLES, RUN_TIME_VARIABLES, OTHER_VARIABLES]
        .iter()
        .any(|it| it.contains(&name))
}

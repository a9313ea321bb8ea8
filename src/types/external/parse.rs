//! Reads the declarations of a package of the table, which are written in a small part of Go.
//!
//! In: one declaration a line: `import ("a"; b "c")`, `type T[K any] struct { A, B int; *E }`, `func (*T[K]) M(int, ...K) error`,
//! `var a, b T`. Parameters and results have no names. Out: a [`FileOutline`]. A line that is not of this form is left out and told. Must not
//! know what the declarations mean.

use crate::outline::{
    ChanDir, FieldDecl, FileOutline, FuncDecl, FuncType, Import, InterfaceType, Receiver,
    StructType, TypeDecl, TypeParam, TypeRef, VarDecl,
};
use crate::support::Span;
use smol_str::SmolStr;
use std::sync::Arc;

/// Types nested deeper than this are not read.
const MAX_DEPTH: u32 = 32;

/// The declarations of a package, and the lines that could not be read.
pub(super) fn parse(go: &str) -> (FileOutline, Vec<&str>) {
    let mut out = FileOutline::default();
    let mut unread = Vec::new();
    for line in go.lines().filter(|it| !it.trim().is_empty()) {
        let mut reader = Line {
            text: line,
            at: 0,
            depth: 0,
        };
        if reader.declaration(&mut out).is_none() || !reader.at_end() {
            unread.push(line);
        }
    }
    (out, unread)
}

/// One line and how far it is read. Each method gives nothing when what stands there is not what it reads.
struct Line<'a> {
    text: &'a str,
    at: usize,
    depth: u32,
}

impl<'a> Line<'a> {
    fn rest(&mut self) -> &'a str {
        let rest = &self.text[self.at..];
        let trimmed = rest.trim_start();
        self.at += rest.len() - trimmed.len();
        trimmed
    }

    fn at_end(&mut self) -> bool {
        self.rest().is_empty()
    }

    /// Skips `token` if it is next.
    fn eat(&mut self, token: &str) -> bool {
        let found = self.rest().starts_with(token);
        if found {
            self.at += token.len();
        }
        found
    }

    fn expect(&mut self, token: &str) -> Option<()> {
        self.eat(token).then_some(())
    }

    fn next_is(&mut self, token: &str) -> bool {
        self.rest().starts_with(token)
    }

    /// The identifier that is next.
    fn word(&mut self) -> Option<&'a str> {
        let rest = self.rest();
        let length = rest
            .find(|it: char| !it.is_alphanumeric() && it != '_')
            .unwrap_or(rest.len());
        if length == 0 || rest.starts_with(|it: char| it.is_ascii_digit()) {
            return None;
        }
        self.at += length;
        Some(&rest[..length])
    }

    /// Skips a keyword if it is next.
    fn keyword(&mut self, keyword: &str) -> bool {
        let before = self.at;
        let found = self.word() == Some(keyword);
        if !found {
            self.at = before;
        }
        found
    }

    fn name(&mut self) -> Option<SmolStr> {
        self.word().map(SmolStr::new)
    }

    /// Names parted by commas.
    fn names(&mut self) -> Option<Vec<SmolStr>> {
        let mut names = vec![self.name()?];
        while self.eat(",") {
            names.push(self.name()?);
        }
        Some(names)
    }

    fn declaration(&mut self, out: &mut FileOutline) -> Option<()> {
        match self.word()? {
            "import" => self.imports(out),
            "type" => {
                let decl = self.type_decl()?;
                out.types.push(decl);
                Some(())
            }
            "func" => {
                let decl = self.func_decl()?;
                out.funcs.push(decl);
                Some(())
            }
            "var" => {
                let names = self.names()?;
                let ty = self.ty()?;
                out.vars
                    .extend(names.into_iter().map(|name| var(name, ty.clone())));
                Some(())
            }
            _ => None,
        }
    }

    fn imports(&mut self, out: &mut FileOutline) -> Option<()> {
        self.expect("(")?;
        while !self.eat(")") {
            let alias = self.name();
            self.expect("\"")?;
            let path = self.text[self.at..].split('"').next()?;
            self.at += path.len();
            self.expect("\"")?;
            out.imports.push(Import {
                alias,
                path: path.into(),
                span: Span::default(),
            });
            self.eat(";");
        }
        Some(())
    }

    fn type_decl(&mut self) -> Option<TypeDecl> {
        let name = self.name()?;
        // `type A []T` has no type parameters.
        let params = if self.next_is("[]") {
            Vec::new()
        } else {
            self.type_params()?
        };
        let alias = self.eat("=");
        let ty = self.ty()?;
        Some(TypeDecl {
            name,
            span: Span::default(),
            alias,
            params,
            ty: Arc::new(ty),
            scope: None,
            doc: SmolStr::default(),
        })
    }

    /// `[K comparable, V, W any]`, or nothing.
    fn type_params(&mut self) -> Option<Vec<TypeParam>> {
        let mut out = Vec::new();
        let rest = self.rest();
        if !rest.starts_with('[') || rest[1..].starts_with(|it: char| it.is_ascii_digit()) {
            return Some(out);
        }
        self.eat("[");
        while !self.eat("]") {
            let names = self.names()?;
            let constraint = self.union()?;
            out.extend(names.into_iter().map(|name| TypeParam {
                name,
                constraint: constraint.clone(),
            }));
            self.eat(",");
        }
        Some(out)
    }

    fn func_decl(&mut self) -> Option<FuncDecl> {
        let recv = if self.next_is("(") {
            Some(self.receiver()?)
        } else {
            None
        };
        let name = self.name()?;
        let params = self.type_params()?;
        let sig = self.signature()?;
        let (span, full) = (Span::default(), Span::default());
        Some(FuncDecl {
            name,
            span,
            full,
            recv,
            params,
            sig,
            doc: SmolStr::default(),
            body: false,
        })
    }

    fn receiver(&mut self) -> Option<Receiver> {
        self.expect("(")?;
        let pointer = self.eat("*");
        let base = self.name()?;
        let mut params = Vec::new();
        if self.eat("[") {
            params = self.names()?;
            self.expect("]")?;
        }
        self.expect(")")?;
        Some(Receiver {
            base,
            pointer,
            params,
            name: SmolStr::default(),
        })
    }

    fn signature(&mut self) -> Option<FuncType> {
        let mut sig = FuncType::default();
        self.expect("(")?;
        while !self.eat(")") {
            sig.variadic = self.eat("...");
            sig.params.push((SmolStr::default(), self.ty()?));
            self.eat(",");
        }
        if self.eat("(") {
            while !self.eat(")") {
                sig.results.push((SmolStr::default(), self.ty()?));
                self.eat(",");
            }
        } else if self.starts_type() {
            sig.results.push((SmolStr::default(), self.ty()?));
        }
        Some(sig)
    }

    fn starts_type(&mut self) -> bool {
        let rest = self.rest();
        rest.starts_with(|it: char| it.is_alphabetic() || it == '_' || it == '*' || it == '[')
            || rest.starts_with("<-")
    }

    /// A constraint: types parted by `|`.
    fn union(&mut self) -> Option<TypeRef> {
        let first = self.ty()?;
        if !self.next_is("|") {
            return Some(first);
        }
        let mut all = vec![first];
        while self.eat("|") {
            all.push(self.ty()?);
        }
        Some(TypeRef::Union(all))
    }

    fn ty(&mut self) -> Option<TypeRef> {
        if self.depth > MAX_DEPTH {
            return None;
        }
        self.depth += 1;
        let ty = self.ty_here();
        self.depth -= 1;
        ty
    }

    fn boxed(&mut self) -> Option<Box<TypeRef>> {
        self.ty().map(Box::new)
    }

    fn ty_here(&mut self) -> Option<TypeRef> {
        if self.eat("*") {
            return Some(TypeRef::Pointer(self.boxed()?));
        }
        if self.eat("~") {
            return Some(TypeRef::Tilde(self.boxed()?));
        }
        if self.eat("(") {
            let inner = self.ty()?;
            self.expect(")")?;
            return Some(inner);
        }
        if self.eat("<-") {
            return self
                .keyword("chan")
                .then(|| self.boxed())
                .flatten()
                .map(|it| TypeRef::Chan(ChanDir::Recv, it));
        }
        if self.eat("[") {
            let length = self.rest().find(']')?;
            self.at += length + 1;
            let elem = self.boxed()?;
            return Some(if length == 0 {
                TypeRef::Slice(elem)
            } else {
                TypeRef::Array(elem)
            });
        }
        match self.word()? {
            "map" => {
                self.expect("[")?;
                let key = self.ty()?;
                self.expect("]")?;
                Some(TypeRef::Map(Box::new((key, self.ty()?))))
            }
            "chan" => {
                let dir = if self.eat("<-") {
                    ChanDir::Send
                } else {
                    ChanDir::Both
                };
                Some(TypeRef::Chan(dir, self.boxed()?))
            }
            "func" => Some(TypeRef::Func(Box::new(self.signature()?))),
            "struct" => Some(TypeRef::Struct(Box::new(self.struct_body()?))),
            "interface" => Some(TypeRef::Interface(Box::new(self.interface_body()?))),
            name => self.named(name),
        }
    }

    /// `T`, `p.T`, `T[A, B]`.
    fn named(&mut self, name: &str) -> Option<TypeRef> {
        let base = match self.eat(".") {
            true => TypeRef::Qualified(name.into(), self.name()?),
            false => TypeRef::Name(name.into()),
        };
        if !self.eat("[") {
            return Some(base);
        }
        let mut args = Vec::new();
        while !self.eat("]") {
            args.push(self.ty()?);
            self.eat(",");
        }
        Some(TypeRef::Instance(Box::new(base), args))
    }

    fn struct_body(&mut self) -> Option<StructType> {
        let mut fields = Vec::new();
        self.expect("{")?;
        while !self.eat("}") {
            self.field(&mut fields)?;
            self.eat(";");
        }
        Some(StructType { fields })
    }

    /// `A, B T`, or an embedded `T`, `*p.T`.
    fn field(&mut self, out: &mut Vec<FieldDecl>) -> Option<()> {
        let before = self.at;
        if let Some(names) = self.names()
            && self.starts_field_type()
        {
            let ty = self.ty()?;
            out.extend(names.into_iter().map(|name| field(name, ty.clone(), false)));
            return Some(());
        }
        self.at = before;
        let ty = self.ty()?;
        let name = base_name(&ty)?;
        out.push(field(name, ty, true));
        Some(())
    }

    /// Whether a field's type follows its name; `T[A]` is an embedded type.
    fn starts_field_type(&mut self) -> bool {
        let adjacent = self.next_is("[") && !self.text[..self.at].ends_with(' ');
        !adjacent && (self.starts_type() || self.next_is("("))
    }

    fn interface_body(&mut self) -> Option<InterfaceType> {
        let mut out = InterfaceType::default();
        self.expect("{")?;
        while !self.eat("}") {
            let before = self.at;
            match self.name() {
                Some(name) if self.next_is("(") => out.methods.push((name, self.signature()?)),
                _ => {
                    self.at = before;
                    out.embedded.push(self.union()?);
                }
            }
            self.eat(";");
        }
        Some(out)
    }
}

fn field(name: SmolStr, ty: TypeRef, embedded: bool) -> FieldDecl {
    FieldDecl {
        name,
        span: Span::default(),
        ty,
        embedded,
        doc: SmolStr::default(),
    }
}

fn var(name: SmolStr, ty: TypeRef) -> VarDecl {
    let (span, doc) = (Span::default(), SmolStr::default());
    VarDecl {
        name,
        span,
        constant: false,
        ty: Some(ty),
        truth: None,
        init: None,
        value: None,
        doc,
    }
}

fn base_name(ty: &TypeRef) -> Option<SmolStr> {
    match ty {
        TypeRef::Name(name) | TypeRef::Qualified(_, name) => Some(name.clone()),
        TypeRef::Pointer(inner) | TypeRef::Instance(inner, _) => base_name(inner),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::outline::print::dump;

    #[test]
    fn declarations() {
        let text = r#"
import ("net/http"; x "a/b")
type A struct { B, C map[string][]int; D func(int, ...string) (x.T, error); *http.Request; x.G[int]; E struct {}; F [4]byte }
type B[K comparable, V, W any] map[K]V
type C = x.Other
type D []<-chan (chan<- int)
type E interface { M(int) error; http.Handler; ~int | ~string; N() }
func (*B[K, V, W]) Get(K) (V, bool)
func F[S ~[]T, T any](S, func(T) bool) S
func G()
var a, b *x.T
"#;
        let (outline, unread) = parse(text);
        assert!(unread.is_empty(), "{unread:?}");
        let want = r#"package 
import "net/http"
import x "a/b"
type A struct{B map[string][]int; C map[string][]int; D func(int, ...string) (x.T, error); embedded Request *http.Request; embedded G x.G[int]; E struct{}; F [_]byte}
type B[K comparable, V any, W any] map[K]V
type C = x.Other
type D []<-chan chan<- int
type E interface{M(int) (error); N(); http.Handler; ~int | ~string}
func (_ *B[K, V, W]) Get(K) (V, bool) nobody
func F[S ~[]T, T any](S, func(T) (bool)) (S) nobody
func G() nobody
var a *x.T
var b *x.T
"#;
        assert_eq!(dump(&outline), want);
    }

    #[test]
    fn what_is_not_of_the_form_is_told() {
        let lines = [
            "type",
            "type A",
            "func F(",
            "func F() int extra",
            "var x",
            "const c int",
            "type T struct { a }}",
        ];
        for line in lines {
            assert_eq!(parse(line).1, [line]);
        }
        assert_eq!(parse(&format!("type T {}int", "[]".repeat(100))).1.len(), 1);
    }
}

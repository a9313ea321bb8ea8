//! Handlers: functions that are run concurrently because of what they take.

use super::*;
use crate::models::ParamType;

impl Walker<'_> {
    /// A function whose signature says that it is run concurrently (`func(http.ResponseWriter, *http.Request)`) and that is
    /// used as a value will be, wherever it is registered.
    pub(super) fn note_handler(&mut self, expr: ExprId, val: &Val) {
        let Val::Func(func) = val else { return };
        let Some(sig) = signature(self.cx.universe, self.ty(expr)) else {
            return;
        };
        let Some(contract) = self.contract_of(&sig) else {
            return;
        };
        let site = CallSite {
            run: contract.0,
            many: contract.0 == Run::Many,
            kind: contract.1,
            // Whoever is handed it has to go to work first.
            served: true,
            ..self.new_site(Callee::Value(func.clone()), Vec::new(), self.span(expr))
        };
        self.publish(&Val::Func(func.clone()));
        self.record((expr, 1000), site);
    }

    /// The contract that a signature falls under.
    pub(super) fn contract_of(&self, sig: &Sig) -> Option<(Run, SmolStr)> {
        let cx = self.cx;
        let mut contracts = cx.models.contract_funcs().iter();
        contracts
            .find(|contract| params_match(cx.universe, &sig.params, &contract.types))
            .map(|it| (call::run_of(it.runs), SmolStr::new(&it.kind)))
            .or_else(|| {
                self.takes_own_request(sig)
                    .then(|| (Run::Many, "HTTP handler".into()))
            })
    }

    /// `func(*Context)`, where the program's own `Context` holds a request and its answer. What a function makes that has one in hand may be for this one
    /// request, and a test makes requests one by one.
    fn takes_own_request(&self, sig: &Sig) -> bool {
        let universe = self.cx.universe;
        let [param @ Ty::Pointer(context)] = &sig.params[..] else {
            return false;
        };
        let Ty::Named(..) = **context else {
            return false;
        };
        let Ty::Struct(fields) = universe.underlying(context) else {
            return false;
        };
        let holds = |name: &str| {
            let mut types = fields.iter().map(|it| &universe.fields[it.index()].ty);
            types.any(|ty| universe.qualified(ty) == Some(("net/http", name)))
        };
        holds("Request")
            && holds("ResponseWriter")
            && !self.is_given_to_this(param)
            && !universe.imports(self.cx.file).any(|it| it == "testing")
    }

    /// The body at hand, or one around it, has a parameter of the type.
    fn is_given_to_this(&self, ty: &Ty) -> bool {
        let func = self.cx.func;
        let is_it = |params: &[LocalId]| params.iter().any(|it| self.cx.typing.local(*it) == ty);
        let mut literal = self.body.checked_sub(1);
        while let Some(at) = literal {
            if is_it(&func.closures[at].params) {
                return true;
            }
            literal = func.closures[at].parent.map(|it| it.index());
        }
        is_it(&func.params)
    }
}

/// Parameter types are those that a contract names (`*net/http.Request`).
pub fn params_match(universe: &Universe, params: &[Ty], names: &[ParamType]) -> bool {
    params.len() == names.len()
        && params
            .iter()
            .zip(names)
            .all(|(ty, name)| param_matches(universe, ty, name))
}

fn param_matches(universe: &Universe, ty: &Ty, name: &ParamType) -> bool {
    match (name, ty) {
        (ParamType::Pointer(name), Ty::Pointer(ty)) | (ParamType::Slice(name), Ty::Slice(ty)) => {
            param_matches(universe, ty, name)
        }
        (ParamType::SendChan(name), Ty::Chan(_, ty)) => param_matches(universe, ty, name),
        (ParamType::Basic(name), Ty::Basic(ty)) => **name == **ty,
        (ParamType::Named { .. }, Ty::Named(..) | Ty::External(..)) => universe
            .qualified(ty)
            .is_some_and(|(package, base)| name.is(package, base)),
        _ => false,
    }
}

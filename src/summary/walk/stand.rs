//! What stands for types of modules whose source is not there: `return &watcher{...}` where the result is an `etcd.Watcher`. Such a type must be
//! an interface, and a call of its method may come to the type with source.

use super::*;

impl<'a> Walker<'a> {
    /// What this expression denotes is taken for a value of type `wanted` from here on.
    pub(super) fn note_stand(&mut self, wanted: &Ty, expr: ExprId) {
        let Ty::External(name, _) = wanted else {
            return;
        };
        let id = match self.ty(expr) {
            Ty::Pointer(target) => match &**target {
                Ty::Named(id, _) => *id,
                _ => return,
            },
            Ty::Named(id, _) => *id,
            _ => return,
        };
        let stand = (name.clone(), id);
        if !self.out.stands.contains(&stand) {
            self.out.stands.push(stand);
        }
    }

    /// Arguments of a function with source.
    pub(super) fn note_stands_of_args(&mut self, callee: &Callee, exprs: &[ExprId]) {
        let Callee::Value(FuncVal::Funcs(funcs)) = callee else {
            return;
        };
        let Some(func) = funcs.first() else { return };
        let info = &self.cx.universe.funcs[func.index()];
        let params = &info.sig.params;
        // The receiver comes first.
        let before = usize::from(info.recv.is_some());
        let exprs = exprs.get(before..).unwrap_or_default();
        for (wanted, expr) in params.iter().zip(exprs) {
            self.note_stand(wanted, *expr);
        }
    }

    /// Results of the function itself.
    pub(super) fn note_stands_of_results(&mut self, exprs: &[ExprId]) {
        let (0, Some(decl)) = (self.body, self.cx.decl) else {
            return;
        };
        let results = &self.cx.universe.funcs[decl.index()].sig.results;
        if results.len() == exprs.len() {
            for (wanted, expr) in results.iter().zip(exprs) {
                self.note_stand(wanted, *expr);
            }
        }
    }
}

//! Lists that get shorter: elements that are taken out.
//!
//! In: a function's IR. Out: the lists, as the function writes them. Must not know types.

use super::{Expr, ExprId, FuncIr, Stmt, StmtKind, visit};

/// Lists that the statements of a block cut: `list = list[1:]`.
pub fn shortened(func: &FuncIr, block: &[Stmt]) -> Vec<ExprId> {
    let mut found = Vec::new();
    visit::statements(block, &mut |stmt| {
        if let StmtKind::Assign {
            lhs,
            rhs,
            compound: false,
        } = &stmt.kind
            && lhs.len() == rhs.len()
        {
            let pairs = lhs.iter().zip(rhs);
            let cut = pairs.filter(|(to, from)| match func.exprs[from.index()] {
                Expr::Slice(list, _) => is_same(func, **to, list),
                _ => false,
            });
            found.extend(cut.map(|(to, _)| *to));
        }
    });
    found
}

/// The same of a function and its literals.
pub fn shortened_anywhere(func: &FuncIr) -> Vec<ExprId> {
    let literals = func.closures.iter().map(|it| &it.body);
    let blocks = literals.chain([&func.body]);
    blocks.flat_map(|it| shortened(func, it)).collect()
}

/// Both are written alike, as variables and fields of them.
pub fn is_same(func: &FuncIr, a: ExprId, b: ExprId) -> bool {
    match (&func.exprs[a.index()], &func.exprs[b.index()]) {
        (Expr::Local(x), Expr::Local(y)) => x == y,
        (Expr::Name(x), Expr::Name(y)) => x == y,
        (Expr::Select(x, field), Expr::Select(y, other)) => field == other && is_same(func, *x, *y),
        (Expr::Star(x), Expr::Star(y)) => is_same(func, *x, *y),
        _ => false,
    }
}

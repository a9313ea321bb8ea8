module example.com/lang/new_expr_bad

go 1.26

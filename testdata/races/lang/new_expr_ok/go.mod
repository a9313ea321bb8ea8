module example.com/lang/new_expr_ok

go 1.26

module example.com/lang/method_expression_bad

go 1.24

module example.com/lang/constant_false_ok

go 1.22

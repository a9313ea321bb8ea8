module example.com/lang/loop_var_122_ok

go 1.22

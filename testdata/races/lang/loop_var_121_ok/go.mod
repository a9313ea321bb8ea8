module example.com/lang/loop_var_121_ok

go 1.21

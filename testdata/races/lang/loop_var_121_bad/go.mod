module example.com/lang/loop_var_121_bad

go 1.21

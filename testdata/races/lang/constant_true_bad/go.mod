module example.com/lang/constant_true_bad

go 1.22

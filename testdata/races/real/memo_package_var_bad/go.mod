module example.com/real/memo_package_var_bad

go 1.24

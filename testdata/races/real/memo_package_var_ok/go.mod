module example.com/real/memo_package_var_ok

go 1.24

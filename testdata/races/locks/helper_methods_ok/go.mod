module example.com/locks/helper_methods_ok

go 1.24

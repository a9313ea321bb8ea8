module example.com/locks/helper_methods_bad

go 1.24

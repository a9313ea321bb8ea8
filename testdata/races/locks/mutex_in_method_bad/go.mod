module example.com/locks/mutex_in_method_bad

go 1.24

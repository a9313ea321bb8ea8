module example.com/locks/closure_mutex_bad

go 1.24

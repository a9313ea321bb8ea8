module example.com/locks/mutex_in_goroutine_bad

go 1.24

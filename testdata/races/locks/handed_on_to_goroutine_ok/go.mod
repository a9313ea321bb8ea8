module example.com/locks/handed_on_to_goroutine_ok

go 1.24

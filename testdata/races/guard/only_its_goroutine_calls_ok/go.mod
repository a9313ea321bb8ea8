module example.com/guard/only_its_goroutine_calls_ok

go 1.24

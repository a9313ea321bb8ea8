module example.com/start/hook_leaves_goroutine_bad

go 1.24

module example.com/start/hook_leaves_goroutine_ok

go 1.24

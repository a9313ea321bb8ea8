module example.com/guard/only_writer_goroutine_ok

go 1.24

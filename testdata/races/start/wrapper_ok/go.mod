module example.com/start/wrapper_ok

go 1.24

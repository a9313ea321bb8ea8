module example.com/start/wrapper_bad

go 1.24

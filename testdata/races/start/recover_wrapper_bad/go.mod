module example.com/start/recover_wrapper_bad

go 1.24

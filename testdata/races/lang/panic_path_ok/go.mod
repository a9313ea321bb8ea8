module example.com/lang/panic_path_ok

go 1.24

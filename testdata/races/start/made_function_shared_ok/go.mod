module example.com/start/made_function_shared_ok

go 1.24

module example.com/start/made_function_shared_bad

go 1.24

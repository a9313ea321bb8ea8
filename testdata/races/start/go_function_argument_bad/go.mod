module example.com/start/go_function_argument_bad

go 1.24

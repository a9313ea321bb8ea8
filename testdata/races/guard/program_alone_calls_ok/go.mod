module example.com/guard/program_alone_calls_ok

go 1.24

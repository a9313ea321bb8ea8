module example.com/guard/program_alone_calls_bad

go 1.24

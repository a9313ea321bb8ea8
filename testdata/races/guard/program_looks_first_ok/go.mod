module example.com/guard/program_looks_first_ok

go 1.24

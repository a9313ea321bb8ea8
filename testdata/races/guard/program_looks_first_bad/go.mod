module example.com/guard/program_looks_first_bad

go 1.24

module example.com/guard/program_alone_beside_bad

go 1.24

module example.com/real/default_argument_bad

go 1.24

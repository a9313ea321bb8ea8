module example.com/owner/from_argument_bad

go 1.24

module example.com/owner/recursive_literal_bad

go 1.24

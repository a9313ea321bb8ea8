module example.com/escape/derived_marked_bad

go 1.24

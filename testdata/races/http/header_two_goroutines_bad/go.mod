module example.com/http/header_two_goroutines_bad

go 1.24

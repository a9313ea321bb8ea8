module example.com/tests/answered_bad

go 1.24

module example.com/tests/parallel_bad

go 1.24

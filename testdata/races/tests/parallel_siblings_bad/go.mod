module example.com/tests/parallel_siblings_bad

go 1.24

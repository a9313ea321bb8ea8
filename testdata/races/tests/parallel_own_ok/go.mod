module example.com/tests/parallel_own_ok

go 1.24

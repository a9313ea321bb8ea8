module example.com/tests/parallel_after_ok

go 1.24

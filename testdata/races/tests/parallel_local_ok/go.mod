module example.com/tests/parallel_local_ok

go 1.24

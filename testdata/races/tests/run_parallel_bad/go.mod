module example.com/tests/run_parallel_bad

go 1.24

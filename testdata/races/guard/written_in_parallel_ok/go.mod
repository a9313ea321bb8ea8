module example.com/guard/written_in_parallel_ok

go 1.24

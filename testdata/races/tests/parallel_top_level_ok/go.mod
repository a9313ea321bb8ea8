module example.com/tests/parallel_top_level_ok

go 1.24

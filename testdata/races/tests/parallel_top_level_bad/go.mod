module example.com/tests/parallel_top_level_bad

go 1.24

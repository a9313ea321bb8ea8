module example.com/start/parallel_helper_bad

go 1.24

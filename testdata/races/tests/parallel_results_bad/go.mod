module example.com/tests/parallel_results_bad

go 1.24

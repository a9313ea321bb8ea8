module example.com/tests/harness_cleans_up_bad

go 1.24

module example.com/tests/harness_cleans_up_ok

go 1.24

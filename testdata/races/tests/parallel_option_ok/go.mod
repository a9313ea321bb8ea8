module example.com/tests/parallel_option_ok

go 1.24

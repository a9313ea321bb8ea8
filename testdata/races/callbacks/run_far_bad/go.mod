module example.com/callbacks/run_far_bad

go 1.24

module example.com/callbacks/made_two_calls_out_bad

go 1.24

module example.com/callbacks/made_two_calls_out_ok

go 1.24

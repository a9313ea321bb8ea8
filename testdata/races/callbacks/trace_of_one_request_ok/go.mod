module example.com/callbacks/trace_of_one_request_ok

go 1.24

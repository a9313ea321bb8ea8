module example.com/callbacks/queued_far_ok

go 1.24

module example.com/callbacks/queued_by_interface_ok

go 1.24

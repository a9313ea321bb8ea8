module example.com/callbacks/kept_in_receiver_ok

go 1.24

module example.com/callbacks/kept_in_receiver_bad

go 1.24

module example.com/access/value_receiver_bad

go 1.24

module example.com/locks/value_receiver_bad

go 1.24

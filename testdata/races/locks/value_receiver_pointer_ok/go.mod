module example.com/locks/value_receiver_pointer_ok

go 1.24

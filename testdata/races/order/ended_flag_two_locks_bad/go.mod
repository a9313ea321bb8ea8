module example.com/order/ended_flag_two_locks_bad

go 1.24

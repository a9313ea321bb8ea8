module example.com/order/users_at_tick_bad

go 1.24

module example.com/order/cleanup_on_tick_bad

go 1.24

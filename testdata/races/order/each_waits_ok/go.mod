module example.com/order/each_waits_ok

go 1.24

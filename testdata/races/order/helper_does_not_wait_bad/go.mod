module example.com/order/helper_does_not_wait_bad

go 1.24

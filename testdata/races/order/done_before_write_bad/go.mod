module example.com/order/done_before_write_bad

go 1.24

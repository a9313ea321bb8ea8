module example.com/order/once_value_written_bad

go 1.24

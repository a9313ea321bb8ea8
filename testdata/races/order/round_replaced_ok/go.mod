module example.com/order/round_replaced_ok

go 1.24

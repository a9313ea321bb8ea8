module example.com/order/batch_replaced_ok

go 1.24

module example.com/order/batch_replaced_bad

go 1.24

module example.com/order/told_by_result_ok

go 1.24

module example.com/order/work_of_copies_ok

go 1.24

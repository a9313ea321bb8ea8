module example.com/order/work_of_copies_bad

go 1.24

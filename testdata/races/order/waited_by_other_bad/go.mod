module example.com/order/waited_by_other_bad

go 1.24

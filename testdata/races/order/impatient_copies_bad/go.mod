module example.com/order/impatient_copies_bad

go 1.24

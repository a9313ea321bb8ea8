module example.com/order/impatient_rounds_bad

go 1.24

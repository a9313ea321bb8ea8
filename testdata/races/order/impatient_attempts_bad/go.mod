module example.com/order/impatient_attempts_bad

go 1.24

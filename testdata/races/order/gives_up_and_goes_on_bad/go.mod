module example.com/order/gives_up_and_goes_on_bad

go 1.24

module example.com/order/two_senders_bad

go 1.24

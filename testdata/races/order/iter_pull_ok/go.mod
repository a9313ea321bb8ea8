module example.com/order/iter_pull_ok

go 1.24

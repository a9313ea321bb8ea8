module example.com/order/done_on_some_paths_ok

go 1.24

module example.com/order/done_on_some_paths_bad

go 1.24

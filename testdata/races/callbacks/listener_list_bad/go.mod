module example.com/callbacks/listener_list_bad

go 1.24

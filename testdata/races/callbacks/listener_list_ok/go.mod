module example.com/callbacks/listener_list_ok

go 1.24

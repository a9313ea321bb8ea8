module example.com/start/waitgroup_go_ok

go 1.25

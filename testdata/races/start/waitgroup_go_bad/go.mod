module example.com/start/waitgroup_go_bad

go 1.25

module example.com/start/nested_go_bad

go 1.24

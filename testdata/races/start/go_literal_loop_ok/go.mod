module example.com/start/go_literal_loop_ok

go 1.24

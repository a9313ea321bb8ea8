module example.com/start/go_literal_loop_bad

go 1.24

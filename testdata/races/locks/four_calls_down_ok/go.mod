module example.com/locks/four_calls_down_ok

go 1.24

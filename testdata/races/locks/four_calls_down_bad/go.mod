module example.com/locks/four_calls_down_bad

go 1.24

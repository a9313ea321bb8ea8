module example.com/escape/getter_in_callback_bad

go 1.24

module example.com/escape/getter_in_callback_ok

go 1.24

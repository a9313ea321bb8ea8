module example.com/guard/said_to_be_safe_ok

go 1.24

module example.com/guard/left_to_callers_ok

go 1.24

module example.com/guard/nobody_calls_ok

go 1.24

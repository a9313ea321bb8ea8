module example.com/guard/called_before_ok

go 1.24

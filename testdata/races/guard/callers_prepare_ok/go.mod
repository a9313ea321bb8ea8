module example.com/guard/callers_prepare_ok

go 1.24

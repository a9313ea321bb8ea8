module example.com/guard/option_looks_ok

go 1.24

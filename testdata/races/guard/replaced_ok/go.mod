module example.com/guard/replaced_ok

go 1.24

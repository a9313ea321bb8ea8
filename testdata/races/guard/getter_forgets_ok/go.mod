module example.com/guard/getter_forgets_ok

go 1.24

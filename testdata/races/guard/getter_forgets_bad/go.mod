module example.com/guard/getter_forgets_bad

go 1.24

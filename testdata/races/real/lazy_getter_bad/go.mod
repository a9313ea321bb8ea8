module example.com/real/lazy_getter_bad

go 1.24

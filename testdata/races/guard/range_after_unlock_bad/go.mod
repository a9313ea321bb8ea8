module example.com/guard/range_after_unlock_bad

go 1.24

module example.com/real/mutex_copied_by_range_bad

go 1.24

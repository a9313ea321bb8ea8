module example.com/callbacks/visitor_under_rlock_bad

go 1.24

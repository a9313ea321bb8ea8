module example.com/callbacks/visitor_under_lock_ok

go 1.24

module example.com/lang/closure_counter_ok

go 1.24

module example.com/lang/closure_counter_bad

go 1.24

module example.com/guard/encoder_under_lock_ok

go 1.24

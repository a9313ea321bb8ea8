module example.com/locks/callee_lock_around_callback_bad

go 1.24

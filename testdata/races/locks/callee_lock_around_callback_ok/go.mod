module example.com/locks/callee_lock_around_callback_ok

go 1.24

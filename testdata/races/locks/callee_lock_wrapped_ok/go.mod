module example.com/locks/callee_lock_wrapped_ok

go 1.24

module example.com/locks/lock_in_callee_ok

go 1.24

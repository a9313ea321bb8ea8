module example.com/locks/embedded_in_lock_type_ok

go 1.24

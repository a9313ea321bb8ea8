module example.com/locks/embedded_in_lock_type_bad

go 1.24

module example.com/locks/pointer_shared_ok

go 1.24

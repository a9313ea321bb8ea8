module example.com/locks/embedded_as_locker_ok

go 1.24

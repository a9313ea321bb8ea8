module example.com/locks/locker_interface_ok

go 1.24

module example.com/locks/embedded_as_locker_bad

go 1.24

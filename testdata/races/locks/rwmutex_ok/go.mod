module example.com/locks/rwmutex_ok

go 1.24

module example.com/locks/chan_mutex_ok

go 1.24

module example.com/locks/rlock_with_writer_mutex_ok

go 1.24

module example.com/locks/rlock_each_stream_bad

go 1.24

module example.com/locks/lock_each_stream_ok

go 1.24

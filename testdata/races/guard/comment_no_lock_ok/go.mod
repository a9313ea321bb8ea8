module example.com/guard/comment_no_lock_ok

go 1.24

module example.com/guard/comment_guard_bad

go 1.24

module example.com/guard/comment_alone_ok

go 1.24

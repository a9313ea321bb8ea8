module example.com/guard/comment_alone_bad

go 1.24

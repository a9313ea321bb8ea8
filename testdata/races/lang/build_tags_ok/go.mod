module example.com/lang/build_tags_ok

go 1.24

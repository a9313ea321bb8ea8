module example.com/lang/build_tags_bad

go 1.24

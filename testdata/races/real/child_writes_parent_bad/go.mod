module example.com/real/child_writes_parent_bad

go 1.24

module example.com/real/child_writes_parent_ok

go 1.24

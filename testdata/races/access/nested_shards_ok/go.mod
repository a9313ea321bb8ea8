module example.com/access/nested_shards_ok

go 1.24

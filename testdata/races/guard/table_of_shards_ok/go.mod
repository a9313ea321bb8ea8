module example.com/guard/table_of_shards_ok

go 1.24

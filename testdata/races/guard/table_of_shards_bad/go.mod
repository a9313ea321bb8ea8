module example.com/guard/table_of_shards_bad

go 1.24

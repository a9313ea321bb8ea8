module example.com/locks/sharded_wrong_index_bad

go 1.24

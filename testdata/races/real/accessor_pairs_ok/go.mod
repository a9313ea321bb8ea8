module example.com/real/accessor_pairs_ok

go 1.24

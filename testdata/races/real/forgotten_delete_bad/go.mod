module example.com/real/forgotten_delete_bad

go 1.24

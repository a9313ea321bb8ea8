module example.com/access/len_bad

go 1.24

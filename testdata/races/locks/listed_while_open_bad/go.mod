module example.com/locks/listed_while_open_bad

go 1.24

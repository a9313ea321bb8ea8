module example.com/owner/each_beside_ok

go 1.24

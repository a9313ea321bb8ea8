module example.com/owner/each_beside_bad

go 1.24

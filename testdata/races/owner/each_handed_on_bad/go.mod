module example.com/owner/each_handed_on_bad

go 1.24

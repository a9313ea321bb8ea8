module example.com/owner/each_locked_ok

go 1.24

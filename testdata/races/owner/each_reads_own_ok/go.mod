module example.com/owner/each_reads_own_ok

go 1.24

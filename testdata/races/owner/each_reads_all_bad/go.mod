module example.com/owner/each_reads_all_bad

go 1.24

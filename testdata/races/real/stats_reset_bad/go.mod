module example.com/real/stats_reset_bad

go 1.24

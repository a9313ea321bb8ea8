module example.com/owner/literal_goes_both_ways_bad

go 1.24

module example.com/owner/literal_goes_one_way_ok

go 1.24

module example.com/locks/literal_in_helper_bad

go 1.24

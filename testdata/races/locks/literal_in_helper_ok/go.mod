module example.com/locks/literal_in_helper_ok

go 1.24

module example.com/locks/handed_through_wrapper_ok

go 1.24

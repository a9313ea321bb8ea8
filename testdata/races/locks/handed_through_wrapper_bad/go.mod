module example.com/locks/handed_through_wrapper_bad

go 1.24

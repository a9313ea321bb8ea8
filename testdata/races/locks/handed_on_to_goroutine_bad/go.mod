module example.com/locks/handed_on_to_goroutine_bad

go 1.24

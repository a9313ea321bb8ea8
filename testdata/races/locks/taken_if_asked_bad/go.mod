module example.com/locks/taken_if_asked_bad

go 1.24
